import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roleSchema } from '../../../shared/people/role.ts';
import { may } from '../../../shared/people/rights.ts';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import { controls, offers } from '../../support/rights/controls.ts';
import { freeControls, placesOf } from '../../support/rights/places.ts';
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

const { options, charts } = rightsScene();
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
  });
});

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
