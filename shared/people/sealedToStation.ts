import type { PeopleDocument } from './peopleDocument.ts';

/**
 * Serials of certificates whose wrapped keys were ever sealed to one of these workstations (serials of
 * enrolments): of every generation, for a new password wraps the same key anew.
 */
export function certificatesSealedTo(
  documents: readonly PeopleDocument[],
  stations: ReadonlySet<string>,
): ReadonlySet<string> {
  const handed = new Set(
    documents.flatMap((one) =>
      one.format === 'bedside-handed-keys' && stations.has(one.to) ? [one.digest] : [],
    ),
  );
  return new Set(
    documents.flatMap((one) => {
      if (one.format !== 'bedside-personal-keys') return [];
      const isSealed = Object.keys(one.boxes).some((name) => stations.has(name));
      return isSealed || handed.has(one.digest) ? [one.certificate] : [];
    }),
  );
}
