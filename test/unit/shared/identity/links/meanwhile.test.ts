import { afterEach, describe, expect, it } from 'vitest';
import { seenOf, toSortAfter, writtenAt } from '../../../../../shared/identity/links/meanwhile.ts';
import { linking, parting, waysToPart } from '../../../../../shared/identity/links/parting.ts';
import type { PatientLink } from '../../../../../shared/identity/links/pairState.ts';
import { patientGroups } from '../../../../../shared/identity/links/patientGroups.ts';
import { toPutRight } from '../../../../../shared/identity/links/puttingRight.ts';
import type { Edits } from '../../../../../shared/merge/join.ts';
import { newPatientId } from '../../../../../shared/records/ids.ts';
import type { AnyRecord, RecordOf } from '../../../../../shared/records/kinds.ts';
import { editedRecord } from '../../../../../shared/records/write.ts';
import { withoutRxFields } from '../../../../../shared/replica/memory.ts';
import type { NodeReplica } from '../../../../support/replica/nodeReplica.ts';
import { openNodeReplica } from '../../../../support/replica/nodeReplica.ts';
import { aPatient, aRecord, someWrite } from '../../../../support/builders/records.ts';

/**
 * What was written while two identities were one, in a real replica: new records and edits of what
 * was there before, an identity field as well as an allergy.
 */

const [a = '', b = ''] = [newPatientId(), newPatientId()].sort();
let minute = 0;
const write = () => {
  minute += 1;
  return someWrite({ at: `2026-11-23T14:${String(minute % 60).padStart(2, '0')}:00.000+07:00` });
};

let open: NodeReplica | undefined;
afterEach(async () => {
  await open?.close();
});

async function twoPeople() {
  const replica = (open = await openNodeReplica());
  minute = 0;
  const ids = [aPatient({ recordNumber: 'T1-000001' }, write(), a)] as AnyRecord[];
  ids.push(aPatient({ recordNumber: 'T1-000002', address: 'Bản Cũ' }, write(), b) as AnyRecord);
  for (const id of [a, b]) {
    ids.push(
      aRecord(
        'allergy',
        id,
        { substance: 'Penicillin', severity: 'severe', certainty: 'confirmed', status: 'active' },
        write(),
      ) as AnyRecord,
    );
  }
  for (const record of ids) await replica.put(record);
  const events: PatientLink[] = [];
  const records = async (): Promise<readonly AnyRecord[]> => {
    const shown = await replica.memory.documents(ids.map(({ id }) => id));
    const history = [...(await replica.chartHistory(a)), ...(await replica.chartHistory(b))];
    return [...[...shown.values()].map(withoutRxFields), ...history, ...events];
  };
  return {
    replica,
    events,
    records,
    /** Every stored leaf of both charts, the links aside. */
    async leaves() {
      const all = await Promise.all(
        [a, b].map((id) => replica.store.readRange(`${id}:`, `${id}:\uffff`)),
      );
      return all.flat().filter(({ id }) => !id.includes(':patientLink:'));
    },
    async edit(place: number, edits: Edits) {
      const shown = await replica.shown(ids[place]!);
      const record = withoutRxFields(shown!);
      const { vector } = record.causality;
      const next = editedRecord<typeof record.kind>(record, vector, edits, write());
      expect(await replica.put(next as AnyRecord)).toEqual([]);
    },
    async add(record: AnyRecord) {
      ids.push(record);
      expect(await replica.put(record)).toEqual([]);
    },
    async link() {
      const groups = patientGroups(events);
      const { fields } = linking(groups, [a, b], await records(), undefined);
      events.push(aRecord('patientLink', a, fields, write()));
      expect(await replica.put(events.at(-1) as AnyRecord)).toEqual([]);
    },
    async part() {
      const groups = patientGroups(events);
      const [way] = waysToPart(groups, [a, b]);
      for (const { fields } of parting(groups, way!, await records(), 'hai căn cước')) {
        events.push(aRecord('patientLink', a, fields, write()));
        expect(await replica.put(events.at(-1) as AnyRecord)).toEqual([]);
      }
    },
    async listed() {
      const [unlink] = events.filter(({ event }) => event.kind === 'unlink');
      return toSortAfter(unlink!, events, await records());
    },
  };
}

