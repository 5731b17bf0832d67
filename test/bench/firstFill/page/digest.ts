import type { StoredOutcome } from './fillApi.ts';

/** What the lines "id rev" of all leaves amount to; design documents don't count. */
export async function outcomeOf(lines: readonly string[]): Promise<StoredOutcome> {
  const leaves = lines.filter((line) => !line.startsWith('_')).sort();
  const bytes = new TextEncoder().encode(leaves.join('\n'));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return {
    records: new Set(leaves.map((line) => line.split(' ')[0])).size,
    leaves: leaves.length,
    digest: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
}

/** The leaves in a PouchDB, whoever wrote it. */
export async function leavesOf(pouch: PouchDB.Database): Promise<StoredOutcome> {
  const { results } = await pouch.changes({ since: 0, style: 'all_docs' });
  return outcomeOf(results.flatMap(({ id, changes }) => changes.map(({ rev }) => `${id} ${rev}`)));
}
