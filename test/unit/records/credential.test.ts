import { describe, expect, test } from 'vitest';
import { kindOnServer } from '../../../shared/central/validation/fieldTypes.ts';
import { validationSource } from '../../../shared/central/validation/validationSource.ts';
import { join, sidesOf } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { signedTextOf } from '../../../shared/people/signature.ts';
import { classifyLeaf } from '../../../shared/records/classifyLeaf.ts';
import { newPatientId, newRecordId } from '../../../shared/records/ids.ts';
import { kindDefinition, kinds } from '../../../shared/records/kinds.ts';
import type { AnyRecord, Kind } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { changeRecords } from '../../../shared/replica/changeRecord.ts';
import { inventedSignature } from '../../support/inventedSigning.ts';
import { aPatient, aRecord, nextDot, someWrite } from '../../support/builders/records.ts';

const credential = {
  unverified: { lastContactAt: '2026-10-20T07:12:00.000+07:00' },
  emergency: { name: 'BS. Hà Văn Mẫu', reason: 'covering' as const },
};
const patientId = newPatientId();
const units = kindDefinition('patient')!.units;

function note() {
  const fields = {
    encounterId: newRecordId(patientId, 'encounter'),
    draftId: newRecordId(patientId, 'noteDraft'),
    noteType: 'progress' as const,
    course: 'Đỡ sốt.',
    signedBy: 'bs-a',
    signedAt: '2026-11-23T14:05:00.000+07:00',
  };
  return aRecord('note', patientId, fields, someWrite({ credential }));
}

describe('what was wanting in who wrote', () => {
  test('stands in the record itself, and one without it is as valid as before', () => {
    const marked = note();
    expect(marked.credential).toEqual(credential);
    expect(classifyLeaf(marked.id, marked).kind).toBe('valid');
    const { credential: _, ...plain } = marked;
    expect(classifyLeaf(plain.id, plain).kind).toBe('valid');
    expect(
      ['{}', '{"unverified":"lately"}', '{"unverified":{},"more":1}'].map(
        (text) => classifyLeaf(plain.id, { ...plain, credential: JSON.parse(text) }).kind,
      ),
    ).toEqual(['quarantined', 'quarantined', 'quarantined']);
  });

  test('invariant 4: is under the signature: who takes it out breaks it', () => {
    const marked = { ...note(), signature: inventedSignature };
    const { credential: _, ...without } = marked;
    expect(signedTextOf(without)).not.toBe(signedTextOf(marked));
  });

  test('invariant 2: is told of each later write, in its sides, its history and every join', () => {
    const born = aPatient({}, someWrite());
    const write = someWrite({ by: 'dd-b', dot: nextDot(), credential });
    const edits = { name: 'Nguyễn Thị Khác' };
    const edited = editedRecord(born, born.causality.vector, edits, write);
    expect(edited.credential).toBe(undefined);
    const causal = edited as unknown as CausalRecord;
    expect(sidesOf(units, causal, 'name')[0]!.write.credential).toEqual(credential);
    const told = changeRecords(born as AnyRecord, edited as AnyRecord);
    expect(told.find(({ dot }) => dot === write.dot)?.credential).toEqual(credential);
    const other = editedRecord(
      born,
      born.causality.vector,
      { sex: 'male' },
      someWrite({ dot: '00000000000000bb.1' }),
    );
    const joined = join(units, causal, other as unknown as CausalRecord);
    expect(joined).toEqual(join(units, other as unknown as CausalRecord, causal));
    expect(sidesOf(units, joined, 'name')[0]!.write.credential).toEqual(credential);
  });

  test('the birth’s mark is the header’s, and its history tells it', () => {
    const born = aPatient({}, someWrite({ credential }));
    const [side] = sidesOf(units, born as unknown as CausalRecord, 'name');
    expect(side!.write.credential).toEqual(credential);
    const edits = { name: 'Nguyễn Thị Khác' };
    const edited = editedRecord(born, born.causality.vector, edits, someWrite());
    expect(edited.credential).toEqual(credential);
    const told = changeRecords(born as AnyRecord, edited as AnyRecord);
    expect(told.map((change) => change.credential)).toEqual(
      expect.arrayContaining([credential, undefined]),
    );
  });

  test('the server takes it with every kind of record, and nothing of another form', () => {
    const validate = new Function(`return (${validationSource()})`)() as (
      doc: object,
      oldDoc: null,
      userCtx: object,
      secObj: object,
    ) => void;
    const offer = (fields: object) => {
      const record = { ...note(), ...fields };
      validate({ ...record, _id: record.id }, null, { roles: ['workstation'] }, {});
    };
    expect(() => offer({})).not.toThrow();
    expect(() => offer({ credential: 'unverified' })).toThrow();
    for (const kind of Object.keys(kinds) as Kind[]) {
      expect(kindOnServer(kind).fields['credential']).toBe('object');
      expect(kindOnServer(kind).required).not.toContain('credential');
    }
  });
});
