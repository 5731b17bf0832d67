import { sidesOf } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { advance, covers, hasSeen } from '../../../shared/merge/versionVector.ts';
import type { VersionVector } from '../../../shared/merge/versionVector.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import type { FieldsOf } from '../../../shared/records/kinds.ts';
import { noteDraft, noteSections } from '../../../shared/records/note.ts';
import type { NoteSection } from '../../../shared/records/note.ts';
import type { Author, Records } from '../../replica/records.ts';
import type { ReplicaClient } from '../../replica/replicaClient.ts';
import { cleanText } from './cleanText.ts';
import { draftJournalKey } from './draftJournal.ts';
import type { DraftJournal, KeptEdit } from './draftJournal.ts';
import { disputedSections, isBlank } from './draftStanding.ts';
import type { NoteDraft } from './draftStanding.ts';

export type Edits = Readonly<Partial<Record<NoteSection, KeptEdit>>>;

/** Whether what was typed is on this machine's disk. */
export type Keeping =
  | { readonly kind: 'untouched' }
  /** The last keystrokes are on their way to the disk. */
  | { readonly kind: 'writing' }
  | { readonly kind: 'kept'; readonly at: string }
  | { readonly kind: 'notKept'; readonly since: string; readonly error: unknown };

export interface KeeperState {
  /** The shared draft as last acknowledged or arrived; undefined before the first pause in typing. */
  readonly draft: NoteDraft | undefined;
  readonly edits: Edits;
  readonly keeping: Keeping;
  /** Why the shared draft couldn't be written, while the journal still holds the text. */
  readonly notShared: unknown;
}

/** Keeps a note while it is being written: every keystroke in the journal, every pause in the shared draft. */
export interface DraftKeeper {
  state(): KeeperState;
  subscribe(listener: () => void): () => void;
  /** The text that the form shows for a section. */
  textOf(section: NoteSection): string;
  /** A section that two people wrote differently can only be gone on with by its own writer here. */
  canWrite(section: NoteSection): boolean;
  write(section: NoteSection, text: string): void;
  /** Another version of this draft came into the replica. */
  arrived(draft: NoteDraft): void;
  /** Saves now. True when everything that was typed stands in the shared draft. */
  save(): Promise<boolean>;
  /** Forgets the journal's entry, after signing or putting aside. */
  forget(): Promise<void>;
  /** Starts the timers: what a crash left in the journal is saved like fresh typing. */
  start(): void;
  /** Ends the timers, after a last save. */
  close(): Promise<boolean>;
}

export interface KeeperOptions {
  readonly records: Pick<Records, 'create' | 'save'>;
  readonly journal: ReplicaClient['journal'];
  readonly author: Author;
  readonly patientId: string;
  readonly encounterId: string;
  readonly noteType: FieldsOf<'noteDraft'>['noteType'];
  /** The draft that is gone on with; undefined for a new note. */
  readonly draft?: NoteDraft | undefined;
  /** What the journal held of this form from before. */
  readonly restored?: DraftJournal | undefined;
  /** Quiet time after which the shared draft is saved. */
  readonly pauseMs?: number;
  /** Longest time that typing without a pause stays out of the shared draft. */
  readonly longestMs?: number;
  readonly retryMs?: number;
}

