import { afterEach, describe, expect, test } from 'vitest';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { wireDocument } from '../../../shared/sync/push.ts';
import { aPatient } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { arrival, rename } from '../../support/replica/arrivals.ts';
import { openSyncStation } from '../../support/replica/syncStation.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
const soon = { timeout: 20_000, interval: 50 };

async function workplace(): Promise<{ server: TestCentral; station: SyncStation }> {
  const server = await openTestCentral();
  cleanUps.push(() => server.remove());
  const station = await openSyncStation(server);
  cleanUps.push(() => station.close());
  await expect.poll(() => station.sync.status().heardAt, soon).toBeDefined();
  return { server, station };
}

type Patient = RecordOf<'patient'>;

/** Stores honest leaves; what comes back for some of them is another text. */
async function storeThere(
  { server, station }: { server: TestCentral; station: SyncStation },
  patients: readonly Patient[],
  hostile: ReadonlyMap<string, (honest: string) => string>,
): Promise<void> {
  const docs = await Promise.all(patients.map(async (one) => wireDocument(await arrival(one))));
  const texts = new Map(
    docs.map((doc) => {
      const honest = JSON.stringify(doc);
      return [doc._id, hostile.get(doc._id)?.(honest) ?? honest];
    }),
  );
  station.line.intercept = (url, init) => {
    if (!url.includes('/_bulk_get') || typeof init.body !== 'string') return undefined;
    const asked = (JSON.parse(init.body) as { docs: { id: string }[] }).docs;
    if (!asked.some(({ id }) => hostile.has(id))) return undefined;
    const rows = asked.map(({ id }) => `{"id":"${id}","docs":[{"ok":${texts.get(id)!}}]}`);
    return new Response(`{"results":[${rows.join(',')}]}`);
  };
  await server.couch.change('POST', `${server.database}/_bulk_docs`, { docs, new_edits: false });
}

const within = (text: string) => (honest: string) => honest.replace('{', `{"more":${text},`);
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

const bad: readonly (readonly [string, (honest: string) => string, string])[] = [
  ['breaks its schema', (honest) => honest.replace(/"name":"[^"]*"/, '"name":7'), 'badSchema'],
  ['has a __proto__', within('{"__proto__":{"polluted":true}}'), 'unknownUnderscoreKey'],
  ['has a constructor', within('{"constructor":{"prototype":{"polluted":1}}}'), 'badSchema'],
  [
    'is from a newer version',
    (honest) => honest.replace(/"schemaVersion":\d+/, '"schemaVersion":99'),
    'newerVersion',
  ],
  ['is larger than a record may be', within(`"${'x'.repeat(1_200_000)}"`), 'tooLarge'],
  ['is nested 300 deep', within(nested(300)), 'badSchema'],
  ['is nested 4,500 deep', within(nested(4500)), 'badSchema'],
  ['is nested 100,000 deep', within(nested(100_000)), 'badSchema'],
  ['has a number without end', within('1e999'), 'badSchema'],
  ['has a lone surrogate', within('"\\ud800"'), 'malformedText'],
];

describe('invariant 6: what the server gives and nobody can use is set aside, counted and in nobody’s way', () => {
  test.each(bad)('a record that %s, over a restart too', async (_what, spoil, reason) => {
    const place = await workplace();
    const { station } = place;
    const patients = Array.from({ length: 9 }, () => aPatient());
    const poison = patients[4]!;
    await storeThere(place, patients, new Map([[poison.id, spoil]]));
    const shown = async () =>
      (await station.replica.memory.documents(patients.map(({ id }) => id))).size;
    const setAside = () =>
      station.sync.status().quarantined.map((one) => [one.id, one.reason] as const);
    await expect.poll(shown, soon).toBe(8);
    await expect.poll(setAside, soon).toEqual([[poison.id, reason]]);
    await expect.poll(() => station.sync.status().owed, soon).toBe(0);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    await station.restart();
    expect(await shown()).toBe(8);
    await expect.poll(setAside, soon).toEqual([[poison.id, reason]]);
    // Sending and receiving go on; a good version of it takes its place.
    const mine = aPatient();
    await station.replica.put(mine);
    await expect.poll(() => station.sync.status().hereOnly, soon).toBe(0);
  });

  test('a leaf that can not be taken in does not keep its good sibling from the screens', async () => {
    const place = await workplace();
    const { server, station } = place;
    const good = aPatient({ name: 'Người thật' });
    const [leaf, other] = [await arrival(good), await arrival(rename(good, 'Giả'))];
    const text = within(nested(100_000))(JSON.stringify(wireDocument(other)));
    station.line.intercept = (url, init) => {
      if (!url.includes('/_bulk_get') || typeof init.body !== 'string') return undefined;
      const asked = (JSON.parse(init.body) as { docs: { rev?: string }[] }).docs;
      const rows = asked.map(
        ({ rev }) =>
          `{"id":"${good.id}","docs":[{"ok":${rev === other.rev ? text : JSON.stringify(wireDocument(leaf))}}]}`,
      );
      return new Response(`{"results":[${rows.join(',')}]}`);
    };
    const docs = [wireDocument(leaf), wireDocument(other)];
    await server.couch.change('POST', `${server.database}/_bulk_docs`, { docs, new_edits: false });
    await expect
      .poll(async () => (await station.replica.shown(good)) as Patient | undefined, soon)
      .toMatchObject({ name: 'Người thật' });
    await expect
      .poll(() => station.sync.status().quarantined, soon)
      .toMatchObject([{ id: good.id, rev: other.rev }]);
  });

  test('a record of 50 MB is never read whole: the rest comes, and it is listed as too large', async () => {
    const place = await workplace();
    const { station } = place;
    const patients = Array.from({ length: 9 }, () => aPatient());
    const poison = patients[4]!;
    let mostRead = 0;
    const spaces = new TextEncoder().encode(' '.repeat(1024 * 1024));
    await storeThere(place, patients, new Map());
    station.line.stream = (url, init) => {
      if (!url.includes('/_bulk_get') || !String(init.body).includes(poison.id)) return undefined;
      let read = 0;
      return new Response(
        new ReadableStream<Uint8Array>(
          {
            pull(controller) {
              read += spaces.length;
              mostRead = Math.max(mostRead, read);
              if (read > 50 * spaces.length) controller.close();
              else controller.enqueue(spaces);
            },
          },
          { highWaterMark: 0 },
        ),
      );
    };
    await expect
      .poll(() => station.sync.status().quarantined, { timeout: 40_000, interval: 100 })
      .toMatchObject([{ id: poison.id, reason: 'tooLarge' }]);
    const shown = (await station.replica.memory.documents(patients.map(({ id }) => id))).size;
    expect(shown).toBe(8);
    expect(mostRead).toBeLessThan(40 * 1024 * 1024);
  });
});
