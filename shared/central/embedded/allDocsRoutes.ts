import type { Router } from 'express';
import * as z from 'zod';
import { databaseOf } from './access.ts';
import { badRequest, fromQueryString, handler, sendJson } from './answer.ts';
import type { Databases } from './databases.ts';

/** One query of `_all_docs`; both spellings of CouchDB's keys are known. */
const querySchema = z.looseObject({
  key: z.string().optional(),
  keys: z.array(z.string()).optional(),
  startkey: z.string().optional(),
  start_key: z.string().optional(),
  endkey: z.string().optional(),
  end_key: z.string().optional(),
  inclusive_end: z.boolean().optional(),
  descending: z.boolean().optional(),
  include_docs: z.boolean().optional(),
  conflicts: z.boolean().optional(),
  limit: z.int().min(0).optional(),
  skip: z.int().min(0).optional(),
});

export function addAllDocsRoutes(router: Router, databases: Databases): void {
  router.get(
    '/:db/_all_docs',
    handler(async (request, response) => {
      const { pouch } = databaseOf(request, databases);
      sendJson(response, 200, await allDocs(pouch, fromQueryString(request.query)));
    }),
  );
  router.post(
    '/:db/_all_docs',
    handler(async (request, response) => {
      const { pouch } = databaseOf(request, databases);
      const query = { ...fromQueryString(request.query), ...(request.body as object) };
      sendJson(response, 200, await allDocs(pouch, query));
    }),
  );
  router.post(
    '/:db/_all_docs/queries',
    handler(async (request, response) => {
      const { pouch } = databaseOf(request, databases);
      const body = z.looseObject({ queries: z.array(z.unknown()) }).safeParse(request.body);
      if (!body.success) throw badRequest('POST body must include `queries`');
      const results = [];
      for (const query of body.data.queries) results.push(await allDocs(pouch, query));
      sendJson(response, 200, { results });
    }),
  );
}

async function allDocs(pouch: PouchDB.Database, asked: unknown): Promise<object> {
  const parsed = querySchema.safeParse(asked);
  if (!parsed.success) throw badRequest('a parameter of _all_docs has the wrong type');
  const query = parsed.data;
  const startkey = query.startkey ?? query.start_key;
  const endkey = query.endkey ?? query.end_key;
  const keys = query.keys ?? (query.key === undefined ? undefined : [query.key]);
  const range = keys
    ? { keys }
    : {
        ...(startkey === undefined ? {} : { startkey }),
        ...(endkey === undefined ? {} : { endkey }),
        ...(query.inclusive_end === undefined ? {} : { inclusive_end: query.inclusive_end }),
      };
  return pouch.allDocs({
    ...range,
    ...(query.limit === undefined ? {} : { limit: query.limit }),
    ...(query.skip === undefined ? {} : { skip: query.skip }),
    descending: query.descending ?? false,
    include_docs: query.include_docs ?? false,
    conflicts: query.conflicts ?? false,
  });
}
