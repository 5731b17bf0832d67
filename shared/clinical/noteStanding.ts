import type { RecordOf } from '../records/kinds.ts';

export type Retraction = RecordOf<'retraction'>;

/**
 * What a signed note or addendum is now. A retracted one stays readable, struck through. Only its
 * signer takes it back; what others wrote against it is kept beside it as `objections`.
 */
export type NoteStanding =
  | { readonly kind: 'standing'; readonly objections: readonly Retraction[] }
  | {
      readonly kind: 'retracted';
      readonly by: readonly Retraction[];
      readonly objections: readonly Retraction[];
    };

/** The standing from the retractions, whatever the order in which they arrived. */
export function noteStandingOf(
  target: Pick<RecordOf<'note'>, 'id' | 'signedBy'>,
  retractions: readonly Retraction[],
): NoteStanding {
  const own = [
    ...new Map(
      retractions
        .filter(({ targetId }) => targetId === target.id)
        .map((retraction) => [retraction.id, retraction]),
    ).values(),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
  const by = own.filter(({ recordedBy }) => recordedBy === target.signedBy);
  const objections = own.filter(({ recordedBy }) => recordedBy !== target.signedBy);
  return by.length > 0 ? { kind: 'retracted', by, objections } : { kind: 'standing', objections };
}
