import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAllPeople } from '../../../main/people/exchangePeople.ts';
import { openCouch } from '../../../shared/central/couchHttp.ts';
import type { Couch } from '../../../shared/central/couchHttp.ts';
import { peopleDatabaseName } from '../../../shared/central/peopleDatabase.ts';
import type { KnownPeople } from '../../../shared/people/knownPeople.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { newRecordId } from '../../../shared/records/ids.ts';
import { withoutRxFields } from '../../../shared/replica/memory.ts';
import type { MemoryDocument } from '../../../shared/replica/memory.ts';
import { openTestCentral, centralKinds } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { aPatient, aRecord, someWrite } from '../../support/builders/records.ts';
import { besideRecords } from '../../support/attacks/besides.ts';
import { forgedOrders, revokedAt } from '../../support/attacks/orders.ts';
import { changedNotes, deletions } from '../../support/attacks/signedNotes.ts';
import { refusalOf } from '../../support/attacks/scene.ts';
import type { Attack, Scene } from '../../support/attacks/scene.ts';
import { inventedHospital } from '../../support/hospital.ts';
import { openCertifier } from '../../support/inventedSigning.ts';
import type { CertifiedPerson, Certifier } from '../../support/inventedSigning.ts';
import { openSyncStation } from '../../support/replica/syncStation.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';
import { signRecord } from '../../../shared/people/signature.ts';
import { keySigner } from '../../../shared/people/signer.ts';

const attacks = [...forgedOrders, ...changedNotes, ...deletions, ...besideRecords];
const soon = { timeout: 15_000, interval: 40 };

