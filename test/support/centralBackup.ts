import type { TestCentral } from './central.ts';

interface Leaf {
  readonly _id: string;
}

/** A records database as it stood at one moment, with its `_local` documents, as a copy of its files has it. */
export interface CentralBackup {
  /** Puts it in the place of whatever stands there now, on this server or on another one. */
  restore(target?: TestCentral): Promise<void>;
}

/** Makes another server's database what this one's is now, as a standby that replicated its files. */
export async function copyDatabase(from: TestCentral, to: TestCentral): Promise<void> {
  await (await backUp(from)).restore(to);
}

/**
 * Makes another server's database what this one's is now, as IT does it by replication: the identity
 * travels, `_local` documents don't.
 */
export async function replicateDatabase(from: TestCentral, to: TestCentral): Promise<void> {
  await (await backUp(from, 'replicated')).restore(to);
}

/** Takes a backup of a test's database. */
export async function backUp(
  server: TestCentral,
  how: 'files' | 'replicated' = 'files',
): Promise<CentralBackup> {
  const { couch, database } = server;
  const security = (await couch.ask('GET', `${database}/_security`)).body;
  const changes = (await couch.ask('GET', `${database}/_changes?style=all_docs`)).body as {
    results: { id: string; changes: { rev: string }[] }[];
  };
  const isDesign = (id: string) => id.startsWith('_design/');
  const wanted = changes.results
    .filter(({ id }) => !isDesign(id))
    .flatMap(({ id, changes: leaves }) => leaves.map(({ rev }) => ({ id, rev })));
  const bodies = (await couch.ask('POST', `${database}/_bulk_get?revs=true`, { docs: wanted }))
    .body as { results: { docs: { ok?: Leaf }[] }[] };
  const leaves = bodies.results.flatMap(({ docs }) => docs.flatMap(({ ok }) => (ok ? [ok] : [])));
  const designs: Leaf[] = [];
  for (const { id } of changes.results.filter(({ id }) => isDesign(id))) {
    const { _rev, ...design } = (await couch.ask('GET', `${database}/${id}`)).body as Leaf & {
      _rev: string;
    };
    designs.push(design);
  }
  const locals = (await couch.ask('GET', `${database}/_local_docs?include_docs=true`)).body as {
    rows: { id: string; doc: Record<string, unknown> }[];
  };
  return {
    async restore({ couch, database } = server) {
      await couch.ask('DELETE', database);
      await couch.change('PUT', database);
      await couch.change('PUT', `${database}/_security`, security);
      if (leaves.length > 0) {
        const body = { docs: leaves, new_edits: false };
        await couch.change('POST', `${database}/_bulk_docs`, body);
      }
      for (const design of designs) await couch.change('PUT', `${database}/${design._id}`, design);
      for (const { id, doc } of how === 'files' ? locals.rows : []) {
        const { _rev, ...local } = doc;
        const name = encodeURIComponent(id.slice('_local/'.length));
        await couch.change('PUT', `${database}/_local/${name}`, local);
      }
    },
  };
}
