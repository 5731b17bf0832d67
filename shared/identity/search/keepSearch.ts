import { parseRecordId, patientRecordId } from '../../records/ids.ts';
import type { RecordIn, RecordOf } from '../../records/kinds.ts';
import type { Replica } from '../../replica/replica.ts';
import { settling } from '../../replica/settling.ts';
import { hasCode, readCode } from './cardCode.ts';
import { findPatients } from './findPatients.ts';
import { openPatientIndex } from './patientIndex.ts';
import type { PatientIndex } from './patientIndex.ts';
import { readQuery } from './patientQuery.ts';
import type { SealedIndex } from './sealedIndex.ts';
import { searchablePatient } from './searchable.ts';
import { standingOf } from './standing.ts';

/** An answer to what was typed. */
export interface SearchAnswer {
  /** The best, the first first. */
  readonly patients: readonly RecordOf<'patient'>[];
  /** How many fit in all. */
  readonly total: number;
  /**
   * A record number was typed whose check character doesn't fit: whoever was found by the rest of it
   * may be somebody else than who was meant.
   */
  readonly checkMisfits: boolean;
  /** How many patients were looked through. */
  readonly searched: number;
  /** Whether that is everybody of this workstation: until then a search may miss somebody. */
  readonly complete: boolean;
}

/** The search over all patients of a replica, kept up to date by what is stored. */
export interface PatientSearch {
  /** @param limit most patients in the answer */
  search(text: string, limit: number): Promise<SearchAnswer>;
  /** The highest sequence of a block of record numbers, once everybody is in the index. */
  highestOfBlock(block: string): Promise<number>;
  /** Patients who have one record number, two and two, as far as it was taken in. */
  sameNumbers(): Promise<readonly (readonly [string, string])[]>;
  /** Patient ids of everybody, once everybody is in the index; in no order. */
  patientIds(): Promise<readonly string[]>;
  /** Resolves when everybody is in the index: how that came about, and how long it took. */
  readonly ready: Promise<Readiness>;
  /** Ends. What isn't on disk yet is taken in again at the next start. */
  stop(): Promise<void>;
}

export interface Readiness {
  readonly from: 'disk' | 'patients';
  readonly milliseconds: number;
}

export interface PatientSearchOptions {
  readonly replica: Replica;
  /** Without one the index is built at each start. */
  readonly sealed?: SealedIndex;
  /** Code of the workstation's ward: its patients come first. */
  readonly ward?: string | undefined;
  readonly now: () => Date;
}

/** What is stored is in the index after 50 ms; in a first fill, two seconds later at most. */
const pace = { settleMs: 50, floodFrom: 200, quietMs: 300, longestMs: 2000 };
/** Patients taken in between two looks at whether somebody asks. */
const atATime = 2000;
/** So many patients beside the posting lists can be looked at by every query without being felt. */
const fewBeside = 2000;
/** So long after patients came lists are made anew. */
const listsAfterMs = 100;
/** So many changes make a new index on disk worth its while, after so long without another. */
const enoughChanges = 500;
const quietMs = 5000;

