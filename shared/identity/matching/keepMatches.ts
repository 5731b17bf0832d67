import type { RecordOf } from '../../records/kinds.ts';
import { withoutRxFields } from '../../replica/memory.ts';
import type { MemoryDocument } from '../../replica/memory.ts';
import { settling } from '../../replica/settling.ts';
import { learnedModel } from './learnedModel.ts';
import { evidenceOf } from './likeness.ts';
import type { Evidence, Rival } from './likeness.ts';
import { openMatchIndex } from './matchIndex.ts';
import type { Match } from './matchIndex.ts';
import { traitsOf, traitsOfPatient } from './traits.ts';
import type { SaidOfPerson, Traits } from './traits.ts';

type Patient = RecordOf<'patient'>;

/** Somebody who may be the person that was asked about, and why. */
export interface LikelyMatch {
  readonly patient: Patient;
  /** Log2 of the odds; from `strong` on the pair would be suspected. */
  readonly score: number;
  readonly strong: boolean;
  readonly evidence: readonly Evidence[];
  readonly rival: Rival;
}

/** Two records that may be of one person. */
export interface SuspectedPair {
  readonly a: Patient;
  readonly b: Patient;
  readonly score: number;
  readonly evidence: readonly Evidence[];
  readonly rival: Rival;
}

/** A suspected pair, the lower id first, and nothing yet of why. */
export interface ScoredPair {
  readonly a: string;
  readonly b: string;
  readonly score: number;
}

export interface Suspected {
  /** The likeliest first. */
  readonly pairs: readonly SuspectedPair[];
  /** How many patients were compared with all others; everybody once it is `total`. */
  readonly compared: number;
  readonly total: number;
}

export interface PatientMatches {
  /** Those who may be the person, the likeliest first. */
  likely(said: SaidOfPerson, limit: number): Promise<readonly LikelyMatch[]>;
  /** Pairs that look like one person; which of them somebody answered, the links say. */
  suspected(): Promise<Suspected>;
  /** Every suspected pair, in no order, and how far the comparison has come. */
  scored(): Promise<Omit<Suspected, 'pairs'> & { readonly pairs: readonly ScoredPair[] }>;
  /** Somebody who is here. */
  patient(patientId: string): Patient | undefined;
  /** What two records say for and against one person, whether they are suspected or not. */
  compare(a: string, b: string): Promise<SuspectedPair | undefined>;
  stop(): void;
}

/** Where patients come from. */
export interface PatientSource {
  all(): Promise<readonly Patient[]>;
  /** Those of these patient ids that are here now. */
  some(patientIds: readonly string[]): Promise<ReadonlyMap<string, Patient>>;
  /** Tells patient ids after every change. */
  onChanged(changed: (patientIds: readonly string[]) => void): void;
}

/** Work between two looks at whether somebody asks. */
const sliceMs = 8;
/**
 * In a first fill or a reconnect nobody is compared before there is a pause, or for ten seconds: its
 * rounds of request and answer wait for this thread.
 */
const pace = { settleMs: 60, floodFrom: 200, quietMs: 3000, longestMs: 10_000 };
/**
 * While somebody types, whoever shares the whole name or a number is worth a look long before the
 * odds are even: most fields are still empty.
 */
const worthALook = learnedModel.threshold - 10;

