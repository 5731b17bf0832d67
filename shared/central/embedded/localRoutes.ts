import type { Request, Response, Router } from 'express';
import * as z from 'zod';
import { databaseOf } from './access.ts';
import { badRequest, fromQueryString, handler, HttpRefusal, notFound, sendJson } from './answer.ts';
import type { Databases, ServerDatabase } from './databases.ts';

const bodySchema = z.record(z.string(), z.unknown());
const idsSchema = z.object({ ids: z.array(z.string()) });
const listQuerySchema = z.looseObject({
  startkey: z.string().optional(),
  start_key: z.string().optional(),
  endkey: z.string().optional(),
  end_key: z.string().optional(),
  include_docs: z.boolean().optional(),
  limit: z.int().min(0).optional(),
});

/** PouchDB can't list its local documents: this one names the others, and isn't listed. */
const indexId = '_local/names of local documents';

/** `_local` documents: neither validated nor replicated; a write without `_rev` overwrites. */
export function addLocalRoutes(router: Router, databases: Databases): void {
  router.get(
    '/:db/_local_docs',
    handler((request, response) => list(databaseOf(request, databases), request, response)),
  );
  router.all(
    '/:db/_local/:id',
    handler((request, response) => single(databaseOf(request, databases), request, response)),
  );
}

async function standing(pouch: PouchDB.Database, id: string) {
  try {
    return await pouch.get(id);
  } catch (error) {
    if ((error as { status?: number }).status === 404) return undefined;
    throw error;
  }
}

async function namesIn(pouch: PouchDB.Database): Promise<string[]> {
  const index = await standing(pouch, indexId);
  return index ? idsSchema.parse(index).ids : [];
}

async function keepNames(pouch: PouchDB.Database, ids: readonly string[]): Promise<void> {
  const index = await standing(pouch, indexId);
  await pouch.put({ _id: indexId, ...(index ? { _rev: index._rev } : {}), ids: [...ids].sort() });
}

async function list(
  { pouch }: ServerDatabase,
  request: Request,
  response: Response,
): Promise<void> {
  const parsed = listQuerySchema.safeParse(fromQueryString(request.query));
  if (!parsed.success) throw badRequest('a parameter of _local_docs has the wrong type');
  const query = parsed.data;
  const first = query.startkey ?? query.start_key;
  const last = query.endkey ?? query.end_key;
  const ids = (await namesIn(pouch)).filter(
    (id) => (first === undefined || id >= first) && (last === undefined || id <= last),
  );
  const rows = [];
  for (const id of ids.slice(0, query.limit ?? ids.length)) {
    const doc = await standing(pouch, id);
    if (!doc) continue;
    rows.push({ id, key: id, value: { rev: doc._rev }, ...(query.include_docs ? { doc } : {}) });
  }
  sendJson(response, 200, { total_rows: null, offset: null, rows });
}

async function single(
  { pouch, serially }: ServerDatabase,
  request: Request,
  response: Response,
): Promise<void> {
  const id = `_local/${request.params['id']!}`;
  if (request.method === 'GET') {
    const document = await standing(pouch, id);
    if (!document) throw notFound();
    return sendJson(response, 200, document);
  }
  await serially(async () => {
    const document = await standing(pouch, id);
    if (request.method === 'DELETE') {
      if (!document) throw notFound();
      await pouch.remove(id, document._rev);
      await keepNames(
        pouch,
        (await namesIn(pouch)).filter((name) => name !== id),
      );
      return sendJson(response, 200, { ok: true, id, rev: '0-0' });
    }
    if (request.method !== 'PUT') throw badRequest('GET, PUT or DELETE');
    const body = bodySchema.safeParse(request.body);
    if (!body.success) throw badRequest('Document must be a JSON object');
    const { _rev: basis, ...fields } = body.data;
    if (basis !== undefined && document && basis !== document._rev) {
      throw new HttpRefusal(409, 'conflict', 'Document update conflict.');
    }
    const rev = document ? { _rev: document._rev } : {};
    const { rev: written } = await pouch.put({ ...fields, ...rev, _id: id });
    const names = await namesIn(pouch);
    if (!names.includes(id)) await keepNames(pouch, [...names, id]);
    sendJson(response, 201, { ok: true, id, rev: written });
  });
}