describe('two identities that were one', () => {
  it('list what was edited meanwhile: code status, address, name, what is known of allergies', async () => {
    const { edit, link, part, listed } = await twoPeople();
    await edit(0, { address: 'Bản Mới' });
    await edit(1, { name: 'Nguyễn Thị Mẫn' });
    await link();
    await edit(0, { codeStatus: 'dnr' });
    await edit(0, { address: 'Bản Sai', name: 'Nguyễn Thị Mận' });
    await edit(0, { allergyStatement: 'noneKnown' });
    await edit(3, { severity: 'mild' });
    await part();
    const units = (await listed()).map((one) =>
      one.kind === 'edit' ? Object.keys(one.change.units) : one.kind,
    );
    expect(units).toEqual([
      ['severity'],
      ['allergyStatement'],
      ['address', 'name'],
      ['codeStatus'],
    ]);
  });

  it('list no edit from before the link, however long ago, whoever made it', async () => {
    const { edit, link, part, listed, records } = await twoPeople();
    for (const name of ['Mẫu Một', 'Mẫu Hai', 'Mẫu Ba']) await edit(0, { name });
    await edit(2, { severity: 'mild' });
    expect(seenOf(await records()).filter((id) => id.includes(':change:'))).toHaveLength(2);
    await link();
    await part();
    expect(await listed()).toEqual([]);
  });

  it('list a new record once: its own edits are part of it', async () => {
    const { edit, add, link, part, listed } = await twoPeople();
    await link();
    const allergy = aRecord(
      'allergy',
      a,
      { substance: 'Tôm', severity: 'mild', certainty: 'suspected', status: 'active' },
      write(),
    );
    await add(allergy as AnyRecord);
    await edit(4, { severity: 'severe' });
    await part();
    expect((await listed()).map(({ id }) => id)).toEqual([allergy.id]);
  });

  it('list nothing of what is written after they were parted', async () => {
    const { edit, link, part, listed } = await twoPeople();
    await link();
    await edit(0, { address: 'Trong lúc gộp' });
    await part();
    await edit(0, { address: 'Sau khi tách' });
    const [only, ...others] = await listed();
    expect(others).toEqual([]);
    expect(only?.kind === 'edit' && only.change.units).toEqual({ address: 'Trong lúc gộp' });
    expect(writtenAt(only!)).toContain('T14:06');
  });

  it('say of each value what stood before, and whether it is where it should be by now', async () => {
    const { replica, edit, link, part, listed, records } = await twoPeople();
    await edit(0, { address: 'Bản A' });
    await link();
    await edit(0, { codeStatus: 'dnr', address: 'Bản B' });
    await part();
    const values = async () => {
      const [one] = await listed();
      if (one?.kind !== 'edit') throw new Error('an edit is listed');
      const all = await records();
      const patient = (id: string) =>
        all.find((each) => each.kind === 'patient' && each.patientId === id) as RecordOf<'patient'>;
      return toPutRight(one.change, patient(a), await replica.history(patient(a).id), patient(b));
    };
    expect(await values()).toEqual([
      { unit: 'address', value: 'Bản B', before: ['Bản A'], stands: true, there: false },
      { unit: 'codeStatus', value: 'dnr', before: [null], stands: true, there: false },
    ]);
    // A person writes it to the right identity, and sets the wrong one right.
    await edit(1, { codeStatus: 'dnr' });
    await edit(0, { codeStatus: null, address: 'Bản A' });
    expect((await values()).map(({ stands, there }) => [stands, there])).toEqual([
      [false, false],
      [false, true],
    ]);
  });

  it('are parted again exactly: every stored leaf of both charts is the same, id, revision and body', async () => {
    const { edit, link, part, leaves, records } = await twoPeople();
    await edit(0, { address: 'Bản A' });
    await edit(1, { name: 'Nguyễn Thị Mẫn' });
    const before = await leaves();
    expect(before.map(({ id }) => id.split(':')[1]).sort()).toEqual(
      ['allergy', 'allergy', 'change', 'change', 'change', 'change', 'patient', 'patient'].sort(),
    );
    await link();
    expect(
      patientGroups((await records()).filter((one) => one.kind === 'patientLink')).of(b),
    ).toBeDefined();
    await part();
    expect(await leaves()).toEqual(before);
  });
});
