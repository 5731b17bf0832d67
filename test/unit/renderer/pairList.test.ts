import { expect, it } from 'vitest';
import { listed } from '../../../renderer/features/identities/usePairList.ts';
import { noGroups } from '../../../shared/identity/links/patientGroups.ts';
import { newPatientId } from '../../../shared/records/ids.ts';

it('two patients with one record number come first in the list, once, whatever else is suspected of them', () => {
  const [a, b, c] = [newPatientId(), newPatientId(), newPatientId()].sort() as [
    string,
    string,
    string,
  ];
  const suspected = [
    { a: { patientId: b }, b: { patientId: a } },
    { a: { patientId: a }, b: { patientId: c } },
  ] as unknown as Parameters<typeof listed>[0];
  expect(listed(suspected, noGroups, [[a, b]])).toMatchObject([
    { a, b, standing: 'sameNumber' },
    { a, b: c, standing: 'suspected' },
  ]);
});
