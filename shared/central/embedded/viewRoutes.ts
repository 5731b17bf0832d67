import type { Router } from 'express';
import * as z from 'zod';
import { databaseOf } from './access.ts';
import { badRequest, fromQueryString, handler, notFound, sendJson } from './answer.ts';
import type { Databases } from './databases.ts';
import { openView } from './views.ts';
import type { View } from './views.ts';

/** As CouchDB has them; `stale` is its old word for `update`. */
const querySchema = z.strictObject({
  key: z.string().optional(),
  limit: z.int().min(0).optional(),
  skip: z.int().min(0).optional(),
  update: z.enum(['true', 'false', 'lazy']).optional(),
  stale: z.enum(['ok', 'update_after']).optional(),
});

interface DesignDocument {
  readonly views?: Readonly<Record<string, { readonly map?: string }>>;
}

/** Views with a map function alone, asked by one key or from the beginning. */
export function addViewRoutes(router: Router, databases: Databases): void {
  /** A database that was removed takes its views with it; another function is another view. */
  const views = new WeakMap<PouchDB.Database, Map<string, View>>();

  async function viewOf(pouch: PouchDB.Database, design: string, name: string): Promise<View> {
    const document = (await pouch.get(`_design/${design}`)) as DesignDocument;
    const source = document.views?.[name]?.map;
    if (source === undefined) throw notFound('missing_named_view');
    const ofDatabase = views.get(pouch) ?? new Map<string, View>();
    views.set(pouch, ofDatabase);
    const view = ofDatabase.get(source) ?? openView(pouch, source);
    ofDatabase.set(source, view);
    return view;
  }

  router.get(
    '/:db/_design/:id/_view/:view',
    handler(async (request, response) => {
      const { pouch } = databaseOf(request, databases);
      const { update, stale, ...others } = request.query;
      const parsed = querySchema.safeParse({ ...fromQueryString(others), update, stale });
      if (!parsed.success)
        throw badRequest('the embedded server knows no such parameter of a view');
      const query = parsed.data;
      const isLazy = query.update === 'lazy' || query.stale === 'update_after';
      const asItStands = isLazy || query.update === 'false' || query.stale === 'ok';
      const view = await viewOf(pouch, request.params['id']!, request.params['view']!);
      const all = await view.rows(!asItStands);
      const first = query.key === undefined ? 0 : all.findIndex(({ key }) => key === query.key);
      const fitting = query.key === undefined ? all : all.filter(({ key }) => key === query.key);
      const from = query.skip ?? 0;
      const rows = fitting.slice(from, query.limit === undefined ? undefined : from + query.limit);
      const offset = first < 0 ? all.length : first + from;
      sendJson(response, 200, { total_rows: all.length, offset, rows });
      // A server that is stopped meanwhile leaves nothing half done: the next one builds it anew.
      if (isLazy) void view.rows(true).catch(() => undefined);
    }),
  );
}