export function openDraftKeeper(options: KeeperOptions): DraftKeeper {
  const { records, journal, author, patientId } = options;
  const { pauseMs = 3_000, longestMs = 30_000, retryMs = 5_000 } = options;
  const key = draftJournalKey(author.person, patientId);
  const startedAt = options.restored?.startedAt ?? now();
  const listeners = new Set<() => void>();
  let running = false;
  let forgotten = false;
  let inJournal = options.restored !== undefined;
  let keystrokes = 0;
  let dirtySince: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<boolean> = Promise.resolve(true);
  let current: KeeperState = {
    draft: options.draft,
    edits: options.restored ? editsAfterCrash(options) : {},
    keeping: options.restored
      ? { kind: 'kept', at: options.restored.writtenAt }
      : { kind: 'untouched' },
    notShared: undefined,
  };

  function become(change: Partial<KeeperState>): void {
    current = { ...current, ...change };
    for (const listener of listeners) listener();
  }

  function setEdit(section: NoteSection, edit: KeptEdit | undefined): void {
    const { [section]: _, ...others } = current.edits;
    become({ edits: edit ? { ...others, [section]: edit } : others });
  }

  function dirty(): readonly NoteSection[] {
    return noteSections.filter((section) => {
      const edit = current.edits[section];
      return edit !== undefined && edit.text !== edit.saved;
    });
  }

  function keepInJournal(): void {
    const keystroke = keystrokes;
    const entry: DraftJournal = {
      draftId: current.draft?.id ?? null,
      encounterId: options.encounterId,
      noteType: options.noteType,
      startedAt,
      writtenAt: now(),
      edits: { ...current.edits },
    };
    inJournal = true;
    journal.write(key, JSON.parse(JSON.stringify(entry))).then(
      () => {
        if (keystroke === keystrokes) become({ keeping: { kind: 'kept', at: now() } });
      },
      (error: unknown) => {
        const since = current.keeping.kind === 'notKept' ? current.keeping.since : now();
        if (dirty().length > 0) become({ keeping: { kind: 'notKept', since, error } });
      },
    );
  }

  function schedule(delayMs: number): void {
    if (timer !== undefined) clearTimeout(timer);
    if (!running) return;
    timer = setTimeout(() => void save(), delayMs);
  }

  /** One save at a time, in order; a later one waits for the earlier. */
  function save(): Promise<boolean> {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
    saving = saving.then(saveDirty, saveDirty);
    return saving;
  }

  async function saveDirty(): Promise<boolean> {
    try {
      if (current.draft) for (const section of dirty()) await saveSection(section);
      else await createDraft();
    } catch (error) {
      become({ notShared: error });
      if (current.keeping.kind === 'notKept') keepInJournal();
      schedule(retryMs);
      return false;
    }
    if (dirty().length === 0) {
      dirtySince = undefined;
      const touched = current.keeping.kind !== 'untouched';
      become({
        notShared: undefined,
        ...(touched ? { keeping: { kind: 'kept', at: now() } } : {}),
      });
      if (inJournal) {
        inJournal = false;
        await journal.remove(key).catch(() => undefined);
      }
      return true;
    }
    // Typed on while it was being saved, or nothing but blanks so far.
    become({ notShared: undefined });
    if (current.draft) {
      keepInJournal();
      schedule(pauseMs);
    }
    return isBlank(textsOf(current));
  }

  async function createDraft(): Promise<void> {
    const texts = textsOf(current);
    if (isBlank(texts)) return;
    const typed = current.edits;
    const filled = Object.fromEntries(
      Object.entries(texts).filter(([, text]) => text !== ''),
    ) as Partial<Record<NoteSection, string>>;
    const { encounterId, noteType } = options;
    const fields = { encounterId, noteType, ...filled };
    const draft = await records.create('noteDraft', patientId, fields, author);
    become({ draft });
    for (const section of noteSections) {
      const edit = current.edits[section];
      if (!edit) continue;
      const saved = typed[section]?.text;
      const basis = draft.causality.vector;
      setEdit(section, { text: edit.text, basis, ...(saved === undefined ? {} : { saved }) });
    }
  }

  async function saveSection(section: NoteSection): Promise<void> {
    const { draft, edits } = current;
    const edit = edits[section]!;
    const text = cleanText(edit.text);
    const opened = { ...draft!, causality: { ...draft!.causality, vector: { ...edit.basis } } };
    const value = text === '' ? null : text;
    const next = await records.save<'noteDraft'>(opened, { [section]: value }, author);
    if (covers(next.causality.vector, current.draft!.causality.vector)) become({ draft: next });
    const basis = withOwnWrite(next, section, edit.basis, value);
    setEdit(section, { text: current.edits[section]?.text ?? text, basis, saved: edit.text });
  }

  /**
   * The basis after a save takes in this form's own write and nothing else: what somebody else wrote
   * meanwhile was not seen by the writer and must stay beside their words.
   */
  function withOwnWrite(
    next: NoteDraft,
    section: NoteSection,
    basis: VersionVector,
    value: string | null,
  ): VersionVector {
    const own = sidesOf(noteDraft.units, next as unknown as CausalRecord, section).find(
      (side) =>
        side.write.by === author.person &&
        side.write.on === author.workstation &&
        side.value === value &&
        !hasSeen(basis, side.dot),
    );
    return own ? advance(basis, own.dot) : basis;
  }

  function textOf(section: NoteSection): string {
    return current.edits[section]?.text ?? current.draft?.[section] ?? '';
  }

  return {
    state: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    textOf,
    canWrite(section) {
      if (current.edits[section]) return true;
      return !current.draft || !disputedSections(current.draft).includes(section);
    },
    write(section, text) {
      if (text === textOf(section)) return;
      const standing = current.edits[section];
      const basis = standing?.basis ?? current.draft?.causality.vector ?? {};
      const saved = standing ? standing.saved : (current.draft?.[section] ?? undefined);
      keystrokes += 1;
      forgotten = false;
      setEdit(section, { text, basis: { ...basis }, ...(saved === undefined ? {} : { saved }) });
      if (current.keeping.kind !== 'notKept') become({ keeping: { kind: 'writing' } });
      keepInJournal();
      dirtySince ??= Date.now();
      schedule(Math.max(0, Math.min(pauseMs, dirtySince + longestMs - Date.now())));
    },
    arrived(draft) {
      const standing = current.draft;
      if (standing && standing.id !== draft.id) return;
      if (standing && !covers(draft.causality.vector, standing.causality.vector)) return;
      if (standing && covers(standing.causality.vector, draft.causality.vector)) return;
      become({ draft });
      const disputed = disputedSections(draft);
      for (const section of noteSections) {
        const edit = current.edits[section];
        if (!edit || edit.text !== edit.saved || disputed.includes(section)) continue;
        // Somebody who had seen these words replaced them: theirs are shown.
        if ((draft[section] ?? '') !== cleanText(edit.text)) setEdit(section, undefined);
      }
    },
    save,
    async forget() {
      forgotten = true;
      inJournal = false;
      await journal.remove(key);
    },
    start() {
      running = true;
      if (dirty().length > 0) schedule(pauseMs);
    },
    async close() {
      running = false;
      return forgotten ? true : save();
    },
  };
}

/**
 * The journal's edits after a crash. A save may have been acknowledged just before it, so that the
 * journal's basis lacks it; what this person wrote into the draft on this workstation came out of
 * this form and was seen by its writer.
 */
function editsAfterCrash({ restored, draft, author }: KeeperOptions): Edits {
  if (!restored || !draft) return restored?.edits ?? {};
  const edits: Partial<Record<NoteSection, KeptEdit>> = {};
  for (const section of noteSections) {
    const edit = restored.edits[section];
    if (!edit) continue;
    const own = sidesOf(noteDraft.units, draft as unknown as CausalRecord, section).filter(
      ({ write }) => write.by === author.person && write.on === author.workstation,
    );
    const basis = own.reduce((seen, { dot }) => advance(seen, dot), edit.basis as VersionVector);
    edits[section] = { ...edit, basis };
  }
  return edits;
}

/** The texts of the form as records take them. */
export function textsOf(state: KeeperState): Record<NoteSection, string> {
  return Object.fromEntries(
    noteSections.map((section) => [
      section,
      cleanText(state.edits[section]?.text ?? state.draft?.[section] ?? ''),
    ]),
  ) as Record<NoteSection, string>;
}

function now(): string {
  return localInstant(new Date());
}
