import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import type { OpenedEntry } from '../keystore/keystore.ts';
import { hasSealedDataKey, removeSealedDataKey, sealDataKey } from '../keystore/sealedDataKey.ts';
import { clearUsedCodes, isShutHere } from './emergencyCodes.ts';
import type { CodePlace } from './emergencyCodes.ts';

/**
 * Seals the workstation's key, by the keys of whoever is in, to everybody who is certified and has
 * none yet, and takes away what is sealed to who was revoked. `atMs` is a time that only grows.
 */
export async function sealToNewcomers(
  facts: PeopleFacts,
  { secrets, deviceSecret }: OpenedEntry,
  place: CodePlace,
  replicaName: string,
  atMs: number,
): Promise<void> {
  const { folder } = place;
  await clearUsedCodes(facts, place, atMs);
  for (const { certificate, revokedAt } of facts.directory.all) {
    const { person, serial, sealingKey } = certificate;
    if (revokedAt !== undefined) await removeSealedDataKey(folder, serial);
    else if (isShutHere(facts, certificate, place, atMs)) continue;
    else if (sealingKey !== undefined && !(await hasSealedDataKey(folder, serial))) {
      const owner = { profile: replicaName, certificate: serial, person };
      await sealDataKey(folder, secrets, sealingKey, deviceSecret, owner);
    }
  }
}
