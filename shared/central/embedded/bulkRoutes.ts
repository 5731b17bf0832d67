import type { Router } from 'express';
import * as z from 'zod';
import { databaseOf, sessionOf } from './access.ts';
import { badRequest, handler, sendJson } from './answer.ts';
import type { Databases } from './databases.ts';
import { writeDocuments } from './writeDocuments.ts';

const bulkDocsSchema = z.looseObject({
  docs: z.array(z.record(z.string(), z.unknown())),
  new_edits: z.boolean().default(true),
});

const bulkGetSchema = z.looseObject({
  docs: z.array(z.looseObject({ id: z.string(), rev: z.string().optional() })),
});

/** `_bulk_docs` and `_bulk_get`, on the PouchDB object: express-pouchdb's lose histories and leaves. */
export function addBulkRoutes(router: Router, databases: Databases): void {
  router.post(
    '/:db/_bulk_docs',
    handler(async (request, response) => {
      const database = databaseOf(request, databases);
      if (database.name === '_users') {
        throw badRequest('accounts are written one at a time: their passwords are hashed');
      }
      const body = bulkDocsSchema.safeParse(request.body);
      if (!body.success) throw badRequest('POST body must include `docs`, a list of documents');
      const { docs, new_edits: newEdits } = body.data;
      const documents = newEdits
        ? docs.map((document) => ({ _id: crypto.randomUUID(), ...document }))
        : docs;
      sendJson(
        response,
        201,
        await writeDocuments(database, documents, newEdits, sessionOf(request)),
      );
    }),
  );

  router.post(
    '/:db/_bulk_get',
    handler(async (request, response) => {
      const { pouch } = databaseOf(request, databases);
      const body = bulkGetSchema.safeParse(request.body);
      if (!body.success) throw badRequest('POST body must include `docs`, a list of ids');
      const options = {
        revs: request.query['revs'] === 'true',
        latest: request.query['latest'] === 'true',
      };
      const results = await Promise.all(
        body.data.docs.map(async ({ id, rev }) => ({
          id,
          docs: await leavesOf(pouch, id, rev, options),
        })),
      );
      sendJson(response, 200, { results });
    }),
  );
}

/** One named revision, or every leaf, deleted ones too; what is missing has a row that says so. */
async function leavesOf(
  pouch: PouchDB.Database,
  id: string,
  rev: string | undefined,
  options: { revs: boolean; latest: boolean },
): Promise<object[]> {
  const missing = { error: { id, rev: rev ?? 'undefined', error: 'not_found', reason: 'missing' } };
  try {
    const asked = { open_revs: rev === undefined ? ('all' as const) : [rev], ...options };
    // With `open_revs` the answer is a list of leaves, not a document.
    const found = (await pouch.get(id, asked)) as unknown as object[];
    return found.map((leaf) => ('ok' in leaf ? leaf : missing));
  } catch (error) {
    if ((error as { status?: number }).status === 404) return [missing];
    throw error;
  }
}
