import * as z from 'zod';
import { openCouch } from '../../shared/central/couchHttp.ts';
import type { Couch, Credentials } from '../../shared/central/couchHttp.ts';
import { peopleDatabaseName } from '../../shared/central/peopleDatabase.ts';
import { peopleDocumentId, peopleDocumentSchema } from '../../shared/people/peopleDocument.ts';
import type { PeopleDocument } from '../../shared/people/peopleDocument.ts';
import type { PeopleStore } from './peopleStore.ts';

/** Where the people's documents are, and by whose account. */
export interface PeopleServer {
  readonly url: string;
  /** Name of the records database. */
  readonly database: string;
  readonly account: Credentials;
  /** Gives up what is being asked when it is aborted. */
  readonly ended?: AbortSignal;
}

export interface PeopleExchange {
  readonly received: number;
  readonly sent: number;
  /** Ids that somebody else took while we were at it; see `enrolledTwice.ts` for one leave on two machines. */
  readonly taken: readonly string[];
  /** The server's time, ms since 1970; undefined where it said none. */
  readonly serverMs: number | undefined;
}

const idsSchema = z.looseObject({ rows: z.array(z.looseObject({ id: z.string() })) });
const documentsSchema = z.looseObject({
  rows: z.array(z.looseObject({ doc: z.record(z.string(), z.unknown()).nullish() })),
});
const batchSize = 100;

/**
 * Gives the server what it lacks and takes what is new there. Both sides only grow, so every
 * exchange compares all ids: whatever was interrupted, withheld or wiped mends itself at the next.
 * Rejects with `CentralFault` when the server can't be reached or doesn't know the account; then
 * what was received so far is kept.
 */
export async function exchangePeople(
  store: PeopleStore,
  { url, database, account, ended }: PeopleServer,
): Promise<PeopleExchange> {
  const couch = openCouch(url, account, ended);
  const path = peopleDatabaseName(database);
  const there = await idsOn(couch, path);
  const lacking = [...there].filter((id) => !store.documents().has(id));
  let received = 0;
  for (let from = 0; from < lacking.length; from += batchSize) {
    received += await store.add(
      await readDocuments(couch, path, lacking.slice(from, from + batchSize)),
    );
  }
  let sent = 0;
  const taken: string[] = [];
  for (const [id, document] of store.documents()) {
    if (there.has(id)) continue;
    const outcome = await sendDocument(couch, path, id, document);
    if (outcome === 'sent') sent += 1;
    else if (outcome === 'taken') taken.push(id);
  }
  return { received, sent, taken, serverMs: couch.serverMs() };
}

/** Writes one document. `taken`: another stands there; `refused`: the server wouldn't have it. */
export async function sendDocument(
  couch: Couch,
  path: string,
  id: string,
  document: PeopleDocument,
): Promise<'sent' | 'taken' | 'refused'> {
  const address = `${path}/${encodeURIComponent(id)}`;
  const { status } = await couch.ask('PUT', address, document);
  if (status === 201 || status === 202) return 'sent';
  return status === 409 ? 'taken' : 'refused';
}

async function idsOn(couch: Couch, path: string): Promise<Set<string>> {
  const body = idsSchema.parse(await couch.change('GET', `${path}/_all_docs`));
  return new Set(body.rows.map(({ id }) => id).filter((id) => !id.startsWith('_')));
}

/** Those of the ids that are what their id says; what else a server gives is left out. */
export async function readDocuments(
  couch: Couch,
  path: string,
  ids: readonly string[],
): Promise<PeopleDocument[]> {
  const body = await couch.change('POST', `${path}/_all_docs?include_docs=true`, { keys: ids });
  const found: PeopleDocument[] = [];
  for (const { doc } of documentsSchema.parse(body).rows) {
    const { _id: id, _rev: _, ...content } = doc ?? {};
    const parsed = peopleDocumentSchema.safeParse(content);
    if (parsed.success && (await peopleDocumentId(parsed.data)) === id) found.push(parsed.data);
  }
  return found;
}

/** All that the server has, for commands that begin with an empty hand. */
export async function readAllPeople(couch: Couch, database: string): Promise<PeopleDocument[]> {
  const path = peopleDatabaseName(database);
  const ids = [...(await idsOn(couch, path))];
  const found: PeopleDocument[] = [];
  for (let from = 0; from < ids.length; from += batchSize) {
    found.push(...(await readDocuments(couch, path, ids.slice(from, from + batchSize))));
  }
  return found;
}
