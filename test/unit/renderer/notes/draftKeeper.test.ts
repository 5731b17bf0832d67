import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, describe, expect, test } from 'vitest';
import { openDraftKeeper, textsOf } from '../../../../renderer/features/notes/draftKeeper.ts';
import type {
  DraftKeeper,
  KeeperOptions,
} from '../../../../renderer/features/notes/draftKeeper.ts';
import {
  draftJournalKey,
  draftJournalSchema,
} from '../../../../renderer/features/notes/draftJournal.ts';
import {
  disputedSections,
  standingOfDraft,
} from '../../../../renderer/features/notes/draftStanding.ts';
import type { NoteDraft } from '../../../../renderer/features/notes/draftStanding.ts';
import { NotSaved, openRecords } from '../../../../renderer/replica/records.ts';
import type { Records } from '../../../../renderer/replica/records.ts';
import type { JsonValue, ReplicaClient } from '../../../../renderer/replica/replicaClient.ts';
import { sidesOf } from '../../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../../shared/merge/join.ts';
import { makeDot } from '../../../../shared/merge/versionVector.ts';
import { newPatientId, newRecordId } from '../../../../shared/records/ids.ts';
import { noteDraft } from '../../../../shared/records/note.ts';

const khoi = { person: 'le-minh-khoi', workstation: 'noi-2' };
const ha = { person: 'tran-thu-ha', workstation: 'cap-cuu-1' };
const opened: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const thing of opened.splice(0).reverse()) await thing.close();
});

/** The journal's contract in memory; the real one lives in IndexedDB and has tests of its own. */
function memoryJournal(): ReplicaClient['journal'] & { entries: Map<string, JsonValue> } {
  const entries = new Map<string, JsonValue>();
  return {
    entries,
    write: async (key, value) => void entries.set(key, value),
    read: async (key) => entries.get(key),
    remove: async (key) => void entries.delete(key),
    keys: async () => [...entries.keys()],
  };
}

async function bench() {
  let counter = 0;
  let actor = '00000000000000aa';
  const storage = getRxStorageMemory() as unknown as Parameters<typeof openRecords>[0];
  const nextDot = () => makeDot(actor, (counter += 1));
  const records = await openRecords(
    storage,
    `bench${Math.random().toString(36).slice(2)}`,
    nextDot,
  );
  opened.push(records);
  const patientId = newPatientId();
  const journal = memoryJournal();
  const options = {
    records: records as Pick<Records, 'create' | 'save'>,
    journal,
    author: khoi,
    patientId,
    encounterId: newRecordId(patientId, 'encounter'),
    noteType: 'progress' as const,
    pauseMs: 20,
    longestMs: 200,
    retryMs: 20,
  } satisfies KeeperOptions;
  const key = draftJournalKey(khoi.person, patientId);
  async function stored(): Promise<NoteDraft[]> {
    const found = await records.collections.notes.find({ selector: { kind: 'noteDraft' } }).exec();
    return found.map((document) => document.toMutableJSON() as unknown as NoteDraft);
  }
  /** A save on another workstation, by another actor. */
  async function elsewhere(draft: NoteDraft, edits: Record<string, string>): Promise<NoteDraft> {
    actor = '00000000000000bb';
    const saved = await records.save<'noteDraft'>(draft, edits, ha);
    actor = '00000000000000aa';
    return saved;
  }
  function keeper(more: Partial<KeeperOptions> = {}): DraftKeeper {
    const kept = openDraftKeeper({ ...options, ...more });
    kept.start();
    opened.push(kept);
    return kept;
  }
  return { records, journal, key, options, keeper, stored, elsewhere };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it never came true');
}

const sleep = (delayMs: number) => new Promise((resolve) => setTimeout(resolve, delayMs));

test('every keystroke is in the journal before the next pause', async () => {
  const { keeper, journal, key } = await bench();
  const kept = keeper({ pauseMs: 60_000, longestMs: 60_000 });
  for (const text of ['Đ', 'Đỡ', 'Đỡ kh']) {
    kept.write('course', text);
    await sleep(0);
    const entry = draftJournalSchema.parse(journal.entries.get(key));
    expect(entry.edits.course?.text).toBe(text);
  }
  expect(kept.state().keeping.kind).toBe('kept');
});

