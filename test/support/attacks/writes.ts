import { peopleDatabaseName } from '../../../shared/central/peopleDatabase.ts';
import type { CouchAnswer } from '../../../shared/central/couchHttp.ts';
import { signedText } from '../../../shared/people/certificate.ts';
import { peopleDocumentId } from '../../../shared/people/peopleDocument.ts';
import type { PeopleDocument } from '../../../shared/people/peopleDocument.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import type { CertifiedPerson } from '../inventedSigning.ts';
import type { Scene, Written } from './scene.ts';

export const allF = 'f'.repeat(32);
/** A first generation that PouchDB and CouchDB choose over every other. */
export const winning = { start: 1, ids: [allF] };
/** A second generation on top of one that stands. */
export const onTopOf = (rev: string) => ({ start: 2, ids: [allF, rev.slice(2)] });

/** As a form in a browser or `curl -X PUT` writes: over what stands, if a revision is named. */
export async function put(
  { server, database }: Scene,
  record: AnyRecord,
  rev?: string,
): Promise<Written> {
  const path = `${database}/${encodeURIComponent(record.id)}`;
  const body = rev === undefined ? record : { ...record, _rev: rev };
  return { answers: [await server.ask('PUT', path, body)], record };
}

/** As replication writes: revision and ancestors are given, and the server joins them to its tree. */
export async function replicate(
  { server, database }: Scene,
  document: { readonly _id: string } & Record<string, unknown>,
  { start, ids }: { readonly start: number; readonly ids: readonly string[] },
): Promise<CouchAnswer> {
  return server.ask('POST', `${database}/_bulk_docs`, {
    docs: [
      {
        ...document,
        _rev: `${String(start)}-${ids[0]!}`,
        _revisions: { start, ids },
      },
    ],
    new_edits: false,
  });
}

/** Another version of a record, beside the one that stands. */
export async function branch(scene: Scene, record: AnyRecord, history = winning): Promise<Written> {
  return { answers: [await replicate(scene, { ...record, _id: record.id }, history)], record };
}

/** Puts a document among what is known of people. */
export async function people(
  { server, database }: Scene,
  document: PeopleDocument,
): Promise<CouchAnswer> {
  const id = encodeURIComponent(await peopleDocumentId(document));
  return server.ask('PUT', `${peopleDatabaseName(database)}/${id}`, document);
}

/** A document about people as somebody signs it who may not. */
export async function signedBy<D extends PeopleDocument & { signature: string }>(
  { signer }: CertifiedPerson,
  document: D,
): Promise<D> {
  return { ...document, signature: await signer.sign(signedText(document)) };
}