/** Compares everybody once, in slices, and after that whoever changed. Nobody is ever merged by it. */
export function keepMatches(source: PatientSource): PatientMatches {
  const patients = new Map<string, Patient>();
  const index = openMatchIndex(learnedModel, (id) => {
    const patient = patients.get(id);
    return patient && traitsOfPatient(patient);
  });
  /** Of each patient the suspected others with a greater id. */
  const pairs = new Map<string, Map<string, number>>();
  const waiting = new Set<string>();
  let compared = 0;
  let stopped = false;
  let working = begin();
  const intake = settling(pace, () => {
    working = working.then(takeIn, takeIn).catch(() => undefined);
  });

  source.onChanged((ids) => {
    for (const id of ids) waiting.add(id);
    intake.came(waiting.size);
  });

  async function begin(): Promise<void> {
    const all = await source.all();
    await inSlices(all, (patient) => put(patient));
    await inSlices(all, ({ patientId }) => {
      compare(patientId);
      compared += 1;
    });
  }

  /** Rejects where they can't be read; they wait for the next change then. */
  async function takeIn(): Promise<void> {
    if (stopped) return;
    const ids = [...waiting];
    waiting.clear();
    const known = await source.some(ids).catch((error: unknown) => {
      for (const id of ids) waiting.add(id);
      throw error;
    });
    await inSlices(ids, (id) => {
      forgetPairs(id);
      const patient = known.get(id);
      if (!patient) {
        patients.delete(id);
        index.remove(id);
        return;
      }
      put(patient);
      compare(id);
      compared = Math.max(compared, patients.size);
    });
  }

  async function inSlices<T>(all: readonly T[], step: (one: T) => void): Promise<void> {
    let until = performance.now() + sliceMs;
    for (const one of all) {
      if (stopped) return;
      step(one);
      if (performance.now() < until) continue;
      await new Promise((resolve) => setTimeout(resolve, 0));
      until = performance.now() + sliceMs;
    }
  }

  function put(patient: Patient): void {
    patients.set(patient.patientId, patient);
    index.set(patient.patientId, traitsOfPatient(patient));
  }

  function compare(id: string): void {
    const patient = patients.get(id);
    if (!patient) return;
    const found = index.find(
      traitsOfPatient(patient),
      learnedModel.threshold,
      (other) => other === id,
    );
    for (const { id: other, score } of found) {
      const [low, high] = id < other ? [id, other] : [other, id];
      const ofLow = pairs.get(low) ?? new Map<string, number>();
      pairs.set(low, ofLow.set(high, score));
    }
  }

  function forgetPairs(id: string): void {
    pairs.delete(id);
    for (const [low, others] of pairs) {
      if (others.delete(id) && others.size === 0) pairs.delete(low);
    }
  }

  function explained(mine: Traits, theirs: Traits) {
    const likeness = index.compare(mine, theirs);
    const { score, rival } = likeness;
    const evidence = evidenceOf(learnedModel, index.frequencies, likeness, mine, theirs);
    return { score, rival, evidence };
  }

  function pairOf(a: string, b: string): SuspectedPair | undefined {
    const [one, other] = [patients.get(a), patients.get(b)];
    if (!one || !other) return undefined;
    return { a: one, b: other, ...explained(traitsOfPatient(one), traitsOfPatient(other)) };
  }

  return {
    async likely(said, limit) {
      const mine = traitsOf(said);
      const strongly = (match: Match) => match.score >= learnedModel.threshold;
      return index
        .find(mine, worthALook)
        .filter((match) => strongly(match) || speaksForItself(match))
        .slice(0, limit)
        .flatMap((match) => {
          const patient = patients.get(match.id);
          if (!patient) return [];
          const told = explained(mine, traitsOfPatient(patient));
          // As a record alone: a chart's panel that goes on with it saves it, and takes no more.
          const record = withoutRxFields(patient as MemoryDocument) as Patient;
          return [{ patient: record, strong: strongly(match), ...told }];
        });
    },
    async suspected() {
      const found = [...pairs].flatMap(([low, others]) =>
        [...others.keys()].flatMap((high) => pairOf(low, high) ?? []),
      );
      return {
        pairs: found.sort((x, y) => y.score - x.score || (x.a.id < y.a.id ? -1 : 1)),
        compared: Math.min(compared, patients.size),
        total: patients.size,
      };
    },
    async scored() {
      const found = [...pairs].flatMap(([a, others]) =>
        [...others].map(([b, score]) => ({ a, b, score })),
      );
      return {
        pairs: found,
        compared: Math.min(compared, patients.size),
        total: patients.size,
      };
    },
    patient: (patientId) => patients.get(patientId),
    compare: async (a, b) => pairOf(a, b),
    stop() {
      stopped = true;
      intake.stop();
    },
  };
}

const againstIt: ReadonlySet<string> = new Set([
  'different',
  'otherDay',
  'yearBeside',
  'otherYear',
]);

/** The same name or number, and neither sex nor date against it. */
function speaksForItself({ levels }: Match): boolean {
  const { name, number, phone, sex, birthDate } = levels;
  if (number === 'same' || phone === 'same') return true;
  const sameName = name === 'same' || name === 'withoutTones' || name === 'otherSpelling';
  return sameName && sex !== 'different' && !againstIt.has(birthDate);
}