test('a pause writes one shared draft and clears the journal', async () => {
  const { keeper, journal, stored } = await bench();
  const kept = keeper();
  kept.write('course', 'Đỡ khó thở');
  kept.write('plan', 'Theo dõi');
  await until(async () => (await stored()).length === 1 && journal.entries.size === 0);
  expect((await stored())[0]).toMatchObject({ course: 'Đỡ khó thở', plan: 'Theo dõi' });
  kept.write('course', 'Đỡ khó thở, còn ho');
  await until(async () => (await stored())[0]?.course === 'Đỡ khó thở, còn ho');
  expect(await stored()).toHaveLength(1);
});

test('typing without a pause is saved all the same', async () => {
  const { keeper, stored } = await bench();
  const kept = keeper({ pauseMs: 80, longestMs: 150 });
  for (let letters = 1; letters < 30; letters += 1) {
    kept.write('course', 'a'.repeat(letters));
    await sleep(15);
  }
  expect(await stored()).toHaveLength(1);
});

test('nothing is written for a note that stays empty', async () => {
  const { keeper, stored, journal } = await bench();
  const kept = keeper();
  kept.write('course', '  ');
  kept.write('course', '');
  expect(await kept.close()).toBe(true);
  expect(await stored()).toEqual([]);
  expect(journal.entries.size).toBeLessThanOrEqual(1);
});

test('invariant 2: what another person wrote meanwhile stays beside, however often one types on', async () => {
  const { keeper, elsewhere, stored } = await bench();
  const kept = keeper();
  kept.write('course', 'Của Khôi');
  await kept.save();
  const [first] = await stored();
  kept.write('course', 'Của Khôi, gõ tiếp');
  await elsewhere(first!, { course: 'Của Hà' });
  await kept.save();
  kept.write('course', 'Của Khôi, gõ tiếp nữa');
  await kept.save();
  const [draft] = await stored();
  expect(disputedSections(draft!)).toEqual(['course']);
  const sides = sidesOf(noteDraft.units, draft as unknown as CausalRecord, 'course');
  expect(sides.map(({ value }) => value).sort()).toEqual(['Của Hà', 'Của Khôi, gõ tiếp nữa']);
});

test('a section that nobody types in shows what arrives', async () => {
  const { keeper, elsewhere, stored } = await bench();
  const kept = keeper();
  kept.write('course', 'Của Khôi');
  await kept.save();
  const [first] = await stored();
  kept.arrived(await elsewhere(first!, { plan: 'Của Hà' }));
  expect(kept.textOf('plan')).toBe('Của Hà');
  kept.write('plan', 'Của Hà, Khôi thêm');
  await kept.save();
  const [draft] = await stored();
  expect(draft?.plan).toBe('Của Hà, Khôi thêm');
  expect(disputedSections(draft!)).toEqual([]);
});

test('words that were replaced by somebody who had read them give way', async () => {
  const { keeper, elsewhere, stored } = await bench();
  const kept = keeper();
  kept.write('course', 'Của Khôi');
  await kept.save();
  const [first] = await stored();
  kept.arrived(await elsewhere(first!, { course: 'Hà sửa' }));
  expect(kept.textOf('course')).toBe('Hà sửa');
});

