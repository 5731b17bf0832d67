import type { Session } from './accounts.ts';
import { badRequest, HttpRefusal } from './answer.ts';
import type { ServerDatabase } from './databases.ts';

type Document = Record<string, unknown>;

/** A row of `_bulk_docs`. With `new_edits: false` only failures have rows. */
export type WriteRow =
  | { readonly ok: true; readonly id: string; readonly rev: string }
  | { readonly id: string; readonly rev?: string; readonly error: string; readonly reason: string };

/**
 * Writes a batch as CouchDB's `_bulk_docs` does. Each document stands alone: one that the
 * validation refuses has a row that says why, and holds up no other. A document without a sound
 * form (no id, a malformed revision, an unknown underscore key) refuses the whole request with 400.
 */
export function writeDocuments(
  database: ServerDatabase,
  documents: readonly Document[],
  newEdits: boolean,
  session: Session,
): Promise<WriteRow[]> {
  for (const document of documents) requireSoundForm(document, newEdits);
  return database.serially(async () => {
    const rows = new Map<number, WriteRow>();
    const accepted: { index: number; document: Document }[] = [];
    const known = newEdits ? documents.map(() => false) : await alreadyStored(database, documents);
    const existing = await existingIds(database, documents);
    for (const [index, document] of documents.entries()) {
      if (known[index]) continue;
      const old = existing.has(document['_id'] as string)
        ? await oldDocumentOf(database, document, newEdits)
        : null;
      const refusal = await refusalOf(database, document, old, session);
      const id = document['_id'] as string;
      if (refusal) rows.set(index, { id, ...revisionIn(document), ...refusal });
      else accepted.push({ index, document });
    }
    if (accepted.length > 0) {
      const batch = accepted.map(({ document }) => document as PouchDB.NewDocument);
      const answers = await database.pouch.bulkDocs(batch, { new_edits: newEdits });
      if (newEdits) {
        for (const [position, { index }] of accepted.entries()) {
          rows.set(index, rowOf(answers[position]!, documents[index]!));
        }
      }
      if (batch.some(({ _id }) => _id.startsWith('_design/'))) database.validation.forget();
      database.announceChange();
    }
    return [...rows.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
  });
}

const allowedUnderscoreKeys = new Set(['_id', '_rev', '_revisions', '_deleted']);
const revisionPattern = /^[1-9]\d*-[0-9a-zA-Z_-]+$/;

function requireSoundForm(document: Document, newEdits: boolean): void {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw badRequest('Document must be a JSON object');
  }
  const { _id: id, _rev: rev } = document;
  if (typeof id !== 'string' || id === '')
    throw badRequest('Document id must be a non-empty string');
  if (id.startsWith('_') && !id.startsWith('_design/')) {
    throw new HttpRefusal(
      400,
      'illegal_docid',
      'Only reserved document ids may start with underscore.',
    );
  }
  for (const key of Object.keys(document)) {
    if (key.startsWith('_') && !allowedUnderscoreKeys.has(key)) {
      throw new HttpRefusal(400, 'doc_validation', `Bad special document member: ${key}`);
    }
  }
  if (rev !== undefined && (typeof rev !== 'string' || !revisionPattern.test(rev))) {
    throw badRequest('Invalid rev format');
  }
  if (!newEdits && rev === undefined) {
    throw badRequest('With `new_edits: false` the document needs `_rev`');
  }
  if (document['_revisions'] !== undefined && !isHistoryOf(document['_revisions'], rev)) {
    throw new HttpRefusal(400, 'doc_validation', '_revisions does not belong to _rev');
  }
}

function isHistoryOf(revisions: unknown, rev: unknown): boolean {
  const { start, ids } = (revisions ?? {}) as { start?: unknown; ids?: unknown };
  return (
    Number.isInteger(start) &&
    Array.isArray(ids) &&
    ids.length > 0 &&
    ids.length <= (start as number) &&
    ids.every((id) => typeof id === 'string') &&
    (rev === undefined || rev === `${String(start)}-${ids[0]}`)
  );
}

async function existingIds(
  { pouch }: ServerDatabase,
  documents: readonly Document[],
): Promise<Set<string>> {
  const keys = documents.map(({ _id }) => _id as string);
  const { rows } = await pouch.allDocs({ keys });
  return new Set(rows.filter(({ value }) => value !== undefined).map(({ id }) => id));
}

/** Revisions that the tree already holds are neither validated nor written again, as in CouchDB. */
async function alreadyStored(
  { pouch }: ServerDatabase,
  documents: readonly Document[],
): Promise<boolean[]> {
  const asked: Record<string, string[]> = {};
  for (const { _id, _rev } of documents) (asked[_id as string] ??= []).push(_rev as string);
  const missing = await pouch.revsDiff(asked);
  return documents.map(
    ({ _id, _rev }) => !missing[_id as string]?.missing.includes(_rev as string),
  );
}

/** The nearest ancestor whose body is still there; null on a fresh branch and after compaction. */
async function oldDocumentOf(
  { pouch }: ServerDatabase,
  document: Document,
  newEdits: boolean,
): Promise<object | null> {
  const id = document['_id'] as string;
  if (newEdits) {
    const rev = document['_rev'];
    return readBody(pouch, id, typeof rev === 'string' ? rev : undefined);
  }
  const { start, ids } = (document['_revisions'] ?? { start: 1, ids: [] }) as {
    start: number;
    ids: string[];
  };
  for (let age = 1; age < ids.length; age += 1) {
    const ancestor = await readBody(pouch, id, `${start - age}-${ids[age]}`);
    if (ancestor) return ancestor;
  }
  return null;
}

async function readBody(
  pouch: PouchDB.Database,
  id: string,
  rev: string | undefined,
): Promise<object | null> {
  try {
    return await pouch.get(id, { revs: true, ...(rev === undefined ? {} : { rev }) });
  } catch (error) {
    if ((error as { status?: number }).status === 404) return null;
    throw error;
  }
}

async function refusalOf(
  { validation, security, name }: ServerDatabase,
  document: Document,
  old: object | null,
  session: Session,
) {
  if ((document['_id'] as string).startsWith('_design/')) {
    if (session.roles.includes('_admin')) return undefined;
    return { error: 'forbidden', reason: 'You are not a db or server admin.' };
  }
  const user = { db: name, name: session.name, roles: session.roles };
  return validation.refusalOf(document, old, user, security());
}

function revisionIn({ _rev: rev }: Document): { rev?: string } {
  return typeof rev === 'string' ? { rev } : {};
}

function rowOf(answer: PouchDB.WriteAnswer | PouchDB.WriteFailure, document: Document): WriteRow {
  if ('ok' in answer) return { ok: true, id: answer.id, rev: answer.rev };
  return {
    id: document['_id'] as string,
    error: answer.name,
    reason: answer.message,
  };
}
