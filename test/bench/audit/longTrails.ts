import { auditDocument } from '../../../shared/audit/auditDocument.ts';
import { checkpointText, hashOfEntry, noPrevious } from '../../../shared/audit/entry.ts';
import type { AuditEntry } from '../../../shared/audit/entry.ts';
import { newKeyPair, importSigningKey, signText } from '../../../shared/people/signingKey.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import type { WireDocument } from '../../../shared/sync/centralClient.ts';

const actions = ['signIn', 'viewChart', 'search', 'viewChart', 'viewHistory', 'lock'] as const;

/**
 * Sound trails of several workstations, whole and signed as the product writes them, with so many
 * entries altogether; a checkpoint after each fiftieth. People and patients are invented.
 */
export async function longTrails(
  entries: number,
  workstations: readonly string[],
): Promise<WireDocument[]> {
  const each = Math.floor(entries / workstations.length);
  const documents: WireDocument[] = [];
  for (const [index, workstation] of workstations.entries()) {
    const epoch = String(index).padStart(16, '0');
    const { publicKey, privateKey } = await newKeyPair();
    const key = await importSigningKey(privateKey);
    let previous = noPrevious;
    const beganMs = Date.now() - each * 60_000;
    for (let sequence = 1; sequence <= each; sequence += 1) {
      const at = localInstant(new Date(beganMs + sequence * 60_000));
      const head = { format: 'bedside-audit', version: 1, workstation, epoch } as const;
      let entry: AuditEntry = { ...head, sequence, previous, at, ...done(sequence, publicKey) };
      if (sequence === each || sequence % 50 === 0) {
        entry = { ...head, sequence, previous, at, action: 'checkpoint' };
        entry = { ...entry, signature: await signText(key, checkpointText(entry)) };
      }
      previous = await hashOfEntry(entry);
      documents.push(await auditDocument(entry));
    }
  }
  return documents;
}

function done(sequence: number, publicKey: string): Pick<AuditEntry, 'action' | 'about'> {
  if (sequence === 1) return { action: 'trailBegun', about: { publicKey } };
  const action = actions[sequence % actions.length]!;
  const patient = `01890000-0000-7000-8000-${String(sequence % 700).padStart(12, '0')}`;
  const person = { person: `dd-mau-${String(sequence % 60)}` };
  if (action === 'viewChart') return { ...person, action, about: { patient } };
  if (action === 'search') return { ...person, action, about: { found: sequence % 40 } };
  if (action === 'viewHistory') {
    return { ...person, action, about: { record: `${patient}:patient:${patient}` } };
  }
  return { ...person, action };
}
