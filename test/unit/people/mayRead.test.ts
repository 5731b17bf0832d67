import { describe, expect, test } from 'vitest';
import { mayRead } from '../../../shared/people/mayRead.ts';
import { may } from '../../../shared/people/rights.ts';
import { roleSchema } from '../../../shared/people/role.ts';
import { kinds } from '../../../shared/records/kinds.ts';
import type { Kind } from '../../../shared/records/kinds.ts';

const everyKind = Object.keys(kinds) as Kind[];

describe('what somebody reads outside a chart', () => {
  test.each(roleSchema.options)(
    '%s: of every kind what the table of rights has, and no more',
    (role) => {
      const readable = everyKind.filter((kind) => mayRead({ role }, kind, ['NOI']));
      expect(readable).toEqual(everyKind.filter((kind) => may(role, 'read', kind)));
    },
  );

  test('of another ward’s patient a nurse reads what the desk does: no diagnosis, note or order', () => {
    const nurse = { role: 'nurse', wards: ['SAN'] } as const;
    const readable = everyKind.filter((kind) => mayRead(nurse, kind, ['NOI']));
    expect(readable).toEqual(everyKind.filter((kind) => may('registrar', 'read', kind)));
    expect(readable).not.toContain('condition');
    expect(readable).toContain('allergy');
  });
});
