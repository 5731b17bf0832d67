import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NotSaved, openRecords } from '../../../../renderer/replica/records.ts';
import type { Records } from '../../../../renderer/replica/records.ts';
import { may, rights } from '../../../../shared/people/rights.ts';
import { roleSchema } from '../../../../shared/people/role.ts';
import { signatureFlaw } from '../../../../shared/people/signature.ts';
import { newPatientId, newRecordId } from '../../../../shared/records/ids.ts';
import { kindDefinition, kinds } from '../../../../shared/records/kinds.ts';
import type { Kind, RecordOf } from '../../../../shared/records/kinds.ts';
import { seededRandom } from '../../../../shared/synthetic/random.ts';
import { sampleFields } from '../../../support/builders/fieldSamples.ts';
import { aRecord, nextDot, someWrite } from '../../../support/builders/records.ts';
import { openCertifier } from '../../../support/inventedSigning.ts';
import type { Certifier } from '../../../support/inventedSigning.ts';

/** The pages' writes and the readers' checks follow one table: role by role, kind by kind. */

const patientId = newPatientId();
const everyKind = (Object.keys(kinds) as Kind[]).filter((kind) => kind !== 'change');
let records: Records;
let certifier: Certifier;

beforeAll(async () => {
  const storage = getRxStorageMemory() as unknown as Parameters<typeof openRecords>[0];
  records = await openRecords(storage, `rights${crypto.randomUUID()}`, nextDot);
  certifier = await openCertifier();
});
afterAll(() => records.close());

function fields(kind: Kind, person: string): never {
  const sample = sampleFields(kind, {
    random: seededRandom(7),
    mark: kind,
    idsOf: (of) => [newRecordId(patientId, of as Kind)],
  });
  return {
    ...sample,
    ...('signedBy' in sample ? { signedBy: person } : {}),
    // What a kind alone decides: acts within it are tested with the table.
    ...(kind === 'orderEvent' ? { event: 'hold' } : {}),
    ...(kind === 'patientLink' ? { event: { kind: 'later' } } : {}),
    ...(kind === 'patientPhoto'
      ? { event: { kind: 'retracted', photo: newRecordId(patientId, kind), reason: 'Nhầm người' } }
      : {}),
  } as never;
}

/** Whether the act was refused for its right, and for nothing else. */
async function refused(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return false;
  } catch (error) {
    if (error instanceof NotSaved && error.code === 'notAllowed') return true;
    throw error;
  }
}

describe.each(roleSchema.options)('%s', (role) => {
  const author = { person: `x-${role.toLowerCase()}`, workstation: 'noi-1', role };

  test.each(everyKind)('makes %s exactly where the table says so', async (kind) => {
    const making = refused(() =>
      records.create(kind, newPatientId(), fields(kind, author.person), author),
    );
    expect(await making).toBe(!rights[kind].create.includes(role));
  });

  test.each(everyKind.filter((kind) => !kindDefinition(kind)!.immutable))(
    'edits %s exactly where the table says so',
    async (kind) => {
      const made = await records.create(kind, newPatientId(), fields(kind, 'bs-a'), {
        person: 'bs-a',
        workstation: 'noi-1',
      });
      const editing = refused(() => records.save(made as RecordOf<'patient'>, {}, author));
      expect(await editing).toBe(!may(role, 'edit', kind));
    },
  );

  test('readers set aside what this role may not make, and nothing else of theirs', async () => {
    const person = await certifier.certify(author.person, role);
    const directory = (await certifier.known([person])).directory();
    const flaws: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const kind of everyKind.filter((each) => kindDefinition(each)!.signed)) {
      const write = someWrite({ by: author.person, at: '2026-11-10T08:00:00.000+07:00' });
      const record = aRecord(kind, patientId, fields(kind, author.person), write);
      // What is signed with an emergency code names who used it, or isn't believed at all.
      const credential = { emergency: { name: 'BS. Mẫu', reason: 'covering' as const } };
      const signed = role === 'emergency' ? { ...record, credential } : record;
      flaws[kind] = await signatureFlaw(directory, await person.sign(signed));
      // Administrators are certified by the root key alone: nobody else's word makes one.
      expected[kind] =
        role === 'administrator'
          ? 'unknownCertificate'
          : may(role, 'create', kind)
            ? undefined
            : 'notAllowed';
    }
    expect(flaws).toEqual(expected);
  });
});

test('on a machine that another one is too, nobody adds or changes anything, and what stands is read', async () => {
  const patient = newPatientId();
  const author = { person: 'bs-a', workstation: 'noi-1', role: 'doctor' as const };
  const made = await records.create('patient', patient, fields('patient', 'bs-a'), author);
  const twice = { ...author, enrolledTwice: true };
  const refusal = { code: 'enrolledTwice' };
  await expect(
    records.create('allergy', patient, fields('allergy', 'bs-a'), twice),
  ).rejects.toMatchObject(refusal);
  await expect(
    records.save(made as RecordOf<'patient'>, { name: 'Khác' }, twice),
  ).rejects.toMatchObject(refusal);
  expect(await records.collections.patients.findOne(made.id).exec()).toMatchObject({ id: made.id });
});
