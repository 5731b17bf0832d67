import { signatureFlaw, isDoubt } from '../../../shared/people/signature.ts';
import type { SignatureDoubt } from '../../../shared/people/signature.ts';
import { knownPeople } from '../../../shared/people/knownPeople.ts';
import type { KnownPeople } from '../../../shared/people/knownPeople.ts';
import { newRecordId } from '../../../shared/records/ids.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import type { Withheld, WithheldReason } from '../../../shared/replica/assemble.ts';
import type { Evidence } from '../../../shared/replica/evidence.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';
import { inventedPeople } from '../../../shared/synthetic/people.ts';
import { inventedSigners, signedByAuthors } from '../../../shared/synthetic/signedHospital.ts';
import { openCertifier } from '../inventedSigning.ts';
import { laterActs } from './laterActs.ts';

/** A scene's records with real signatures, and what a workstation that verifies them says of each. */
export interface SignedScene {
  readonly people: KnownPeople;
  readonly records: readonly AnyRecord[];
  readonly doubts: readonly (readonly [id: string, doubt: SignatureDoubt])[];
  readonly setAside: readonly Withheld[];
  evidence(recordId: string): readonly Evidence[];
}

/**
 * Signs everything by its author. In the scene of set-aside acts, one chart has a forged note beside
 * the true one, an order of somebody who may not order, an order that was signed twice, an allergy
 * that doesn't read, and notes whose signatures are in doubt.
 */
export async function signScene(
  plain: readonly AnyRecord[],
  withSetAside: boolean,
): Promise<SignedScene> {
  const invented = await inventedPeople(demonstrationFacility);
  const certifier = await openCertifier();
  const signers = await inventedSigners(invented);
  const later = withSetAside ? laterActsOf(plain) : [];
  const records = await signedByAuthors([...plain, ...later], signers);
  const certificates: unknown[] = [...invented.certificates];
  const setAside: Withheld[] = [];
  const evidence = new Map<string, Evidence[]>();

  function keepBack(id: string, reason: WithheldReason, said: AnyRecord | string, path = ''): void {
    const rev = `1-${(setAside.length + 10).toString(16).padStart(2, '0').repeat(16)}`;
    setAside.push({ id, rev, reason, path });
    const record = typeof said === 'string' ? undefined : said;
    const one: Evidence = {
      id,
      rev,
      reason,
      path,
      claimed: { by: record?.recordedBy, at: record?.recordedAt, on: record?.recordedOn },
      record,
      text: typeof said === 'string' ? said : JSON.stringify(said),
      cut: false,
    };
    evidence.set(id, [...(evidence.get(id) ?? []), one]);
  }

  if (withSetAside) {
    const patient = records.find((one) => one.kind === 'patient' && one.name === 'Nguyễn Thị Hoà')!;
    const ofChart = records.filter(({ patientId }) => patientId === patient.patientId);
    const notes = ofChart.filter((one): one is RecordOf<'note'> => one.kind === 'note');
    const orders = ofChart.filter((one): one is RecordOf<'order'> => one.kind === 'order');
    const [first, second, third] = notes;
    if (first) keepBack(first.id, 'forged', { ...first, course: 'Hết đau. Cho ra viện hôm nay.' });
    if (orders[0]) {
      const id = newRecordId(patient.patientId, 'order');
      const nurse = 'dd-hoang-thi-lien';
      keepBack(id, 'notAllowed', {
        ...orders[0],
        id,
        item: { code: 'morphine', display: 'Morphin', form: 'ống' },
        recordedBy: nurse,
        signedBy: nurse,
      } as AnyRecord);
    }
    if (orders[1]) {
      keepBack(orders[1].id, 'brokenImmutable', orders[1]);
      keepBack(orders[1].id, 'brokenImmutable', {
        ...orders[1],
        instruction: 'Truyền trong 30 phút.',
      });
    }
    const allergy = newRecordId(patient.patientId, 'allergy');
    keepBack(
      allergy,
      'badSchema',
      '{"kind":"allergy","substance":42,"status":"active"}',
      'substance',
    );
    const ended = localInstant(new Date(Date.now() - 40 * 86_400_000));
    for (const [note, isKnown] of [
      [second, true],
      [third, false],
    ] as const) {
      if (!note) continue;
      const { role } = demonstrationFacility.people.find(({ key }) => key === note.recordedBy)!;
      const change = isKnown ? { validUntil: ended } : {};
      const person = await certifier.certify(note.recordedBy, role, change);
      if (isKnown) certificates.push(person.certificate);
      records[records.indexOf(note)] = await person.sign(note);
    }
  }

  const people = await knownPeople(certifier.trust, { certificates, revocations: [] });
  const doubts: (readonly [string, SignatureDoubt])[] = [];
  for (const record of records) {
    if (!kindDefinition(record.kind)!.signed) continue;
    const flaw = await signatureFlaw(people.directory(), record);
    if (flaw && isDoubt(flaw)) doubts.push([record.id, flaw]);
    if (flaw && !isDoubt(flaw)) throw new Error(`${record.kind} of the scene: ${flaw}`);
  }
  return { people, records, doubts, setAside, evidence: (id) => evidence.get(id) ?? [] };
}

function laterActsOf(plain: readonly AnyRecord[]): AnyRecord[] {
  const patients = plain.filter((one) => one.kind === 'patient');
  const patient = patients.find(({ name }) => name === 'Nguyễn Thị Hoà')!;
  const other = patients.find(({ patientId }) => patientId !== patient.patientId)!;
  const chart = plain.filter(({ patientId }) => patientId === patient.patientId);
  return laterActs(chart, other.patientId);
}
