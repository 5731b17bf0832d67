import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enrolWorkstation } from '../../../../main/enrolment/enrolWorkstation.ts';
import { issueCode } from '../../../../main/enrolment/issueCode.ts';
import type { IssuedCode } from '../../../../main/enrolment/issueCode.ts';
import { openKeystore } from '../../../../main/keystore/keystore.ts';
import { readAllPeople } from '../../../../main/people/exchangePeople.ts';
import { openPeopleService } from '../../../../main/people/peopleService.ts';
import type { PeopleService } from '../../../../main/people/peopleService.ts';
import { openPeopleStore } from '../../../../main/people/peopleStore.ts';
import { readProfile } from '../../../../main/profile/profileFile.ts';
import { peopleDatabaseName } from '../../../../shared/central/peopleDatabase.ts';
import { workstationId } from '../../../../shared/people/peopleDocument.ts';
import { closeWorld, factsOnServer, openWorld } from '../../../campaigns/people/world.ts';
import type { World } from '../../../campaigns/people/world.ts';
import { smallFacility } from '../../../support/workstation.ts';

/* One stick, two machines: a sealed invitation holds one account and one block of record numbers. */

let world: World;
let issued: IssuedCode;
const opened: PeopleService[] = [];
const password = 'mưa rào tháng sáu';

beforeEach(async () => {
  world = await openWorld(7);
  const { central, authority } = world;
  issued = await issueCode({
    authority,
    url: central.url,
    admin: central.admin,
    database: central.database,
    documents: await readAllPeople(central.couch, central.database),
    workstation: smallFacility.workstations[0]!,
    hours: 48,
  });
  await fs.writeFile(path.join(world.folder, 'stick.json'), JSON.stringify(issued.invitation));
});
afterEach(async () => {
  for (const service of opened.splice(0)) await service.close();
  await closeWorld(world);
});

async function enrol(name: string): Promise<string> {
  const folder = path.join(world.folder, name);
  const from = { file: path.join(world.folder, 'stick.json') };
  await enrolWorkstation({ folder, code: issued.code, from });
  return folder;
}

async function open(folder: string): Promise<PeopleService> {
  const profile = await readProfile(folder);
  const { facility, rootKey } = world.authority;
  const service = openPeopleService({
    folder,
    profile,
    keystore: openKeystore({ folder, profile: profile.replicaName }),
    store: await openPeopleStore(folder, { facility, rootKey }),
    centralUrl: world.central.url,
    everyMs: 0,
  });
  opened.push(service);
  return service;
}

/** Signs the relief doctor in; the first time with the one-time password. */
async function signIn(service: PeopleService): Promise<void> {
  const { key, issues } = world.relief;
  const current = issues[0]!.passwords[0]!.text;
  const first = await service.signIn(key, current);
  if (first.kind === 'mustChange') {
    const change = { current, wanted: password, names: [] };
    expect(await service.changePassword(key, change)).toEqual({ kind: 'changed' });
  }
  expect((await service.signIn(key, password)).kind).toBe('open');
}

describe('one stick on two machines', () => {
  test('the one that the server heard of first goes on; the second is told, keeps all that it has, and goes on no more', async () => {
    const folders = [await enrol('may-a'), await enrol('may-b')] as const;
    const [first, second] = [await open(folders[0]), await open(folders[1])];
    for (const service of [first, second]) await signIn(service);
    for (const service of [first, second]) {
      expect((await service.contactState()).enrolledTwice).toBe(false);
      expect(await service.contact()).toBe('done');
    }
    expect((await first.contactState()).enrolledTwice).toBe(false);
    expect((await second.contactState()).enrolledTwice).toBe(true);
    const { workstations } = await factsOnServer(world);
    expect(workstations).toHaveLength(1);

    // After a restart too, also without the server; and whoever signed in there still opens what it has.
    await second.close();
    const again = await open(folders[1]);
    expect((await again.contactState()).enrolledTwice).toBe(true);
    expect((await again.signIn(world.relief.key, password)).kind).toBe('open');
    expect(await fs.readdir(folders[1])).toEqual(expect.arrayContaining(['keystore', 'people']));
  }, 60_000);

  test('a document that nobody signed with the code’s key stops no machine', async () => {
    const first = await open(await enrol('may-a'));
    await signIn(first);
    const own = [...first.store.documents().values()].find(
      (one) => one.format === 'bedside-workstation',
    );
    if (own?.format !== 'bedside-workstation') throw new Error('it has no document of its own');
    const other = { ...own, sealingKey: `${'A'.repeat(43)}=` };
    const people = peopleDatabaseName(world.central.database);
    const id = encodeURIComponent(workstationId(own.enrolment.serial));
    await world.central.couch.change('PUT', `${people}/${id}`, other);
    expect(await first.contact()).toBe('done');
    expect((await first.contactState()).enrolledTwice).toBe(false);
  }, 60_000);
});
