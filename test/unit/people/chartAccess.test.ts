import { describe, expect, test } from 'vitest';
import { chartAccess } from '../../../shared/people/chartAccess.ts';
import { may } from '../../../shared/people/rights.ts';
import { roleSchema } from '../../../shared/people/role.ts';

describe('what somebody reads of a chart', () => {
  test.each(roleSchema.options)('%s: as the table of rights has it', (role) => {
    const expected = may(role, 'read', 'note')
      ? { kind: 'open' }
      : { kind: 'closed', because: 'role' };
    expect(chartAccess({ role }, ['NOI'])).toEqual(expected);
  });

  test.each([
    [undefined, ['SAN'], 'open'],
    [[], ['SAN'], 'open'],
    [['NOI'], ['NOI'], 'open'],
    [['NOI', 'CC'], ['SAN', 'CC'], 'open'],
    [['NOI'], ['SAN'], 'closed'],
    [['NOI'], [], 'open'],
  ] as const)('a nurse of the wards %j, for a patient in %j: %s', (wards, patientWards, kind) => {
    expect(chartAccess({ role: 'nurse', wards }, patientWards).kind).toBe(kind);
  });
});