describe.each(centralKinds())(
  'with curl and the account of an enrolled workstation, past all our programs: %s',
  (kind) => {
    let central: TestCentral;
    let certifier: Certifier;
    let author: SyncStation;
    let reader: SyncStation;
    let readersPeople: KnownPeople;
    let attacker: Couch;
    let persons: Pick<Scene, 'doctor' | 'nurse' | 'left' | 'besides' | 'stranger'>;
    const patient = aPatient();
    const { patientId } = patient;
    const closing: (() => Promise<void>)[] = [];

    async function station(name: string): Promise<[SyncStation, KnownPeople]> {
      const { doctor, nurse, left } = persons;
      const people = await certifier.known([doctor, nurse, left]);
      const revocation = await certifier.revoke(left.certificate.serial, revokedAt);
      await people.add({ certificates: [], revocations: [revocation] });
      const account = name === 'noi-1' ? central.account : await central.addAccount(name);
      const server = { url: central.url, database: central.database, account };
      const opened = await openSyncStation(server, { workstation: name, people });
      closing.push(() => opened.close());
      return [opened, people];
    }

    beforeAll(async () => {
      central = await openTestCentral({ kind });
      certifier = await openCertifier();
      persons = {
        doctor: await certifier.certify('bs-a', 'doctor'),
        nurse: await certifier.certify('dd-b', 'nurse'),
        left: await certifier.certify('bs-c', 'doctor'),
        besides: await certifiedByOthers(),
        stranger: await certifiedByOthers(),
      };
      attacker = openCouch(central.url, await central.addAccount('noi-3'));
      [author] = await station('noi-1');
      [reader, readersPeople] = await station('noi-2');
      await author.replica.put(patient);
    }, 60_000);
    afterAll(async () => {
      for (const close of closing.reverse()) await close();
      await central.remove();
    });

    /** Somebody whom another root key certified to be the doctor of this hospital. */
    async function certifiedByOthers(): Promise<CertifiedPerson> {
      const others = await inventedHospital();
      const { facility } = certifier.trust;
      const { key, certificate } = await others.certify('bs-a', { role: 'doctor', facility });
      const signer = keySigner(key, certificate.serial);
      return { certificate, signer, sign: (record) => signRecord(record, signer) };
    }

    /** A doctor's note and an allergy, signed, sent, and read by the second workstation. */
    async function scene(): Promise<Scene> {
      const note = await persons.doctor.sign(
        aRecord(
          'note',
          patientId,
          {
            encounterId: newRecordId(patientId, 'encounter'),
            draftId: newRecordId(patientId, 'noteDraft'),
            noteType: 'progress',
            course: 'Đỡ sốt.',
            signedBy: 'bs-a',
            signedAt: localInstant(new Date()),
          },
          someWrite({ by: 'bs-a', at: localInstant(new Date()) }),
        ),
      );
      const allergy = aRecord('allergy', patientId, {
        substance: 'cefotaxim',
        certainty: 'confirmed',
        status: 'active',
      });
      for (const record of [note, allergy]) expect(await author.replica.put(record)).toEqual([]);
      author.sync.wake();
      await expect.poll(() => author.sync.status().hereOnly, soon).toBe(0);
      for (const record of [note, allergy]) {
        await expect
          .poll(() => reader.replica.shown(record).catch(() => undefined), soon)
          .toBeDefined();
      }
      const revOf = async (id: string) => (await leavesOnServer(id))[0]!.rev;
      return {
        note,
        noteRev: await revOf(note.id),
        allergy,
        allergyRev: await revOf(allergy.id),
        patientId,
        ...persons,
        server: attacker,
        database: central.database,
      };
    }

    /** All live leaves of a record that the server would give a workstation. */
    async function leavesOnServer(id: string): Promise<{ rev: string; body: object }[]> {
      const { body } = await central.couch.ask('POST', `${central.database}/_bulk_get`, {
        docs: [{ id }],
      });
      const [result] = (
        body as { results: { docs: { ok?: { _rev: string; _deleted?: true } }[] }[] }
      ).results;
      return result!.docs.flatMap(({ ok }) =>
        ok && !ok._deleted ? [{ rev: ok._rev, body: ok }] : [],
      );
    }

    /** What is set aside on a workstation of one record. */
    const setAside = ({ replica }: SyncStation, id: string) =>
      replica.withheld().flatMap((one) => (one.id === id ? [one.reason] : []));

    /** The reader learns of people what the server has, as `exchangePeople` would tell it. */
    async function learnPeople(): Promise<void> {
      const documents = await readAllPeople(central.couch, central.database);
      await readersPeople.add({
        certificates: documents.filter(({ format }) => format === 'bedside-certificate'),
        revocations: documents.filter(({ format }) => format === 'bedside-revocation'),
      });
    }

    async function expectReader(
      station: SyncStation,
      { reader: expected }: Attack,
      record: { id: string; kind: Scene['note']['kind'] } | undefined,
    ): Promise<void> {
      if (!record || expected === 'nothing') return;
      const [what, why = ''] = expected.split(': ');
      if (what === 'sets aside') {
        await expect.poll(() => setAside(station, record.id), soon).toEqual([why]);
        return;
      }
      await expect
        .poll(() => station.replica.shown(record).catch(() => undefined), soon)
        .toBeDefined();
      expect(setAside(station, record.id)).toEqual([]);
      expect(station.replica.doubts().get(record.id)).toBe(what === 'marks' ? why : undefined);
    }

    test.each(
      attacks.map((attack) => [attack.what, attack.server, attack.reader, attack] as const),
    )('%s: the server %s, a reader %s', async (_what, _server, _reader, attack) => {
      const before = await scene();
      const { answers, record } = await attack.write(before);
      const told = answers.map((answer) => {
        const refusal = refusalOf(answer);
        return refusal === undefined ? 'takes' : `refuses: ${refusal}`;
      });
      expect(new Set(told)).toEqual(new Set([attack.server]));
      await learnPeople();
      reader.sync.wake();
      const read = record as { id: string; kind: 'note' } | undefined;
      await expectReader(reader, attack, read);

      // Nothing is lost: what was there is shown, and on the server, whatever else stands beside it.
      const { note, allergy, noteRev } = before;
      await expect
        .poll(
          async () => ((await reader.replica.shown(note)) as typeof note | undefined)?.course,
          soon,
        )
        .toBe('Đỡ sốt.');
      expect(reader.replica.doubts().has(note.id)).toBe(false);
      expect(((await reader.replica.shown(allergy)) as typeof allergy | undefined)?.status).toBe(
        'active',
      );
      expect((await leavesOnServer(note.id)).map(({ rev }) => rev)).toContain(noteRev);
      await expect.poll(() => leavesOnServer(allergy.id), soon).not.toEqual([]);
    });

    test('with the account of a workstation that was revoked, replayed: nothing is given and nothing is taken', async () => {
      const { note } = await scene();
      const lost = await central.addAccount('noi-9');
      const couch = openCouch(central.url, lost);
      const path = `${central.database}/${encodeURIComponent(note.id)}`;
      const replayed = async () => {
        const { database } = central;
        const asked = [
          await couch.ask('GET', path),
          await couch.ask('GET', `${database}/_changes?limit=1`),
          await couch.ask('POST', `${database}/_bulk_get`, { docs: [{ id: note.id }] }),
          await couch.ask('GET', `${peopleDatabaseName(database)}/_all_docs?limit=1`),
          await couch.ask('POST', `${database}/_bulk_docs`, { docs: [] }),
        ];
        return new Set(asked.map(({ status }) => status));
      };
      expect([...(await replayed())].every((status) => status < 300)).toBe(true);
      const user = `_users/${encodeURIComponent(`org.couchdb.user:${lost.username}`)}`;
      const { _rev } = (await central.couch.change('GET', user)) as { _rev: string };
      await central.couch.change('DELETE', `${user}?rev=${_rev}`);
      // CouchDB remembers accounts, and hears a moment later that one is gone.
      await expect.poll(replayed, soon).toEqual(new Set([401]));
    });

    test('a workstation that comes later reads the same: every authentic note and allergy, no forged one', async () => {
      author.sync.wake();
      reader.sync.wake();
      const [later, people] = await station('noi-4');
      const documents = await readAllPeople(central.couch, central.database);
      await people.add({ certificates: documents, revocations: documents });
      await expect
        .poll(() => [...later.replica.withheld()].sort(byRevision), soon)
        .toEqual([...reader.replica.withheld()].sort(byRevision));
      const shown = async ({ replica }: SyncStation) =>
        (
          await Promise.all([
            replica.memory.all('notes'),
            replica.memory.all('allergies'),
            replica.memory.all('orders'),
          ])
        )
          .flat()
          .map((record) => withoutRxFields(record as MemoryDocument))
          .sort((a, b) => (a.id < b.id ? -1 : 1));
      await expect.poll(() => shown(later), soon).toEqual(await shown(reader));
      expect(later.replica.doubts()).toEqual(reader.replica.doubts());
    }, 30_000);
  },
);

function byRevision(a: { id: string; rev: string }, b: { id: string; rev: string }): number {
  return `${a.id} ${a.rev}` < `${b.id} ${b.rev}` ? -1 : 1;
}
