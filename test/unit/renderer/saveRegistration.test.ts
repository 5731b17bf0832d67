import { nextRecordNumber } from '../../../shared/identity/recordNumber.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Audited } from '../../../renderer/app/auditing.ts';
import { emptyForm } from '../../../renderer/features/registration/registrationForm.ts';
import type { RegistrationForm } from '../../../renderer/features/registration/registrationForm.ts';
import { saveRegistration } from '../../../renderer/features/registration/saveRegistration.ts';
import type { PatientLink } from '../../../shared/identity/links/pairState.ts';
import { patientGroups } from '../../../shared/identity/links/patientGroups.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import { NotSaved } from '../../../renderer/replica/records.ts';
import type { Records } from '../../../renderer/replica/records.ts';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import { someJpeg } from '../../support/builders/photos.ts';
import { openMemoryReplica } from '../../support/screens/memoryReplica.ts';
import { app, sceneOf } from '../../support/screens/scenes.ts';

const now = '2026-11-23T14:05:00.000+07:00';
/** What the trail was told. */
let told: Audited[] = [];
const audit = (what: Audited) => void told.push(what);
const author = { person: 'dd-lo-thi-xuan', workstation: app.workstation.key };

/** A replica whose disk refuses records of one kind, as long as it is told to. */
function failing(replica: ReplicaClient, refuses: () => string | undefined): ReplicaClient {
  const records: Records = {
    ...replica.records,
    create(kind, ...rest) {
      if (kind === refuses()) return Promise.reject(new NotSaved('storageFull'));
      return replica.records.create(kind, ...rest);
    },
  };
  return { ...replica, records };
}

beforeEach(() => {
  told = [];
});

async function countsIn(replica: ReplicaClient): Promise<number[]> {
  const { patients, encounters, allergies, photos } = replica.records.collections;
  return Promise.all([patients, encounters, allergies, photos].map((one) => one.count().exec()));
}

const filled: RegistrationForm = {
  ...emptyForm,
  name: 'Lê Thị Mẫu',
  birth: '1990',
  sex: 'female',
  ward: 'NOI',
  class: 'inpatient',
  place: '203/13',
  allergy: 'add',
  substance: 'Penicillin',
};

describe('saving a registration', () => {
  it('invariant 1: a second try after a failure makes no second patient and loses nothing', async () => {
    const memory = await openMemoryReplica(sceneOf('empty', 0));
    let refused: string | undefined;
    const replica = failing(memory, () => refused);
    let form = filled;
    const save = () =>
      saveRegistration(
        { app, audit, author, replica },
        form,
        now,
        (part) => {
          form = { ...form, ...part };
        },
        someJpeg,
      );

    for (refused of ['patient', 'allergy', 'encounter', 'patientPhoto']) {
      await expect(save()).rejects.toThrow(NotSaved);
    }
    expect(form.recordNumber).toBe(nextRecordNumber('N1', 0, Date.parse(now)));
    expect(await countsIn(memory)).toEqual([1, 1, 1, 0]);
    refused = undefined;
    const patientId = await save();
    expect(patientId).toBe(form.patientId);
    expect(await save()).toBe(patientId);
    expect(await countsIn(memory)).toEqual([1, 1, 1, 1]);
    await memory.close();
  });

  it.each(['different', 'later'] as const)(
    'what was said of likely doubles (%s) is remembered, and said once, whatever fails',
    async (pairAnswer) => {
      const memory = await openMemoryReplica(sceneOf('empty', 0));
      let refused: string | undefined = 'patientLink';
      const replica = failing(memory, () => refused);
      const doubles = [newPatientId(), newPatientId()];
      const pairAnswers = Object.fromEntries(
        doubles.map((id) => [id, { said: pairAnswer, strong: true, of: [id] }]),
      );
      let form: RegistrationForm = { ...filled, pairAnswers };
      const save = () =>
        saveRegistration({ app, audit, author, replica }, form, now, (part) => {
          form = { ...form, ...part };
        });
      await expect(save()).rejects.toThrow(NotSaved);
      refused = undefined;
      const patientId = await save();
      await save();
      const links = await memory.records.collections.links.find().exec();
      expect(links).toHaveLength(2);
      const groups = patientGroups(links.map((link) => link.toJSON() as PatientLink));
      for (const other of doubles) expect(groups.pair(patientId, other)).toBe(pairAnswer);
      // Each answer is on the trail once, as the pairs' own page tells it.
      expect(told.map(({ action }) => action)).toEqual(['patientLink', 'patientLink']);
      for (const link of links) {
        const about = {
          patient: link.patientId,
          other: link.get('other') as string,
          what: pairAnswer,
        };
        expect(told).toContainEqual({ action: 'patientLink', about });
      }
      expect(await countsIn(memory)).toEqual([1, 1, 1, 0]);
      await memory.close();
    },
  );

  it('gives the next number of its own block', async () => {
    const replica = await openMemoryReplica(sceneOf('empty', 0));
    const numbers: (string | undefined)[] = [];
    for (let count = 0; count < 3; count += 1) {
      await saveRegistration({ app, audit, author, replica }, filled, now, ({ recordNumber }) => {
        if (recordNumber) numbers.push(recordNumber);
      });
    }
    const first = Number(numbers[0]!.slice(3));
    expect(numbers[0]).toBe(nextRecordNumber('N1', 0, Date.parse(now)));
    expect(numbers).toEqual([first, first + 1, first + 2].map((one) => `N1-${String(one)}`));
    await replica.close();
  });
});
