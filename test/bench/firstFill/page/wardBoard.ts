import type { RxCollection } from 'rxdb';
import { combineLatest, filter, firstValueFrom, map, of, switchMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { ofPatients } from '../../../../renderer/app/ofPatients.ts';
import type { Records } from '../../../../renderer/replica/records.ts';
import type { AnyRecord, CollectionName } from '../../../../shared/records/kinds.ts';
import type { BoardExpected } from './fillApi.ts';

/**
 * The live queries of the ward board, as `useWardPatients` asks them, kept alive until `stop`.
 * @returns resolves when everybody of the ward is there, with where they lie and what harms them
 */
export function watchWardBoard(
  { collections }: Records,
  { ward, patients, encounters, allergies }: BoardExpected,
): { readonly usable: Promise<void>; stop(): void } {
  const find = (name: CollectionName, selector: object): Observable<readonly AnyRecord[]> =>
    (collections[name] as unknown as RxCollection<AnyRecord>)
      .find({ selector: selector as never })
      .$.pipe(map((found) => found.map((document) => document.toJSON() as AnyRecord)));
  const visits = find('encounters', {
    kind: 'encounter',
    $or: [{ ward }, { 'causality.siblings.location': { $exists: true } }],
  });
  const board = visits.pipe(
    switchMap((found) => {
      const ids = [...new Set(found.map(({ patientId }) => patientId))].sort();
      const ofThem = ofPatients(ids);
      const names = ['patients', 'encounters', 'allergies', 'notes', 'orders'] as const;
      return combineLatest([of(found.length), ...names.map((name) => find(name, ofThem))]);
    }),
  );
  const shared = board.pipe(
    filter(
      ([here, people, , harms]) =>
        here >= encounters && people!.length >= patients && harms!.length >= allergies,
    ),
    map(() => undefined),
  );
  const subscription = board.subscribe();
  return { usable: firstValueFrom(shared), stop: () => subscription.unsubscribe() };
}
