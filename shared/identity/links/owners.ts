import type { PatientLink } from './pairState.ts';

/** Whose a record is, by what people said after two identities were parted. */
export type Owner =
  | {
      readonly kind: 'said';
      /** The identity whose entry it is; it stays in the chart that it was written in. */
      readonly patientId: string;
      readonly by: PatientLink;
    }
  /** Two said otherwise without knowing of each other. */
  | { readonly kind: 'disputed'; readonly by: readonly PatientLink[] };

/**
 * Whose each sorted record is. What somebody said stands until somebody who knew of it says
 * otherwise; no clock is asked, and order and repetition of the events change nothing.
 */
export function ownersOf(events: readonly PatientLink[]): ReadonlyMap<string, Owner> {
  const said = new Map<string, PatientLink[]>();
  for (const one of events) {
    if (one.event.kind !== 'sorted') continue;
    for (const id of one.event.records) said.set(id, [...(said.get(id) ?? []), one]);
  }
  return new Map(
    [...said].map(([id, about]) => {
      const standing = about.filter(
        (one) => !about.some((other) => other.after?.includes(one.id) && other.id !== one.id),
      );
      const whose = new Set(standing.map(({ event }) => event.kind === 'sorted' && event.whose));
      const [by] = standing;
      return [
        id,
        whose.size === 1 && by?.event.kind === 'sorted'
          ? { kind: 'said', patientId: by.event.whose, by }
          : { kind: 'disputed', by: standing },
      ];
    }),
  );
}
