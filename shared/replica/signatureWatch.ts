import { changedSerials, standings } from '../people/knownPeople.ts';
import type { KnownPeople, Standings } from '../people/knownPeople.ts';
import { isSignatureFlaw, signatureFlaw } from '../people/signature.ts';
import type { SignatureDoubt } from '../people/signature.ts';
import { collections } from '../records/kinds.ts';
import type { CollectionName } from '../records/kinds.ts';
import type { JudgeSignature, Withheld } from './assemble.ts';
import type { RecordMemory } from './memory.ts';

/** Records whose signature's standing changed; undefined where it is verified now, or gone. */
export type DoubtChanges = readonly (readonly [id: string, doubt: SignatureDoubt | undefined])[];

/** Which of the shown records' signatures are in doubt, and who is told when that changes. */
export interface SignatureWatch {
  /** Undefined where no signature is verified. */
  readonly judge: JudgeSignature | undefined;
  doubts(): ReadonlyMap<string, SignatureDoubt>;
  /** Notes what is shown of a record now. */
  note(id: string, doubt: SignatureDoubt | undefined): void;
  /** Tells the listeners of what was noted since the last time. */
  tell(): void;
  onDoubts(listener: (changes: DoubtChanges) => void): void;
  /** What everything that is shown was judged by, at the least. */
  judgedBy(): Standings | undefined;
  /** Has the records judged anew that the certificates of now may judge otherwise than those. */
  judgeAnew(since: Standings): Promise<void>;
}

/** What the watch needs of the replica that it watches over. */
interface Watched {
  readonly memory: RecordMemory;
  readonly withheld: () => Iterable<Withheld>;
  /** Runs when what is being stored or shown now is through. */
  readonly inTurn: <T>(act: () => Promise<T>) => Promise<T>;
  /** Shows these records again, a few at a time. */
  readonly showAgain: (ids: readonly string[]) => Promise<void>;
}

/** @param people without them nothing is verified, and nothing is in doubt */
export function signatureWatch(people: KnownPeople | undefined, watched: Watched): SignatureWatch {
  const doubts = new Map<string, SignatureDoubt>();
  const listeners: ((changes: DoubtChanges) => void)[] = [];
  let changes = new Map<string, SignatureDoubt | undefined>();
  let judged: Standings | undefined = people && standings(people.directory());
  let turn: Promise<void> = Promise.resolve();

  async function judgeAnewNow(since: Standings): Promise<void> {
    if (!people) return;
    const now = standings(people.directory());
    const serials = changedSerials(since, now);
    // What was judged by older certificates and isn't shown yet is shown by then.
    if (serials.size > 0) {
      await watched.showAgain(await watched.inTurn(() => signedBy(serials)));
    }
    judged = now;
  }

  /** Records that name one of these certificates, and all that wait or were kept back. */
  async function signedBy(serials: ReadonlySet<string>): Promise<string[]> {
    const ids = new Set(doubts.keys());
    for (const { id, reason } of watched.withheld()) {
      if (reason === 'brokenImmutable' || isSignatureFlaw(reason)) ids.add(id);
    }
    for (const collection of Object.keys(collections) as CollectionName[]) {
      for (const record of await watched.memory.all(collection)) {
        const signature = 'signature' in record ? record.signature : undefined;
        if (signature && serials.has(signature.certificate)) ids.add(record.id);
      }
    }
    return [...ids];
  }

  const watch: SignatureWatch = {
    judge: people && ((record, body) => signatureFlaw(people.directory(), record, body)),
    doubts: () => doubts,
    note(id, doubt) {
      if (doubts.get(id) === doubt) return;
      if (doubt === undefined) doubts.delete(id);
      else doubts.set(id, doubt);
      changes.set(id, doubt);
    },
    tell() {
      if (changes.size === 0) return;
      const told = [...changes];
      changes = new Map();
      for (const listener of listeners) listener(told);
    },
    onDoubts: (listener) => void listeners.push(listener),
    judgedBy: () => judged,
    judgeAnew(since) {
      const done = turn.then(() => judgeAnewNow(since));
      turn = done.catch(() => undefined);
      return done;
    },
  };
  people?.onChange(() => void watch.judgeAnew(judged ?? {}).catch(() => undefined));
  return watch;
}
