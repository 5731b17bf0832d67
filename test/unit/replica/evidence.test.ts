import { beforeAll, expect, test } from 'vitest';
import { newPatientId, newRecordId } from '../../../shared/records/ids.ts';
import { maxEvidenceCharacters, readEvidence } from '../../../shared/replica/evidence.ts';
import { aRecord, someWrite } from '../../support/builders/records.ts';
import { openCertifier } from '../../support/inventedSigning.ts';
import type { CertifiedPerson, Certifier } from '../../support/inventedSigning.ts';
import { arrival } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';

const patientId = newPatientId();
let certifier: Certifier;
let doctor: CertifiedPerson;
beforeAll(async () => {
  certifier = await openCertifier();
  doctor = await certifier.certify('bs-a', 'doctor');
});

const note = () =>
  aRecord(
    'note',
    patientId,
    {
      encounterId: newRecordId(patientId, 'encounter'),
      draftId: newRecordId(patientId, 'noteDraft'),
      noteType: 'progress',
      course: 'Đỡ sốt.',
      signedBy: 'bs-a',
      signedAt: '2026-11-10T08:00:00.000+07:00',
    },
    someWrite({ by: 'bs-a', at: '2026-11-10T08:00:00.000+07:00' }),
  );

async function opened() {
  return openNodeReplica(undefined, undefined, undefined, await certifier.known([doctor]));
}

test('a forged leaf is read as what it is: whose it says to be, why it is not used, and its words', async () => {
  const replica = await opened();
  const signed = await doctor.sign(note());
  await replica.receive([await arrival(signed)]);
  await replica.receive([await arrival({ ...signed, course: 'Cho ra viện.' })]);
  expect(await readEvidence(replica, signed.id)).toEqual([
    expect.objectContaining({
      reason: 'forged',
      claimed: { by: 'bs-a', at: signed.recordedAt, on: signed.recordedOn },
      record: expect.objectContaining({ course: 'Cho ra viện.' }) as unknown,
      cut: false,
    }),
  ]);
});

test('two signed versions are both there to read; a record that stands has no evidence', async () => {
  const replica = await opened();
  const one = note();
  const sound = await doctor.sign(note());
  for (const course of ['Đỡ sốt.', 'Sốt lại.']) {
    await replica.receive([await arrival(await doctor.sign({ ...one, course }))]);
  }
  await replica.receive([await arrival(sound)]);
  const evidence = await readEvidence(replica, one.id);
  expect(evidence.map(({ reason }) => reason)).toEqual(['brokenImmutable', 'brokenImmutable']);
  const courses = evidence.map(({ record }) => (record as { course?: string }).course);
  expect(courses.sort()).toEqual(['Sốt lại.', 'Đỡ sốt.']);
  expect(await readEvidence(replica, sound.id)).toEqual([]);
});

test('what is no record is given as text, bounded, and claims only texts', async () => {
  const replica = await opened();
  const id = newRecordId(patientId, 'note');
  await replica.receive([
    await arrival({ id, patientId, kind: 'note', recordedBy: 7, course: 'x'.repeat(50_000) }),
  ]);
  const [one] = await readEvidence(replica, id);
  expect(one?.record).toBeUndefined();
  expect(one?.claimed.by).toBeUndefined();
  expect(one?.text).toHaveLength(maxEvidenceCharacters);
  expect(one?.cut).toBe(true);
});
