import { openDirectory } from './peopleDirectory.ts';
import type { PeopleDirectory, Trust } from './peopleDirectory.ts';

/** Certificates and revocations as they were stored or came: nothing of them is believed yet. */
export interface PeopleDocuments {
  readonly certificates: readonly unknown[];
  readonly revocations: readonly unknown[];
}

/** The people whom this workstation can tell, while more of them become known. */
export interface KnownPeople {
  /** As of now; another object after each change, and the same one until then. */
  directory(): PeopleDirectory;
  /**
   * Takes what came, in any order and however often, and resolves when `directory()` has it. What
   * doesn't parse or isn't rightly signed counts for nothing, now or later.
   */
  add(documents: PeopleDocuments): Promise<void>;
  /** Called after `directory()` has changed, with the serials whose standing changed. */
  onChange(listener: (serials: ReadonlySet<string>) => void): () => void;
}

/** Verifies every chain of what is known at first; `add` verifies everything anew, for order must not matter. */
export async function knownPeople(trust: Trust, known: PeopleDocuments): Promise<KnownPeople> {
  const listeners = new Set<(serials: ReadonlySet<string>) => void>();
  const texts = new Set<string>();
  const certificates: unknown[] = [];
  const revocations: unknown[] = [];
  const take = (into: unknown[], documents: readonly unknown[]) => {
    for (const document of documents) {
      const text = JSON.stringify(document);
      if (texts.has(text)) continue;
      texts.add(text);
      into.push(document);
    }
  };
  take(certificates, known.certificates);
  take(revocations, known.revocations);
  let directory = await openDirectory(trust, certificates, revocations);
  let turn: Promise<void> = Promise.resolve();

  async function addNow(documents: PeopleDocuments): Promise<void> {
    const before = texts.size;
    take(certificates, documents.certificates);
    take(revocations, documents.revocations);
    if (texts.size === before) return;
    const next = await openDirectory(trust, certificates, revocations);
    const changed = changedSerials(standings(directory), standings(next));
    if (changed.size === 0) return;
    directory = next;
    listeners.forEach((listener) => listener(changed));
  }

  return {
    directory: () => directory,
    add(documents) {
      const done = turn.then(() => addNow(documents));
      turn = done.catch(() => undefined);
      return done;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What a verdict about a signature rests on, a text for each certificate: two that are equal judge alike. */
export type Standings = Readonly<Record<string, string>>;

export function standings(directory: PeopleDirectory): Standings {
  const forged = [...directory.forged].map((serial) => [serial, 'forged']);
  const known = directory.all.map(({ certificate: { serial, signature }, revokedAt }) => [
    serial,
    revokedAt === undefined ? signature : `${signature} ${revokedAt}`,
  ]);
  return Object.fromEntries([...forged, ...known]) as Standings;
}

/** Serials of which a verdict may be another one now. */
export function changedSerials(before: Standings, after: Standings): ReadonlySet<string> {
  const all = new Set([...Object.keys(before), ...Object.keys(after)]);
  return new Set([...all].filter((serial) => before[serial] !== after[serial]));
}
