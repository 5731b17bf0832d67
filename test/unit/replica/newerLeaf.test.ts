import { expect, test } from 'vitest';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import type { StoredLeaf } from '../../../shared/replica/leafStore.ts';
import { resolution } from '../../../shared/replica/resolve.ts';
import { revisionOf } from '../../../shared/replica/revision.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';

async function leafOf(body: AnyRecord): Promise<StoredLeaf> {
  return {
    id: body.id,
    rev: await revisionOf(body, undefined),
    deleted: false,
    origin: 'server',
    body: body as unknown as Readonly<Record<string, unknown>>,
    ancestors: [],
  };
}

test('beside a leaf of a newer version nothing is joined or closed (D1)', async () => {
  const born = aPatient();
  const named = (name: string, dot: string) =>
    editedRecord<'patient'>(born, born.causality.vector, { name }, someWrite({ dot }));
  const one = await leafOf(named('Một', '1111111111111111.1'));
  const two = await leafOf(named('Hai', '2222222222222222.1'));
  const newer = await leafOf({ ...born, schemaVersion: born.schemaVersion + 1 } as AnyRecord);
  expect(await resolution([one, two])).not.toEqual([]);
  expect(await resolution([one, two, newer])).toEqual([]);
});
