import type { AnyRecord } from '../../../shared/records/kinds.ts';
import type { TestCentral } from '../../support/central.ts';
import { lossesAmong } from './losses.ts';
import type { Loss } from './losses.ts';

interface ServerLeaf {
  readonly ok?: AnyRecord & { readonly _id: string; readonly _deleted?: boolean };
}

/**
 * Looks through the server for acknowledged records: each is there once, as one open leaf, as it was
 * acknowledged or later; and nobody was registered twice.
 */
export async function lookThrough(
  { couch, database }: Pick<TestCentral, 'couch' | 'database'>,
  acknowledged: readonly AnyRecord[],
): Promise<{ readonly found: number; readonly losses: readonly Loss[] }> {
  const found: AnyRecord[] = [];
  const losses: Loss[] = [];
  for (let start = 0; start < acknowledged.length; start += 500) {
    const docs = acknowledged.slice(start, start + 500).map(({ id }) => ({ id }));
    const { body } = await couch.ask('POST', `${database}/_bulk_get`, { docs });
    for (const { id, docs: leaves } of (body as BulkGet).results) {
      const open = leaves.flatMap(({ ok }) => (ok && ok._deleted !== true ? [ok] : []));
      if (open.length > 1) losses.push({ what: id, how: 'twice' });
      found.push(...open.slice(0, 1).map(withoutRevision));
    }
  }
  return {
    found: found.length,
    losses: [...losses, ...lossesAmong(acknowledged, found), ...(await twice(couch, database))],
  };
}

interface BulkGet {
  readonly results: readonly { readonly id: string; readonly docs: readonly ServerLeaf[] }[];
}

/** Patients who share a name: the campaign gives each registration one of its own. */
async function twice(couch: TestCentral['couch'], database: string): Promise<Loss[]> {
  const { body } = await couch.ask('GET', `${database}/_all_docs?include_docs=true`);
  const seen = new Set<string>();
  const losses: Loss[] = [];
  for (const { id, doc } of (
    body as { rows: { id: string; doc: { kind?: string; name?: string } }[] }
  ).rows) {
    if (doc.kind !== 'patient' || doc.name === undefined) continue;
    if (seen.has(doc.name)) losses.push({ what: id, how: 'twice' });
    seen.add(doc.name);
  }
  return losses;
}

function withoutRevision(leaf: object): AnyRecord {
  return Object.fromEntries(
    Object.entries(leaf).filter(([field]) => !field.startsWith('_')),
  ) as unknown as AnyRecord;
}
