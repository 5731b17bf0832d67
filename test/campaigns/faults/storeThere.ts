import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { wireDocument } from '../../../shared/sync/push.ts';
import type { TestCentral } from '../../support/central.ts';
import { arrival } from '../../support/replica/arrivals.ts';

/** Another workstation's new records, on the server. */
export async function storeThere(
  { couch, database }: TestCentral,
  records: readonly AnyRecord[],
): Promise<void> {
  const docs = await Promise.all(records.map(async (one) => wireDocument(await arrival(one))));
  await couch.change('POST', `${database}/_bulk_docs`, { docs, new_edits: false });
}
