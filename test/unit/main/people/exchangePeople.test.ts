import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { exchangePeople } from '../../../../main/people/exchangePeople.ts';
import { openPeopleStore } from '../../../../main/people/peopleStore.ts';
import { openCouch } from '../../../../shared/central/couchHttp.ts';
import { peopleDatabaseName } from '../../../../shared/central/peopleDatabase.ts';
import { revokeCertificate } from '../../../../shared/people/certificate.ts';
import { peopleDocumentId } from '../../../../shared/people/peopleDocument.ts';
import { centralKinds, openTestCentral } from '../../../support/central.ts';
import { idsOf, inventedHospital } from '../../../support/hospital.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function newFolder(): Promise<string> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-people-'));
  closing.push(() => fs.rm(folder, { recursive: true, force: true }));
  return folder;
}

describe.each(centralKinds())('people on a server and in two profiles: %s', (kind) => {
  async function open() {
    const central = await openTestCentral({ kind });
    closing.push(() => central.remove());
    const hospital = await inventedHospital();
    const server = { url: central.url, database: central.database, account: central.account };
    const people = peopleDatabaseName(central.database);
    return { central, hospital, server, people };
  }

  test('what one workstation knows, every other learns, and keeps without the server', async () => {
    const { hospital, server } = await open();
    const folder = await newFolder();
    const first = await openPeopleStore(await newFolder(), hospital.trust);
    const second = await openPeopleStore(folder, hospital.trust);
    const nurse = await hospital.certify('dd-mau');
    const end = await revokeCertificate(
      {
        serial: nurse.certificate.serial,
        revokedAt: '2026-11-20T08:00:00.000+07:00',
        reason: 'Nghỉ việc.',
        issuer: 'facility',
      },
      hospital.rootKey,
    );
    await first.add([nurse.certificate]);
    await second.add([end]);
    await exchangePeople(first, server);
    expect(await exchangePeople(second, server)).toMatchObject({ received: 1, sent: 1, taken: [] });
    await exchangePeople(first, server);
    expect(idsOf(first.documents())).toEqual(idsOf(second.documents()));
    const again = await openPeopleStore(folder, hospital.trust);
    const { directory } = await again.facts();
    expect(directory.known(nurse.certificate.serial)?.revokedAt).toBe(end.revokedAt);
  });

  test('an emptied server is given everything again, and takes nothing away', async () => {
    const { central, hospital, server, people } = await open();
    const store = await openPeopleStore(await newFolder(), hospital.trust);
    await store.add([(await hospital.certify('dd-mau')).certificate]);
    await exchangePeople(store, server);
    await central.couch.change('DELETE', people);
    await central.provision({});
    expect(await exchangePeople(store, server)).toMatchObject({ received: 0, sent: 1 });
  });

  test('a hostile server forges nothing: another text under an id, another hospital, a own root', async () => {
    const { central, hospital, server, people } = await open();
    const hostile = await inventedHospital();
    const forged = (await hostile.certify('bs-la', { role: 'doctor' })).certificate;
    const right = (await hospital.certify('dd-mau')).certificate;
    await central.couch.change(
      'PUT',
      `${people}/${encodeURIComponent(await peopleDocumentId(forged))}`,
      forged,
    );
    await central.couch.change(
      'PUT',
      `${people}/${encodeURIComponent(await peopleDocumentId(right))}`,
      { ...right, role: 'doctor' },
    );
    const store = await openPeopleStore(await newFolder(), hospital.trust);
    await exchangePeople(store, server);
    expect((await store.facts()).directory.all).toEqual([]);
  });

  test('nobody changes or deletes what is known of people, administrators included', async () => {
    const { central, hospital, server, people } = await open();
    const store = await openPeopleStore(await newFolder(), hospital.trust);
    const { certificate } = await hospital.certify('dd-mau');
    await store.add([certificate]);
    await exchangePeople(store, server);
    const address = `${people}/${encodeURIComponent(await peopleDocumentId(certificate))}`;
    const { body } = await central.couch.ask('GET', address);
    const standing = body as { _rev: string };
    for (const couch of [central.couch, openCouch(central.url, central.account)]) {
      expect((await couch.ask('PUT', address, { ...standing, role: 'doctor' })).status).toBe(403);
      expect((await couch.ask('DELETE', `${address}?rev=${standing._rev}`)).status).toBe(403);
    }
    const stranger = openCouch(central.url, await central.addAccount('la', []));
    expect((await stranger.ask('GET', `${people}/_all_docs`)).status).toBe(403);
  });

  test('a damaged file comes again from the server', async () => {
    const { hospital, server } = await open();
    const folder = await newFolder();
    const store = await openPeopleStore(folder, hospital.trust);
    await store.add([(await hospital.certify('dd-mau')).certificate]);
    await exchangePeople(store, server);
    const [name] = await fs.readdir(path.join(folder, 'people'));
    await fs.writeFile(path.join(folder, 'people', name!), '{"format":"bedside-cert');
    const again = await openPeopleStore(folder, hospital.trust);
    expect((await again.facts()).directory.all).toEqual([]);
    expect(await exchangePeople(again, server)).toMatchObject({ received: 1, sent: 0 });
    expect((await again.facts()).directory.all).toHaveLength(1);
  });
});
