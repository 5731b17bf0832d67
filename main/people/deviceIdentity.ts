import type { PeopleDocument } from '../../shared/people/peopleDocument.ts';
import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import { sealTo, sealingPairFrom } from '../../shared/people/sealedBox.ts';
import type { SealingPair } from '../../shared/people/sealedBox.ts';
import { boxContext, recipientsOf, wrappedIn } from '../keystore/personalKeys.ts';

/** The workstation's own sealing pair: it follows from the device secret, and is stored nowhere. */
export function devicePair(deviceSecret: Uint8Array): Promise<SealingPair> {
  return sealingPairFrom(deviceSecret, 'workstation');
}

/** The serial under which this workstation is enrolled, if it is (a demonstration's isn't). */
export function enrolledAs(facts: PeopleFacts, { publicKey }: SealingPair): string | undefined {
  return facts.workstations.find(
    ({ document, revoked }) => !revoked && document.sealingKey === publicKey,
  )?.document.enrolment.serial;
}

/**
 * Wrapped keys for workstations that were enrolled after they were made: opened from our own box and
 * sealed to theirs. The keys inside stay wrapped by the person's password.
 */
export async function handOnKeys(facts: PeopleFacts, pair: SealingPair): Promise<PeopleDocument[]> {
  const own = enrolledAs(facts, pair);
  if (own === undefined) return [];
  const made: PeopleDocument[] = [];
  for (const { certificate, revokedAt } of facts.directory.all) {
    if (revokedAt !== undefined) continue;
    for (const keys of facts.newestKeys(certificate.serial)) {
      const lacking = recipientsOf(facts).filter(
        ({ name }) =>
          name !== 'facility' &&
          keys.boxes[name] === undefined &&
          facts.handed(keys.digest, name) === undefined,
      );
      if (lacking.length === 0) continue;
      const wrapped = await wrappedIn(keys, own, pair, facts);
      if (wrapped === undefined) continue;
      for (const { name, sealingKey } of lacking) {
        const box = await sealTo(sealingKey, wrapped, boxContext(keys.digest, name));
        made.push({
          format: 'bedside-handed-keys',
          version: 1,
          digest: keys.digest,
          to: name,
          box,
        });
      }
    }
  }
  return made;
}