describe('invariant 1: after a crash', () => {
  test('the last keystroke is in the form again, and then in the draft', async () => {
    const { keeper, journal, key, stored } = await bench();
    const before = keeper({ pauseMs: 60_000, longestMs: 60_000 });
    before.write('course', 'Đêm ngủ được.');
    await sleep(0);
    const restored = draftJournalSchema.parse(journal.entries.get(key));
    const after = keeper({ restored });
    expect(after.textOf('course')).toBe('Đêm ngủ được.');
    await until(async () => (await stored())[0]?.course === 'Đêm ngủ được.');
  });

  test('own words that were saved just before it are no disagreement', async () => {
    const { keeper, journal, key, stored } = await bench();
    const before = keeper({ pauseMs: 60_000, longestMs: 60_000 });
    before.write('course', 'Một');
    await sleep(0);
    const stale = draftJournalSchema.parse(journal.entries.get(key));
    await before.save();
    const [draft] = await stored();
    const restored = { ...stale, draftId: draft!.id };
    restored.edits = { course: { text: 'Một hai', basis: {} } };
    const after = keeper({ restored, draft });
    await after.save();
    const [now] = await stored();
    expect(now?.course).toBe('Một hai');
    expect(disputedSections(now!)).toEqual([]);
  });

  test('another’s words in the draft are not replaced by the journal', async () => {
    const { keeper, journal, key, elsewhere, stored } = await bench();
    const before = keeper({ pauseMs: 60_000, longestMs: 60_000 });
    before.write('course', 'Một');
    await before.save();
    before.write('course', 'Một hai');
    await sleep(0);
    const restored = draftJournalSchema.parse(journal.entries.get(key));
    const [first] = await stored();
    const draft = await elsewhere(first!, { course: 'Của Hà' });
    const after = keeper({ restored, draft });
    expect(after.textOf('course')).toBe('Một hai');
    await after.save();
    expect(disputedSections((await stored())[0]!)).toEqual(['course']);
  });
});

describe('invariant 7: what the state line says is true', () => {
  test('an earlier keystroke on disk doesn’t make the last one kept', async () => {
    const { keeper, journal } = await bench();
    const acknowledge: (() => void)[] = [];
    const slow: ReplicaClient['journal'] = {
      ...journal,
      write: () => new Promise((resolve) => acknowledge.push(resolve)),
    };
    const kept = keeper({ journal: slow, pauseMs: 60_000, longestMs: 60_000 });
    kept.write('course', 'Đ');
    kept.write('course', 'Đỡ');
    acknowledge[0]!();
    await sleep(5);
    expect(kept.state().keeping.kind).toBe('writing');
    acknowledge[1]!();
    await until(() => kept.state().keeping.kind === 'kept');
  });

  test('not kept while neither the journal nor the draft takes it, kept when one does', async () => {
    const { keeper, options, journal, stored } = await bench();
    let full = true;
    const refusing: ReplicaClient['journal'] = {
      ...journal,
      write: async (key, value) => {
        if (full) throw new Error('full');
        await journal.write(key, value);
      },
    };
    const records: KeeperOptions['records'] = {
      create: async (...args) => {
        if (full) throw new NotSaved('storageFull');
        return options.records.create(...args);
      },
      save: options.records.save,
    };
    const kept = keeper({ journal: refusing, records });
    kept.write('course', 'Đau ngực');
    await until(() => kept.state().keeping.kind === 'notKept');
    expect(await kept.save()).toBe(false);
    expect(kept.state().keeping.kind).toBe('notKept');
    expect(kept.textOf('course')).toBe('Đau ngực');
    full = false;
    await until(async () => (await stored()).length === 1);
    await until(() => kept.state().keeping.kind === 'kept');
  });
});

test('pasted text is cleaned of what records refuse, and of nothing else', async () => {
  const { keeper, stored } = await bench();
  const kept = keeper();
  kept.write('course', 'Nguye\u0302\u0303n\u0007 38,5\u00b0C\r\ndo\u0300ng hai \ud83d');
  expect(await kept.save()).toBe(true);
  expect((await stored())[0]?.course).toBe('Nguyễn 38,5°C\ndòng hai \ufffd');
});

test('words that were written after signing are never hidden by the signature', async () => {
  const { keeper, records, elsewhere, stored, options } = await bench();
  const kept = keeper();
  kept.write('course', 'Ổn');
  await kept.save();
  const [draft] = await stored();
  const { encounterId, noteType, patientId } = options;
  const signature = { signedBy: khoi.person, signedAt: '2026-11-23T14:05:00.000+07:00' };
  const fields = { encounterId, noteType, draftId: draft!.id, course: 'Ổn', ...signature };
  const note = await records.create('note', patientId, fields, khoi);
  expect(standingOfDraft(draft!, [])).toBe('open');
  expect(standingOfDraft(draft!, [note])).toBe('signed');
  const later = await elsewhere(draft!, { course: 'Ổn. Sốt lại' });
  expect(standingOfDraft(later, [note])).toBe('writtenAfterSigning');
  expect(textsOf(kept.state()).course).toBe('Ổn');
});
