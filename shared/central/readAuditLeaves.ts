import * as z from 'zod';
import type { AuditLeaf } from '../audit/verifyTrails.ts';
import { CentralFault } from './couchHttp.ts';
import type { Couch } from './couchHttp.ts';

const changesSchema = z.looseObject({
  results: z.array(z.looseObject({ id: z.string() })),
  last_seq: z.union([z.string(), z.number()]),
});

const leavesSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      id: z.string(),
      docs: z.array(
        z.union([
          z.looseObject({ ok: z.looseObject({ _id: z.string(), _rev: z.string() }) }),
          z.looseObject({ error: z.unknown() }),
        ]),
      ),
    }),
  ),
});

const page = 500;

/**
 * Every leaf of the audit database, deleted and conflicting ones too, with what follows from each.
 * Throws `CentralFault`.
 */
export async function readAuditLeaves(
  couch: Couch,
  database: string,
  onRead: (leaves: number) => void = () => undefined,
): Promise<AuditLeaf[]> {
  const leaves: AuditLeaf[] = [];
  let since: string | number = 0;
  for (;;) {
    const query: string = `style=all_docs&limit=${page}&since=${encodeURIComponent(since)}`;
    const changes: z.infer<typeof changesSchema> = parsed(
      changesSchema,
      await couch.change('GET', `${database}/_changes?${query}`),
    );
    since = changes.last_seq;
    const docs = changes.results
      .filter(({ id }) => !id.startsWith('_design/'))
      .map(({ id }) => ({ id }));
    if (changes.results.length === 0) return leaves;
    if (docs.length === 0) continue;
    const answer = parsed(
      leavesSchema,
      await couch.change('POST', `${database}/_bulk_get?revs=true`, { docs }),
    );
    for (const { docs: rows } of answer.results) {
      for (const row of rows) if ('ok' in row) leaves.push(leafFrom(row['ok'] as Document));
    }
    onRead(leaves.length);
  }
}

type Document = { readonly _id: string; readonly _rev: string } & Record<string, unknown>;

function leafFrom({ _id, _rev, _deleted, _revisions, ...body }: Document): AuditLeaf {
  void _revisions;
  return { id: _id, rev: _rev, deleted: _deleted === true, body };
}

function parsed<T>(schema: z.ZodType<T>, answer: unknown): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new CentralFault(
    'notCouchDb',
    'What answers there is no CouchDB. Check the address; a proxy of the network may stand in between.',
  );
}
