import type { RecordOf } from '../../../shared/records/kinds.ts';
import { withoutRxFields } from '../../../shared/replica/memory.ts';
import { wireDocument } from '../../../shared/sync/push.ts';
import { aPatient } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { startChromium } from '../../support/chromium/startChromium.ts';
import { temporaryFolder } from '../../support/chromium/temporaryFolder.ts';
import { startFaultProxy } from '../../support/faultProxy/startFaultProxy.ts';
import { arrival, rename } from '../../support/replica/arrivals.ts';
import { openSyncStation } from '../../support/replica/syncStation.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';
import { buildPage } from '../../support/replicaPage/buildPage.ts';
import type { PatientName } from '../../support/replicaPage/pageApi.ts';
import { servePage } from '../../support/replicaPage/servePage.ts';
import { until } from '../../support/until.ts';

export const localChanges = 300;
export const remoteChanges = 300;
/** Records that both sides change. */
export const conflicts = 20;
const rounds = 5;
const singleSaves = 20;

export interface Measurements {
  readonly browser: string;
  readonly central: { readonly kind: 'embedded' | 'couchdb'; readonly version: string };
  readonly quietMs: readonly number[];
  /** Of single saves on an idle connected workstation: from acknowledged to on the server. */
  readonly deliveredMs: readonly number[];
  /** On the server, after the last round. */
  readonly openConflicts: number;
}

type Patient = RecordOf<'patient'>;

/**
 * A workstation in a real Chromium, behind a line that is cut, and another one beside the server. In
 * each round both edit, the line comes back, and the time to quiet is taken on the page.
 */
export async function measureReconnect(
  centralUrl: string | undefined,
  say: (sentence: string) => void,
): Promise<Measurements> {
  if (centralUrl !== undefined) process.env['CENTRAL_URL'] = centralUrl;
  const kind = centralUrl === undefined ? 'embedded' : 'couchdb';
  const central = await openTestCentral({ kind });
  const proxy = await startFaultProxy(central.url);
  const built = await buildPage('asShipped');
  const served = await servePage(built.folder, proxy.url);
  await central.provision({ allowedOrigins: [served.url.replace(/\/$/, '')] });
  const patients = Array.from({ length: localChanges + remoteChanges - conflicts }, () =>
    aPatient(),
  );
  await seed(central, patients);
  const profile = await temporaryFolder('bench-reconnect');
  const chromium = await startChromium({ profile: profile.folder, url: served.url });
  const other = await openSyncStation(central);
  const { page } = chromium;
  try {
    // As the app opens it: the server is recognised first, and a witness stands behind deliveries.
    const account = {
      url: proxy.url,
      database: central.database,
      ...central.account,
      workstation: 'noi-2',
    };
    await page.evaluate(([server]) => window.replicaPage.open('reconnect', undefined, server), [
      account,
    ] as const);
    const quietMs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await page.evaluate(() => window.replicaPage.delivered());
      await everythingAt(other, patients);
      await proxy.down();
      const here = patients.slice(0, localChanges).map(named(`Ở đây ${round}`));
      const there = patients.slice(localChanges - conflicts).map(named(`Ở xa ${round}`));
      await page.evaluate((names) => window.replicaPage.rename(names), here);
      await editThere(other, there);
      // The other workstation shares this process with the server: what it does isn't ours.
      other.line.cut = true;
      await proxy.up();
      quietMs.push(
        await page.evaluate((names) => window.replicaPage.untilQuiet(names), [...here, ...there]),
      );
      other.line.cut = false;
      other.sync.wake();
      say(`Round ${round + 1} of ${rounds}: quiet after ${Math.round(quietMs.at(-1)!)} ms.`);
    }
    await page.evaluate(() => window.replicaPage.delivered());
    const deliveredMs = await page.evaluate(
      (count) => window.replicaPage.timedDeliveries(count),
      singleSaves,
    );
    const openConflicts = await openOnServer(central, patients);
    const { body } = await central.couch.ask('GET', '');
    const { version } = body as { version: string };
    return {
      browser: chromium.version,
      central: { kind, version },
      quietMs,
      deliveredMs,
      openConflicts,
    };
  } finally {
    await other.close();
    await chromium.kill();
    await served.close();
    await proxy.close();
    await central.remove();
    await Promise.all([built.remove(), profile.remove()]);
  }
}

const named =
  (name: string) =>
  ({ id }: Patient, index: number): PatientName => ({ id, name: `${name} ${index}` });

async function seed(central: TestCentral, patients: readonly Patient[]): Promise<void> {
  const docs = await Promise.all(
    patients.map(async (patient) => wireDocument(await arrival(patient))),
  );
  await central.couch.change('POST', `${central.database}/_bulk_docs`, { docs, new_edits: false });
}

async function everythingAt(station: SyncStation, patients: readonly Patient[]): Promise<void> {
  const ids = patients.map(({ id }) => id);
  await until(
    async () => (await station.replica.memory.documents(ids)).size,
    (count) => count === ids.length && station.sync.status().hereOnly === 0,
    { withinMs: 120_000 },
  );
}

/** The other workstation's edits, and their way to the server. */
async function editThere(station: SyncStation, names: readonly PatientName[]): Promise<void> {
  const { replica, sync } = station;
  for (const { id, name } of names) {
    const standing = (await replica.memory.documents([id])).get(id)!;
    await replica.put(rename(withoutRxFields(standing) as Patient, name));
  }
  await until(
    () => sync.status().hereOnly,
    (left) => left === 0,
    { withinMs: 120_000 },
  );
}

async function openOnServer(central: TestCentral, patients: readonly Patient[]): Promise<number> {
  const { body } = await central.couch.ask('POST', `${central.database}/_bulk_get`, {
    docs: patients.map(({ id }) => ({ id })),
  });
  const { results } = body as { results: { docs: { ok?: { _deleted?: boolean } }[] }[] };
  return results.filter(({ docs }) => docs.filter(({ ok }) => ok && !ok._deleted).length > 1)
    .length;
}
