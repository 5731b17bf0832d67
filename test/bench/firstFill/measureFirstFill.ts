import * as path from 'node:path';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { parseRecordId } from '../../../shared/records/ids.ts';
import { startChromium } from '../../support/chromium/startChromium.ts';
import { temporaryFolder } from '../../support/chromium/temporaryFolder.ts';
import { openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { buildPage } from '../../support/replicaPage/buildPage.ts';
import { servePage } from '../../support/replicaPage/servePage.ts';
import { hospitalOf } from './hospitalOf.ts';
import { outcomeOf } from './page/digest.ts';
import type {
  BoardExpected,
  FillOutcome,
  FillRequest,
  FillVariant,
  StoredOutcome,
} from './page/fillApi.ts';
import { pouchdbInBrowser } from './pouchdbInBrowser.ts';

/** One fill of an empty workstation. */
export interface Run extends FillOutcome {
  readonly variant: FillVariant;
  readonly batchSize: number;
  readonly requests: number;
  readonly stored: StoredOutcome;
}

export interface Measurements {
  readonly browser: string;
  readonly central: { readonly kind: 'embedded' | 'couchdb'; readonly version: string };
  readonly bytes: number;
  /** What every fill must end with. */
  readonly onServer: StoredOutcome;
  /** Runs that only looked for a peer's best batch size. */
  readonly scouted: readonly Run[];
  readonly runs: readonly Run[];
}

const batchSizes: Readonly<Record<Exclude<FillVariant, 'ours'>, readonly number[]>> = {
  pouchdb: [250, 1000, 2500],
  rxdbDexie: [250, 1000, 2500],
};
const rounds = 3;
const ward = 'NOI';
const runLimitMs = 15 * 60_000;

const switches = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--enable-blink-features=ForceEagerMeasureMemory',
];

/**
 * Fills an empty workstation from one server, by ours and by the peers, in one run of one Chromium,
 * taking turns. Each run has an origin of its own: nothing that one wrote slows the next.
 */
export async function measureFirstFill(
  records: number,
  centralUrl: string | undefined,
  say: (sentence: string) => void,
): Promise<Measurements> {
  if (centralUrl !== undefined) process.env['CENTRAL_URL'] = centralUrl;
  const { hospital, people } = await hospitalOf(records);
  const kind = centralUrl === undefined ? 'embedded' : 'couchdb';
  const central = await openTestCentral({ kind });
  const built = await buildPage('asShipped', path.join(import.meta.dirname, 'page'), () => [
    pouchdbInBrowser(),
  ]);
  const profile = await temporaryFolder('bench-first-fill');
  const chromium = await startChromium({ profile: profile.folder, url: 'about:blank', switches });
  const context = chromium.browser.contexts()[0]!;

  async function run(variant: FillVariant, batchSize: number): Promise<Run> {
    const served = await servePage(built.folder, central.url);
    await central.provision({ allowedOrigins: [served.url.replace(/\/$/, '')] });
    const page = await context.newPage();
    let requests = 0;
    const count = (request: { url(): string; method(): string }) => {
      if (request.url().startsWith(central.url) && request.method() !== 'OPTIONS') requests += 1;
    };
    context.on('request', count);
    page.on('pageerror', (error) => say(String(error)));
    try {
      page.setDefaultTimeout(runLimitMs);
      await page.goto(served.url);
      await page.bringToFront();
      const request: FillRequest = {
        url: central.url,
        database: central.database,
        ...central.account,
        workstation: 'noi-1',
        people,
        name: 'fill',
        batchSize,
      };
      const outcome = await page.evaluate(([one, two, three]) => fillBench.fill(one, two, three), [
        variant,
        request,
        boardOf(hospital),
      ] as const);
      const stored = await page.evaluate(() => fillBench.stored());
      await page.evaluate(() => fillBench.close());
      const rate = Math.round(records / outcome.seconds);
      say(`${nameOf(variant)}, batches of ${batchSize || 'its own'}: ${rate} records/s`);
      return { variant, batchSize, requests, stored, ...outcome };
    } finally {
      context.off('request', count);
      await page.close();
      await served.close();
    }
  }

  try {
    say(`Loading ${records} records into the ${kind} server.`);
    const bytes = await load(central, hospital);
    const onServer = await leavesOnServer(central);
    const scouted: Run[] = [];
    const best = { pouchdb: 0, rxdbDexie: 0 };
    for (const peer of ['pouchdb', 'rxdbDexie'] as const) {
      const tried: Run[] = [];
      for (const batchSize of batchSizes[peer]) tried.push(await run(peer, batchSize));
      scouted.push(...tried);
      best[peer] = tried.reduce((a, b) => (a.seconds <= b.seconds ? a : b)).batchSize;
    }
    const runs: Run[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const order: FillVariant[] = ['ours', 'pouchdb', 'rxdbDexie'];
      for (let turn = 0; turn < order.length; turn += 1) {
        const variant = order[(turn + round) % order.length]!;
        runs.push(await run(variant, variant === 'ours' ? 0 : best[variant]));
      }
    }
    const { version } = (await central.couch.ask('GET', '')).body as { version?: string };
    return {
      browser: chromium.version,
      central: { kind: central.kind, version: version ?? 'unknown' },
      bytes,
      onServer,
      scouted,
      runs,
    };
  } finally {
    await chromium.kill();
    await built.remove();
    await profile.remove();
    await central.remove();
  }
}

/** Seeds before validation, as `provision` does; gives the bytes of all bodies. */
async function load(central: TestCentral, hospital: readonly AnyRecord[]): Promise<number> {
  const { couch, database } = central;
  const design = (await couch.ask('GET', `${database}/_design/records`)).body as { _rev: string };
  await couch.change('DELETE', `${database}/_design/records?rev=${design._rev}`);
  await central.provision({ seed: { records: hospital } });
  // As on a server that runs: the view is built before a workstation comes.
  await couch.ask('GET', `${database}/_design/wards/_view/patients?limit=1`);
  return hospital.reduce((sum, record) => sum + Buffer.byteLength(JSON.stringify(record)), 0);
}

async function leavesOnServer({ couch, database }: TestCentral): Promise<StoredOutcome> {
  const { body } = await couch.ask('GET', `${database}/_changes?style=all_docs`);
  const { results } = body as { results: { id: string; changes: { rev: string }[] }[] };
  return outcomeOf(results.flatMap(({ id, changes }) => changes.map(({ rev }) => `${id} ${rev}`)));
}

function boardOf(hospital: readonly AnyRecord[]): BoardExpected {
  const here = hospital.filter((record) => record.kind === 'encounter' && record.ward === ward);
  const people = new Set(here.map(({ patientId }) => patientId));
  const ofThem = (kind: string) =>
    hospital.filter(
      (record) => people.has(record.patientId) && parseRecordId(record.id)?.kind === kind,
    ).length;
  return {
    ward,
    patients: ofThem('patient'),
    encounters: here.length,
    allergies: ofThem('allergy'),
  };
}

export function nameOf(variant: FillVariant): string {
  if (variant === 'ours') return 'ours';
  return variant === 'pouchdb' ? 'PouchDB replicate' : 'RxDB replicateCouchDB into Dexie';
}
