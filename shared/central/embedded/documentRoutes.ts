import type { Request, Router } from 'express';
import * as z from 'zod';
import { databaseOf, requireAdministrator, sessionOf } from './access.ts';
import { storedUser, userSchema } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { badRequest, handler, HttpRefusal, sendJson } from './answer.ts';
import type { Databases, ServerDatabase } from './databases.ts';
import { writeDocuments } from './writeDocuments.ts';

const bodySchema = z.record(z.string(), z.unknown());

/** Single documents and design documents: written here, so that all are validated. */
export function addDocumentRoutes(router: Router, databases: Databases, accounts: Accounts): void {
  const write = handler(async (request, response) => {
    const database = databaseOf(request, databases);
    const document = await documentFrom(request, database);
    const newEdits = request.query['new_edits'] !== 'false';
    const [row] = await writeDocuments(database, [document], newEdits, sessionOf(request));
    if (database.name === '_users') accounts.forget();
    if (row && 'error' in row) {
      const status = row.error === 'conflict' ? 409 : row.error === 'unauthorized' ? 401 : 403;
      throw new HttpRefusal(status, row.error, row.reason);
    }
    const id = document['_id'];
    sendJson(response, 201, { ok: true, id, rev: row?.rev ?? document['_rev'] });
  });
  router.post('/:db', write);
  router.put(['/:db/_design/:id', '/:db/:id'], write);
  router.delete(['/:db/_design/:id', '/:db/:id'], write);
}

async function documentFrom(
  request: Request,
  database: ServerDatabase,
): Promise<Record<string, unknown>> {
  const isDesign = request.path.split('/')[2] === '_design';
  const name = request.params['id'];
  const id = name === undefined ? undefined : isDesign ? `_design/${name}` : name;
  const queryRev = request.query['rev'];
  const rev = typeof queryRev === 'string' ? { _rev: queryRev } : {};
  if (request.method === 'DELETE') return { _id: id, ...rev, _deleted: true };
  const body = bodySchema.safeParse(request.body);
  if (!body.success) throw badRequest('Document must be a JSON object');
  const document = { ...rev, ...body.data, _id: id ?? body.data['_id'] ?? crypto.randomUUID() };
  if (database.name !== '_users') return document;
  requireAdministrator(request);
  const user = userSchema.safeParse(document);
  if (!user.success) throw new HttpRefusal(403, 'forbidden', 'this is no user document');
  return storedUser(user.data);
}
