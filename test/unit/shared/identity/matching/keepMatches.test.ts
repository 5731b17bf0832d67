import { describe, expect, it } from 'vitest';
import { keepMatches } from '../../../../../shared/identity/matching/keepMatches.ts';
import { newPatientId } from '../../../../../shared/records/ids.ts';
import type { FieldsOf, RecordOf } from '../../../../../shared/records/kinds.ts';
import { newRecord } from '../../../../../shared/records/write.ts';
import { until as untilWanted } from '../../../../support/until.ts';

const until = (ask: () => Promise<boolean>) => untilWanted(ask, (met) => met);
let counter = 0;
function patient(fields: Partial<FieldsOf<'patient'>>, id = newPatientId()): RecordOf<'patient'> {
  counter += 1;
  return newRecord(
    'patient',
    id,
    {
      recordNumber: `HS-${String(counter).padStart(6, '0')}`,
      name: 'Quách Thị Mận',
      birthDate: '1988-02-11',
      sex: 'female',
      address: 'Thôn Nà Pục, xã Phiêng Ngàn',
      allergyStatement: 'notAsked',
      ...fields,
    },
    {
      by: 'cn-mau',
      on: 'may-1',
      at: '2026-11-23T14:05:00.000+07:00',
      dot: `00000000000000aa.${counter}`,
    },
  );
}

function openSource(...first: RecordOf<'patient'>[]) {
  const here = new Map(first.map((each) => [each.patientId, each]));
  let tell: (ids: readonly string[]) => void = () => undefined;
  const matches = keepMatches({
    all: async () => [...here.values()],
    some: async (ids) => new Map([...here].filter(([id]) => ids.includes(id))),
    onChanged: (changed) => (tell = changed),
  });
  return {
    matches,
    arrive(...arrived: RecordOf<'patient'>[]) {
      for (const each of arrived) here.set(each.patientId, each);
      tell(arrived.map(({ patientId }) => patientId));
    },
    leave(patientId: string) {
      here.delete(patientId);
      tell([patientId]);
    },
  };
}

describe('matches that are kept up to date', () => {
  it('suspects a pair that arrives, and no longer when one of them changed or went', async () => {
    const known = patient({});
    const { matches, arrive, leave } = openSource(
      known,
      patient({ name: 'Lò Văn Pành', sex: 'male', birthDate: '1950' }),
    );
    const pairs = async () => (await matches.suspected()).pairs.map(({ a, b }) => [a, b]);
    await until(async () => (await matches.suspected()).compared === 2);
    expect(await pairs()).toEqual([]);
    const second = patient({ name: 'Quach Thi Man' });
    arrive(second);
    await until(async () => (await pairs()).length === 1);
    const [found] = (await matches.suspected()).pairs;
    expect([found!.a.patientId, found!.b.patientId].sort()).toEqual(
      [known.patientId, second.patientId].sort(),
    );
    expect(found!.evidence.find(({ field }) => field === 'name')!.level).toBe('withoutTones');
    arrive(patient({ name: 'Bế Thị Lan', birthDate: '2001-01-01' }, second.patientId));
    await until(async () => (await pairs()).length === 0);
    arrive(second);
    await until(async () => (await pairs()).length === 1);
    leave(known.patientId);
    await until(async () => (await pairs()).length === 0);
    matches.stop();
  });

  it('knows while somebody types who may be meant, and nobody while too little is typed', async () => {
    const known = patient({ identifiers: { a: { system: 'cccd', value: '019188000123' } } });
    const { matches } = openSource(known);
    await until(async () => (await matches.suspected()).compared === 1);
    const likely = (said: Partial<Parameters<typeof matches.likely>[0]>) =>
      matches.likely({ phones: [], numbers: [], ...said }, 4);
    const named = { name: 'quach thi man', sex: 'female' };
    expect(await likely(named)).toMatchObject([{ patient: { patientId: known.patientId } }]);
    expect(await likely({ ...named, birthDate: '1988' })).toHaveLength(1);
    expect(await likely({ ...named, birthDate: '1961' })).toEqual([]);
    expect(await likely({ ...named, sex: 'male' })).toEqual([]);
    expect(await likely({ name: 'Quách' })).toEqual([]);
    expect(
      await likely({ name: 'Lê Văn Mẫu', numbers: [{ system: 'cccd', value: '019188000123' }] }),
    ).toHaveLength(1);
    matches.stop();
  });
});
