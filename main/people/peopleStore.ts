import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { canonicalJson } from '../../shared/json/canonical.ts';
import type { Trust } from '../../shared/people/peopleDirectory.ts';
import { peopleDocumentId, peopleDocumentSchema } from '../../shared/people/peopleDocument.ts';
import type { PeopleDocument } from '../../shared/people/peopleDocument.ts';
import { readPeopleFacts } from '../../shared/people/peopleFacts.ts';
import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import { isFileError, writeDurably } from '../disk/writeDurably.ts';

const folderName = 'people';

/**
 * What this workstation holds about people: certificates, revocations, workstations, wrapped keys, a
 * file each (`people/`). It only grows. A file that is damaged counts as absent and comes again from
 * the server.
 */
export interface PeopleStore {
  /** By id, as it would be on the server. */
  documents(): ReadonlyMap<string, PeopleDocument>;
  /** What follows from the documents, every signature verified; the same object until one is added. */
  facts(): Promise<PeopleFacts>;
  /** Keeps what isn't here yet, on disk before it counts, and answers how many those were. */
  add(documents: readonly PeopleDocument[]): Promise<number>;
}

/** Writes documents into a profile folder that is being made. */
export async function writePeople(
  profileFolder: string,
  documents: readonly PeopleDocument[],
): Promise<void> {
  const folder = path.join(profileFolder, folderName);
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  for (const document of documents) {
    const id = await peopleDocumentId(document);
    await writeDurably(path.join(folder, fileNameOf(id)), `${canonicalJson(document)}\n`);
  }
}

/** Opens the profile's store; without trust nothing in it counts. */
export async function openPeopleStore(profileFolder: string, trust: Trust): Promise<PeopleStore> {
  const documents = new Map<string, PeopleDocument>();
  for (const document of await readAll(path.join(profileFolder, folderName))) {
    documents.set(await peopleDocumentId(document), document);
  }
  let facts: Promise<PeopleFacts> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  async function addNow(given: readonly PeopleDocument[]): Promise<number> {
    const fresh: [string, PeopleDocument][] = [];
    for (const document of given) {
      const id = await peopleDocumentId(document);
      if (!documents.has(id)) fresh.push([id, document]);
    }
    if (fresh.length === 0) return 0;
    await writePeople(
      profileFolder,
      fresh.map(([, document]) => document),
    );
    for (const [id, document] of fresh) documents.set(id, document);
    facts = undefined;
    return fresh.length;
  }

  return {
    documents: () => documents,
    facts: () => (facts ??= readPeopleFacts(trust, [...documents.values()])),
    add(given) {
      const done = turn.then(() => addNow(given));
      turn = done.catch(() => undefined);
      return done;
    },
  };
}

function fileNameOf(id: string): string {
  // Windows takes no colon in a name.
  return `${id.replaceAll(':', '.')}.json`;
}

async function readAll(folder: string): Promise<PeopleDocument[]> {
  const names = await fs.readdir(folder).catch((error: unknown): string[] => {
    if (isFileError(error, 'ENOENT')) return [];
    throw error;
  });
  const found: PeopleDocument[] = [];
  for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
    try {
      const text = await fs.readFile(path.join(folder, name), 'utf8');
      found.push(peopleDocumentSchema.parse(JSON.parse(text)));
    } catch {
      // Damaged: nobody is certified or revoked by it, and the next contact brings it again.
    }
  }
  return found;
}
