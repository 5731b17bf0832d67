import type { WireDocument } from '../sync/centralClient.ts';
import type { AuditEntry } from './entry.ts';
import { hashOfEntry } from './entry.ts';

/** The id of an entry on the server: whoever sends it again sends the same document. */
export function auditDocumentId(
  entry: Pick<AuditEntry, 'workstation' | 'epoch' | 'sequence'>,
): string {
  return `${entry.workstation}:${entry.epoch}:${String(entry.sequence).padStart(10, '0')}`;
}

/** The revision follows from the entry: another entry of the same number stays beside it, as a fork. */
export function auditRevision(hash: string): string {
  return `1-${hash.slice(0, 32)}`;
}

/** The entry as it travels, a first generation. */
export async function auditDocument(entry: AuditEntry): Promise<WireDocument> {
  const _rev = auditRevision(await hashOfEntry(entry));
  const _revisions = { start: 1, ids: [_rev.slice(2)] };
  return { ...entry, _id: auditDocumentId(entry), _rev, _revisions };
}