/** Begins at once and never makes the opening of the replica wait. */
export function keepPatientSearch(options: PatientSearchOptions): PatientSearch {
  const { replica, sealed, ward, now } = options;
  const { memory, store, queue } = replica;
  let index: PatientIndex = openPatientIndex();
  let complete = false;
  let stopped = false;
  /** Grows with each patient that is taken in anew: pairs of one number are looked for then alone. */
  let takenIn = 0;
  let same:
    { readonly taken: number; readonly pairs: readonly (readonly [string, string])[] } | undefined;
  let unsaved = 0;
  let saving: ReturnType<typeof setTimeout> | undefined;
  let listing: ReturnType<typeof setTimeout> | undefined;
  let written: Promise<void> = Promise.resolve();
  /** Patients of whom something was stored that the index doesn't know yet. */
  const changed = new Map<string, 'identity' | 'visits'>();
  const intake = settling(pace, () => void takeIn());

  replica.onStored(({ revisions }) => {
    for (const { id } of revisions) remember(id);
    if (complete && changed.size > 0) intake.came(changed.size);
  });

  function remember(id: string): void {
    const parts = parseRecordId(id);
    if (parts?.kind === 'patient') changed.set(parts.patientId, 'identity');
    else if (parts?.kind.startsWith('encounter') && !changed.has(parts.patientId)) {
      changed.set(parts.patientId, 'visits');
    }
  }

  /** In the queue: a listener hears of what is stored before memory shows it. */
  async function takeIn(): Promise<void> {
    intake.stop();
    while (changed.size > 0 && !stopped) {
      const some = [...changed].slice(0, atATime);
      for (const [patientId] of some) changed.delete(patientId);
      unsaved += some.length;
      await queue.run(() => takeInNow(some));
    }
    listsSoon();
    saveWhenQuiet();
  }

  /** Nobody waits for lists: until they are made a search looks at everybody, in a few milliseconds more. */
  function listsSoon(): void {
    if (stopped || listing || index.beside <= Math.max(fewBeside, index.size / 50)) return;
    listing = setTimeout(() => {
      listing = undefined;
      index.makePostings();
    }, listsAfterMs);
  }

  async function takeInNow(some: readonly (readonly [string, string])[]): Promise<void> {
    const shown = await memory.documents(some.map(([patientId]) => patientRecordId(patientId)));
    for (const [patientId, what] of some) {
      const patient = shown.get(patientRecordId(patientId));
      if (patient?.kind !== 'patient' || patient._deleted) {
        index.remove(patientId);
        continue;
      }
      const visits = await memory.ofPatient('encounters', patientId);
      if (what === 'identity') takenIn += 1;
      if (what === 'identity' || !index.has(patientId)) index.put(searchablePatient(patient));
      index.place(patientId, standingOf(patient, visits, ward));
    }
  }

  async function open(): Promise<Readiness> {
    const startedMs = performance.now();
    const kept = await sealed?.read(await store.sequence());
    if (kept) {
      index = kept.index;
      // What lies in packs has no sequence yet.
      for (const id of store.arrivals?.leaves().keys() ?? []) remember(id);
      for (let from = kept.sequence; ;) {
        const page = await store.changes(from, 1000);
        if (page.length === 0) break;
        for (const { id } of page) remember(id);
        from = page.at(-1)!.seq;
      }
    } else {
      await build();
    }
    warmUp(index);
    complete = true;
    await takeIn();
    const milliseconds = performance.now() - startedMs;
    return { from: kept ? 'disk' : 'patients', milliseconds };
  }

  async function build(): Promise<void> {
    const visits = new Map<string, RecordIn<'encounters'>[]>();
    for (const visit of await memory.all('encounters')) {
      const ofPatient = visits.get(visit.patientId);
      if (ofPatient) ofPatient.push(visit);
      else visits.set(visit.patientId, [visit]);
    }
    let taken = 0;
    for (const patient of await memory.all('patients')) {
      index.put(searchablePatient(patient));
      index.place(
        patient.patientId,
        standingOf(patient, visits.get(patient.patientId) ?? [], ward),
      );
      taken += 1;
      if (taken % atATime === 0) await new Promise((resolve) => setTimeout(resolve, 0));
      if (stopped) return;
    }
    unsaved += taken;
  }

  function saveWhenQuiet(): void {
    clearTimeout(saving);
    if (!sealed || stopped || unsaved < enoughChanges) return;
    saving = setTimeout(() => void (written = save()), quietMs);
  }

  async function save(): Promise<void> {
    if (!sealed || unsaved < enoughChanges) return;
    const upTo = unsaved;
    try {
      // What isn't taken in yet comes after a sequence that is read while nothing is stored.
      await takeIn();
      const sequence = await queue.run(() => store.sequence());
      if (changed.size > 0) return saveWhenQuiet();
      await sealed.write(sequence, index);
      unsaved -= upTo;
    } catch {
      // A cache that can't be written (a full disk) costs a slower start and nothing else.
    }
  }

  const ready = open();
  // Who asks for it hears of a failure; the search itself goes on with what is in the index.
  ready.catch(() => undefined);
  return {
    ready,
    async search(text, limit) {
      const at = now();
      const query = readQuery(text, at.toISOString().slice(0, 10));
      const found = findPatients(index, query, { ward, nowMs: at.getTime() }, limit);
      const shown = await memory.documents(found.patientIds.map(patientRecordId));
      const code = readCode(text);
      const patients = found.patientIds.flatMap((patientId) => {
        const patient = shown.get(patientRecordId(patientId));
        return patient?.kind === 'patient' ? [patient] : [];
      });
      const others =
        code && found.byCode
          ? patients.filter((patient) => !hasCode(searchablePatient(patient), code))
          : [];
      return {
        patients: patients.filter((patient) => !others.includes(patient)),
        total: found.total - others.length,
        checkMisfits: found.checkMisfits,
        searched: index.size,
        complete: complete && !intake.isFlood(changed.size),
      };
    },
    async highestOfBlock(block) {
      await ready;
      await takeIn();
      return index.highestOfBlock(block);
    },
    async sameNumbers() {
      await ready;
      if (same?.taken !== takenIn) same = { taken: takenIn, pairs: index.sameNumbers() };
      return same.pairs;
    },
    async patientIds() {
      await ready;
      await takeIn();
      return index.patientIds();
    },
    async stop() {
      stopped = true;
      intake.stop();
      clearTimeout(saving);
      clearTimeout(listing);
      await ready.catch(() => undefined);
      await written;
    },
  };
}

/** The first questions are slow until the engine has compiled the loops: nobody should wait for it. */
function warmUp(index: PatientIndex): void {
  const place = { ward: undefined, nowMs: 0 };
  for (const text of ['a', 'nguyen thi', '000', '1/1/2000', 't t']) {
    findPatients(index, readQuery(text, '2000-01-01'), place, 50);
  }
}
