import { describe, expect, test } from 'vitest';
import { rules } from '../../../shared/clinical/findings/rules.ts';
import { policies } from '../../../shared/clinical/policies.ts';
import { maySettle } from '../../../shared/clinical/settlers.ts';
import type { Settler } from '../../../shared/clinical/settlers.ts';
import {
  actRights,
  may,
  mayDo,
  mayHaveMade,
  mayPhotograph,
  rights,
} from '../../../shared/people/rights.ts';
import { roleSchema } from '../../../shared/people/role.ts';
import type { Role } from '../../../shared/people/role.ts';
import { kindDefinition, kinds } from '../../../shared/records/kinds.ts';
import type { Kind } from '../../../shared/records/kinds.ts';

const everyKind = Object.keys(kinds) as Kind[];
const everyRole = roleSchema.options;

describe('rights', () => {
  test.each(everyKind)('%s: whoever writes it reads it, and there is a reason', (kind) => {
    const { read, create, edit, why } = rights[kind];
    for (const role of [...create, ...edit]) expect(read).toContain(role);
    expect(create.length).toBeGreaterThan(0);
    expect(why.length).toBeGreaterThan(20);
  });

  test('invariant 4: nobody edits what is signed', () => {
    const edited = everyKind.filter((kind) => rights[kind].edit.length > 0);
    const editable = everyKind.filter((kind) => !kindDefinition(kind)!.immutable);
    expect(edited.sort()).toEqual(editable.sort());
  });

  test.each<Role>(['administrator', 'auditor'])('%s: reads and writes no chart', (role) => {
    for (const kind of everyKind) {
      for (const action of ['read', 'create', 'edit'] as const) {
        expect(may(role, action, kind)).toBe(false);
      }
    }
  });

  test.each(Object.entries(actRights))('%s: is somebody’s, and there is a reason', (_act, row) => {
    expect(row.by.length).toBeGreaterThan(0);
    expect(new Set(row.by).size).toBe(row.by.length);
    expect(row.why.length).toBeGreaterThan(20);
  });

  test('who takes care of machines or of the trail makes nothing of a patient', () => {
    const acts = (role: Role) =>
      (Object.keys(actRights) as (keyof typeof actRights)[]).filter((act) => mayDo(role, act));
    expect(acts('administrator').sort()).toEqual([
      'chooseServer',
      'closeStoreDamage',
      'handOver',
      'makeRescueFile',
      'managePeople',
      'takeRescueFile',
    ]);
    expect(acts('auditor').sort()).toEqual(['exportTrail', 'handOver', 'readTrail']);
  });

  test('whoever charts may bring what no server has out of a failing machine, at any hour', () => {
    for (const role of rights.noteDraft.create) expect(mayDo(role, 'makeRescueFile')).toBe(true);
  });

  const roles = (settledBy: readonly Settler[]) =>
    everyRole.filter((role) => maySettle(settledBy, { role, isAuthor: false }));

  test.each(policies.map((policy) => [`${policy.kind}.${policy.unit}`, policy] as const))(
    '%s: whoever settles it may edit it',
    (_name, { kind, settledBy }) => {
      for (const role of roles(settledBy)) expect(may(role, 'edit', kind)).toBe(true);
    },
  );

  test.each(rules.map((rule) => [rule.code, rule] as const))(
    '%s: whoever answers it may sign that',
    (_code, { settledBy }) => {
      for (const role of roles(settledBy)) {
        expect(may(role, 'create', 'findingAcknowledgement')).toBe(true);
      }
    },
  );

  test('a pharmacist holds an order and does nothing else to it', () => {
    const made = (event: string) => mayHaveMade('pharmacist', { kind: 'orderEvent', event });
    expect(['hold', 'stop', 'resume', 'enteredInError'].filter(made)).toEqual(['hold']);
    expect(mayHaveMade('doctor', { kind: 'orderEvent', event: 'stop' })).toBe(true);
    expect(mayHaveMade('nurse', { kind: 'orderEvent', event: 'hold' })).toBe(false);
  });

  test('whoever keeps the records takes a wrong photo back, and takes none', () => {
    const made = (role: Role, kind: string) =>
      mayHaveMade(role, { kind: 'patientPhoto', event: { kind } });
    expect(made('recordsOfficer', 'retracted')).toBe(true);
    expect(made('recordsOfficer', 'taken')).toBe(false);
    expect(everyRole.filter((role) => made(role, 'taken'))).toEqual(
      everyRole.filter((role) => mayPhotograph(role)),
    );
    expect(['doctor', 'nurse', 'registrar'].every((role) => made(role as Role, 'taken'))).toBe(
      true,
    );
  });

  test('two identities are joined and parted where records are kept, and answered by whoever registers', () => {
    const made = (kind: string) =>
      everyRole.filter((role) => mayHaveMade(role, { kind: 'patientLink', event: { kind } }));
    const keeping = ['registrar', 'recordsOfficer'];
    expect(made('link').sort()).toEqual(keeping.sort());
    expect(made('unlink').sort()).toEqual(keeping.sort());
    const answering = ['doctor', 'nurse', ...keeping].sort();
    expect(made('different').sort()).toEqual(answering);
    expect(made('later').sort()).toEqual(answering);
    expect(made('sorted').sort()).toEqual(['doctor', 'nurse', 'recordsOfficer']);
  });

  test('with a ward’s emergency code one charts and treats, and takes back, ends and settles nothing', () => {
    const made = everyKind.filter((kind) => may('emergency', 'create', kind));
    expect(made.sort()).toEqual(
      [
        ...['addendum', 'allergy', 'change', 'encounter', 'note', 'noteDraft', 'order'],
        ...['orderEvent', 'patient'],
      ].sort(),
    );
    expect(everyKind.filter((kind) => may('emergency', 'edit', kind))).toEqual(['noteDraft']);
    const event = (name: string) => mayHaveMade('emergency', { kind: 'orderEvent', event: name });
    expect(['hold', 'stop', 'resume', 'enteredInError'].filter(event)).toEqual(['hold', 'stop']);
    expect(policies.some(({ settledBy }) => roles(settledBy).includes('emergency'))).toBe(false);
  });
});
