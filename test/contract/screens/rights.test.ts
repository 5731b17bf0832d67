import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roleSchema } from '../../../shared/people/role.ts';
import type { Role } from '../../../shared/people/role.ts';
import { may } from '../../../shared/people/rights.ts';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import { controls, offers } from '../../support/rights/controls.ts';
import { closedPlacesOf, freeControls, placesOf } from '../../support/rights/places.ts';
import type { Place } from '../../support/rights/places.ts';
import { goTo, until } from '../../support/rights/goTo.ts';
import { rightsScene } from '../../support/rights/rightsScene.ts';
import { mountPages } from '../../support/screens/mountPages.tsx';
import type { MountedPages } from '../../support/screens/mountPages.tsx';
import { openMemoryReplica } from '../../support/screens/memoryReplica.ts';

/**
 * What each role is offered on each screen, beside the table of rights: nothing that it refuses, so
 * that nobody fills in what can't be saved, and everything that it grants. A control that isn't known
 * to be free is an act, and fails until it stands in the list with whose it is.
 */

const { options, charts, words } = rightsScene();
const places = placesOf(charts);
let replica: ReplicaClient;
beforeAll(async () => {
  replica = await openMemoryReplica(options);
});
afterAll(() => replica.close());

describe.each(roleSchema.options)('%s', (role) => {
  let pages: MountedPages;
  beforeAll(async () => {
    // By the name of whoever wrote notes in the full chart: some acts are the author's alone.
    const person = { key: 'bs-le-minh-khoi', displayName: 'Người thử', role };
    pages = await mountPages('setAside', replica, person);
  });
  afterAll(() => pages.end());

  test.each(places.filter(({ readBy }) => readBy(role)))('$name', async (place) => {
    await expectAsGranted(pages, place, role);
  });
});

describe.each(roleSchema.options.filter((role) => may(role, 'read', 'note')))(
  '%s of another ward',
  (role) => {
    let pages: MountedPages;
    beforeAll(async () => {
      const person = { key: 'nguoi-thu', displayName: 'Người thử', role, wards: ['SAN'] };
      pages = await mountPages('setAside', replica, person);
    });
    afterAll(() => pages.end());

    test.each(closedPlacesOf(charts))('$name', async (place) => {
      await expectAsGranted(pages, place, role);
    });

    test('reads no note in the list of what was refused either', async () => {
      await goTo(pages, { path: '/settings', syncPanel: true });
      const what = await refusedNote();
      await until(() => expect(what.innerText).toContain('Ngoài quyền xem của bạn'));
      expect(what.innerText).not.toContain(words);
    });
  },
);

test('who broke the glass reads it there too, and who reads every ward does anyway', async () => {
  const full = replica.records.collections.patients;
  expect(await full.count().exec()).toBeGreaterThan(0);
  const nurse = { displayName: 'Người thử', role: 'nurse' as const };
  const key = `mo-khan/glass/${charts.full}`;
  const until4h = new Date(Date.now() + 3_600_000).toISOString().replace('Z', '+00:00');
  await replica.journal.write(key, { until: until4h, reason: 'emergency' });
  for (const person of [
    { ...nurse, key: 'mo-khan', wards: ['SAN'] },
    { ...nurse, key: 'moi-khoa' },
  ]) {
    const pages = await mountPages('setAside', replica, person);
    await goTo(pages, { path: '/settings', syncPanel: true });
    const what = await refusedNote();
    await until(() => expect(what.innerText).toContain(words));
    pages.end();
  }
});

async function expectAsGranted(pages: MountedPages, place: Place, role: Role): Promise<void> {
  await goTo(pages, place);
  const acts = place.acts.map(({ name, granted }) => ({ name, granted: granted(role) }));
  await until(() => {
    expect(document.body.innerText).toMatch(place.ready);
    for (const { name, granted } of acts)
      if (granted) expect(offers(name), `hidden: ${String(name)}`).toBe(true);
  });
  for (const { name, granted } of acts) {
    if (!granted) expect(offers(name), `offered: ${String(name)}`).toBe(false);
  }
  const known = [...freeControls, ...(place.free ?? []), ...acts.map(({ name }) => name)];
  const unknown = controls().filter(
    ({ name, locked }) => !locked && !known.some((each) => each.test(name)),
  );
  expect(unknown.map(({ name }) => name)).toEqual([]);
}

/** Opens the refused note in the sync centre, and gives the part of the page where it is. */
async function refusedNote(): Promise<HTMLElement> {
  let found: HTMLElement | undefined;
  await until(() => {
    found = [...document.querySelectorAll<HTMLElement>('section')].find(
      (section) =>
        /tờ điều trị/i.test(section.getAttribute('aria-label') ?? '') &&
        section.querySelector('button') !== null,
    );
    expect(found).toBeDefined();
  });
  const open = [...found!.querySelectorAll('button')].find(({ textContent }) =>
    textContent.includes('Xem nội dung'),
  )!;
  open.click();
  return found!;
}

test.each(roleSchema.options.filter((role) => !may(role, 'read', 'patient')))(
  '%s: reads no patient, by whichever address',
  async (role) => {
    const pages = await mountPages('setAside', replica, {
      key: 'x',
      displayName: 'Người thử',
      role,
    });
    for (const path of ['/register', `/patients/${charts.full}`]) {
      await pages.go(path);
      await until(() => expect(document.querySelector('h1')).not.toBeNull());
      expect(document.body.innerText).not.toMatch(/Nguyễn Thị Hoà/i);
    }
    pages.end();
  },
);
