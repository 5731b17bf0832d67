import { describe, expect, test } from 'vitest';
import { rights } from '../../../shared/people/rights.ts';
import { roleSchema } from '../../../shared/people/role.ts';
import { newPatientId, newRecordId } from '../../../shared/records/ids.ts';
import { kindDefinition, kinds } from '../../../shared/records/kinds.ts';
import type { Kind } from '../../../shared/records/kinds.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import { closing, pushed, withHistory } from '../../support/brokenRecords.ts';
import { sampleFields } from '../../support/builders/fieldSamples.ts';
import { aRecord } from '../../support/builders/records.ts';
import { serverRefusal, workstationUser } from '../../support/validate.ts';

/**
 * The table of rights as the server can hold to it: it sees an account and a document, no person. So
 * of the three actions it knows whether anybody at all may do them; whose they are is the reader's.
 */

const patientId = newPatientId();
const everyKind = (Object.keys(kinds) as Kind[]).filter((kind) => kind !== 'change');

function made(kind: Kind) {
  const fields = sampleFields(kind, {
    random: seededRandom(5),
    mark: kind,
    idsOf: (of) => [newRecordId(patientId, of as Kind)],
  });
  const signedBy = 'signedBy' in fields ? { signedBy: 'bs-a' } : {};
  return aRecord(kind, patientId, { ...fields, ...signedBy } as never);
}

describe.each(everyKind)('%s on the server', (kind) => {
  const record = made(kind);
  const document = pushed(record);
  const signed = kindDefinition(kind)!.signed;

  test('is made by whoever the table lets make it, which is somebody', () => {
    expect(rights[kind].create.length).toBeGreaterThan(0);
    expect(serverRefusal(document)).toBeUndefined();
  });

  test('is taken unsigned exactly where it is nobody’s act', () => {
    const { signature: _, ...unsigned } = document;
    expect(serverRefusal(unsigned)).toEqual(
      signed ? expect.stringMatching(/^notSigned: /) : undefined,
    );
  });

  test('is changed, and closed, exactly where the table lets somebody change it', () => {
    const someMay = rights[kind].edit.length > 0;
    const refused = someMay ? undefined : expect.stringMatching(/^immutable: /);
    const changed = withHistory(document, ['b', 'a']);
    expect(serverRefusal(changed, document)).toEqual(refused);
    // As a leaf on a branch of its own, where the server is given no document before it.
    expect(serverRefusal(changed)).toEqual(refused);
    expect(serverRefusal(closing(record), document)).toEqual(refused);
  });

  test('is written by a workstation’s account and no other, whatever a person’s role is called', () => {
    expect(serverRefusal(document, null, workstationUser)).toBeUndefined();
    for (const role of [...roleSchema.options, 'enrolment', '']) {
      const account = { db: 'bedside', name: role, roles: [role] };
      expect(serverRefusal(document, null, account), role).toMatch(/^notAllowed: /);
    }
  });

  test('bears the name of who signed it, not somebody else’s', () => {
    if (!signed || !('signedBy' in document)) return;
    expect(serverRefusal({ ...document, signedBy: 'bs-khac' })).toMatch(/^notSigned: /);
  });
});
