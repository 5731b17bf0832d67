import { afterEach, describe, expect, test } from 'vitest';
import { newPatientId } from '../../../shared/records/ids.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { centralClient } from '../../../shared/sync/centralClient.ts';
import { openCharts } from '../../../shared/sync/keepCharts.ts';
import type { Charts, ChartsOptions } from '../../../shared/sync/keepCharts.ts';
import { defaultStorageBound } from '../../../shared/sync/storageMeter.ts';
import { startSync } from '../../../shared/sync/sync.ts';
import type { Sync } from '../../../shared/sync/sync.ts';
import { aPatient, aRecord, someWrite } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import type { NodeReplica } from '../../support/replica/nodeReplica.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function central(): Promise<TestCentral> {
  const opened = await openTestCentral();
  cleanUps.push(() => opened.remove());
  return opened;
}

interface Station {
  readonly replica: NodeReplica;
  readonly sync: Sync;
  readonly charts: Charts;
  readonly line: { cut: boolean; withheld?: string | undefined; stalled?: string | undefined };
  has(record: AnyRecord): Promise<boolean>;
  stop(): Promise<void>;
}

const pace = { shortestWaitMs: 50, longestWaitMs: 400, longPollMs: 500 };

async function station(
  server: TestCentral,
  wards: readonly string[],
  options: Partial<ChartsOptions> = {},
  standing?: NodeReplica,
  trouble: Pick<Station['line'], 'withheld' | 'stalled'> = {},
): Promise<Station> {
  const replica = standing ?? (await openNodeReplica());
  const line: Station['line'] = { cut: false, ...trouble };
  const lineFetch: typeof fetch = async (input, init) => {
    if (line.stalled !== undefined && String(input).includes(line.stalled)) {
      throw new TypeError('line stalled');
    }
    if (line.cut) throw new TypeError('line cut');
    const answer = await fetch(input, init);
    if (line.withheld === undefined || !String(input).includes('_bulk_get')) return answer;
    const { results } = (await answer.json()) as { results: { id: string }[] };
    return Response.json({ results: results.filter(({ id }) => id !== line.withheld) });
  };
  const client = centralClient({
    url: server.url,
    database: server.database,
    ...server.account,
    fetch: lineFetch,
  });
  const charts = await openCharts({
    replica,
    client,
    wards,
    bound: defaultStorageBound,
    estimate: async () => undefined,
    canEvict: false,
    pace,
    ...options,
  });
  const sync = await startSync({
    replica,
    client,
    now: () => new Date().toISOString(),
    wanted: charts.wanted,
    ward: wards[0],
    onWardHere: charts.wardHere,
    pace,
  });
  charts.follow(sync);
  let stopped = false;
  const opened: Station = {
    replica,
    sync,
    charts,
    line,
    has: async (record) => (await replica.shown(record)) !== undefined,
    async stop() {
      stopped = true;
      await charts.stop();
      await sync.stop();
    },
  };
  cleanUps.push(async () => {
    if (stopped) return;
    await opened.stop();
    await replica.close();
  });
  return opened;
}

/** A workstation that keeps everything, as the records of others come from somewhere. */
async function everything(server: TestCentral): Promise<Station> {
  return station(server, [], { bound: { records: 1e9, megabytes: 1e6 } });
}

const soon = { timeout: 15_000, interval: 30 };

interface Written {
  readonly patient: RecordOf<'patient'>;
  readonly encounter: RecordOf<'encounter'>;
  readonly allergy: RecordOf<'allergy'>;
  readonly draft: RecordOf<'noteDraft'>;
  readonly patientId: string;
}

const today = () => `${new Date().toISOString().slice(0, 19)}.000+00:00`;

/** A patient with a stay in a ward, an allergy and a draft, written at a workstation. */
async function stay(at: Station, ward: string, closed = false): Promise<Written> {
  const patientId = newPatientId();
  const patient = aPatient({}, someWrite(), patientId);
  const encounter = aRecord('encounter', patientId, {
    class: 'inpatient',
    startedAt: today(),
    ward,
  });
  const allergy = aRecord('allergy', patientId, {
    substance: 'Penicillin',
    certainty: 'confirmed',
    status: 'active',
  });
  const draft = aRecord('noteDraft', patientId, {
    encounterId: encounter.id,
    noteType: 'progress',
    course: 'ổn định',
  });
  const end = aRecord('encounterEvent', patientId, {
    encounterId: encounter.id,
    event: { kind: 'close', disposition: 'discharged', at: today() },
  });
  for (const record of [patient, encounter, allergy, draft, ...(closed ? [end] : [])]) {
    expect(await at.replica.put(record)).toEqual([]);
  }
  return { patient, encounter, allergy, draft, patientId };
}

const transferred = (encounter: RecordOf<'encounter'>, ward: string) =>
  editedRecord<'encounter'>(
    encounter,
    encounter.causality.vector,
    { location: { ward } },
    someWrite(),
  );

const allSent = (at: Station) => expect.poll(() => at.sync.status().hereOnly, soon).toBe(0);
const heard = (at: Station) => expect.poll(() => at.sync.status().heardAt, soon).toBeDefined();
const isWhole = (at: Station, { patientId }: Written) =>
  expect.poll(() => at.charts.presence(patientId), soon).toBe('whole');

describe('the working set, against a central server', () => {
  test('peers 13: everybody’s identity, visits and allergies are kept, and whole charts where a visit is open', async () => {
    const server = await central();
    const writer = await everything(server);
    const here = await stay(writer, 'NOI');
    const elsewhere = await stay(writer, 'NGOAI');
    const gone = await stay(writer, 'NOI', true);
    await allSent(writer);

    const ward = await station(server, ['NOI']);
    await isWhole(ward, here);
    await isWhole(ward, elsewhere);
    for (const { draft } of [here, elsewhere]) expect(await ward.has(draft)).toBe(true);
    for (const kept of [gone.patient, gone.encounter, gone.allergy]) {
      expect(await ward.has(kept)).toBe(true);
    }
    await heard(ward);
    expect(await ward.has(gone.draft)).toBe(false);
    expect(ward.charts.presence(gone.patientId)).toBe('partial');
    // What isn't wanted is neither owed nor asked for.
    expect(ward.sync.status().owed).toBe(0);
  });

  test('peers 12: the own ward’s charts come before the first fill is over', async () => {
    const server = await central();
    const writer = await everything(server);
    const here = await stay(writer, 'NOI');
    const gone = await stay(writer, 'NOI', true);
    await allSent(writer);
    const ward = await station(server, ['NOI'], {}, undefined, { stalled: '_changes' });
    await isWhole(ward, here);
    expect(await ward.has(here.draft)).toBe(true);
    expect(ward.sync.status().heardAt).toBeUndefined();
    expect(ward.charts.presence(gone.patientId)).toBe('partial');
    ward.line.stalled = undefined;
    ward.sync.wake();
    await heard(ward);
  });

  test('a chart that is opened comes, stays complete by the feed, and survives a restart', async () => {
    const server = await central();
    const writer = await everything(server);
    const gone = await stay(writer, 'NOI', true);
    await allSent(writer);
    const ward = await station(server, ['NOI']);
    await heard(ward);
    expect(ward.charts.presence(gone.patientId)).toBe('partial');
    ward.charts.open(gone.patientId);
    await isWhole(ward, gone);
    expect(await ward.has(gone.draft)).toBe(true);
    ward.charts.close(gone.patientId);
    const later = aRecord('noteDraft', gone.patientId, fields(gone, 'sau'));
    await writer.replica.put(later);
    await expect.poll(() => ward.has(later), soon).toBe(true);
    await ward.stop();
    const again = await station(server, ['NOI'], {}, await ward.replica.reopen());
    expect(again.charts.presence(gone.patientId)).toBe('whole');
  });

  test('peers 3: cut, a chart that isn’t here is partial and takes entries, which reach the server', async () => {
    const server = await central();
    const writer = await everything(server);
    const gone = await stay(writer, 'NOI', true);
    await allSent(writer);
    const ward = await station(server, ['NOI']);
    await heard(ward);
    ward.line.cut = true;
    ward.charts.open(gone.patientId);
    const added = aRecord('noteDraft', gone.patientId, fields(gone, 'lúc mất mạng'));
    expect(await ward.replica.put(added)).toEqual([]);
    expect(ward.charts.presence(gone.patientId)).not.toBe('whole');
    expect(ward.sync.delivery.delivery(added.id)).toBe('hereOnly');
    ward.line.cut = false;
    ward.sync.wake();
    await isWhole(ward, gone);
    await allSent(ward);
    expect(await ward.has(gone.draft)).toBe(true);
    await expect.poll(() => writer.has(added), soon).toBe(true);
  });

  test('peers 3: a patient who moves in brings the chart; one who moves out leaves it and no edit behind', async () => {
    const server = await central();
    const writer = await everything(server);
    const elsewhere = await stay(writer, 'NGOAI');
    const here = await stay(writer, 'NOI');
    await allSent(writer);
    // A bound so small that only the own ward's charts are fetched.
    const ward = await station(server, ['NOI'], { bound: { records: 1, megabytes: 1 } });
    await isWhole(ward, here);
    await heard(ward);
    expect(ward.charts.presence(elsewhere.patientId)).toBe('partial');

    ward.line.cut = true;
    const edited = editedRecord<'noteDraft'>(
      here.draft,
      here.draft.causality.vector,
      { plan: 'viết trước khi biết' },
      someWrite(),
    );
    await ward.replica.put(edited);
    await writer.replica.put(transferred(elsewhere.encounter, 'NOI'));
    await writer.replica.put(transferred(here.encounter, 'NGOAI'));
    await allSent(writer);
    ward.line.cut = false;
    ward.sync.wake();
    await isWhole(ward, elsewhere);
    expect(await ward.has(elsewhere.draft)).toBe(true);
    await allSent(ward);
    expect(ward.charts.presence(here.patientId)).toBe('whole');
    await expect
      .poll(async () => (await writer.replica.shown(here.draft)) as unknown, soon)
      .toMatchObject({ plan: 'viết trước khi biết' });
    const note = aRecord('noteDraft', here.patientId, fields(here, 'khoa khác viết'));
    await writer.replica.put(note);
    await expect.poll(() => ward.has(note), soon).toBe(true);
  });

  test('a chart of which the server withholds a record stays partial until it comes', async () => {
    const server = await central();
    const writer = await everything(server);
    const gone = await stay(writer, 'NOI', true);
    await allSent(writer);
    const ward = await station(server, ['NOI']);
    await heard(ward);
    ward.line.withheld = gone.draft.id;
    ward.charts.open(gone.patientId);
    await expect.poll(() => ward.charts.presence(gone.patientId), soon).toBe('fetching');
    await expect.poll(() => ward.charts.presence(gone.patientId), soon).toBe('partial');
    expect(await ward.has(gone.draft)).toBe(false);
    ward.line.withheld = undefined;
    ward.charts.close(gone.patientId);
    ward.charts.open(gone.patientId);
    await isWhole(ward, gone);
    expect(await ward.has(gone.draft)).toBe(true);
  });

  test('invariant 6: one record that the server names and never gives keeps no chart from coming by itself', async () => {
    const server = await central();
    const writer = await everything(server);
    const { patient: lost } = await stay(writer, 'NOI', true);
    const elsewhere = await stay(writer, 'NGOAI');
    await allSent(writer);

    const ward = await station(server, ['NOI'], {}, undefined, { withheld: lost.id });
    await isWhole(ward, elsewhere);
    // What is said of others' entries stands still all the same.
    expect(ward.sync.status()).toMatchObject({ owed: 1, heardAt: undefined, feedRead: true });

    await ward.stop();
    const again = await station(server, ['NOI'], {}, await ward.replica.reopen(), {
      withheld: lost.id,
    });
    await isWhole(again, await stay(writer, 'NOI'));
    await isWhole(again, await stay(writer, 'NGOAI'));
    expect(again.sync.status()).toMatchObject({ owed: 1, heardAt: undefined });
  });

  test('invariant 7: an entry in a chart that isn’t kept is proved by the feed alone', async () => {
    const server = await central();
    const writer = await everything(server);
    const gone = await stay(writer, 'NOI', true);
    await allSent(writer);
    const ward = await station(server, ['NOI']);
    await heard(ward);
    const added = aRecord('noteDraft', gone.patientId, fields(gone, 'thêm'));
    await ward.replica.put(added);
    await allSent(ward);
    expect(ward.sync.delivery.delivery(added.id)).toBe('onServer');
    expect(ward.charts.presence(gone.patientId)).toBe('partial');
  });

  test('somebody registered here while cut has a whole chart: there is nothing more of them', async () => {
    const server = await central();
    const ward = await station(server, ['NOI']);
    ward.line.cut = true;
    const { patientId } = await stay(ward, 'NOI');
    expect(ward.charts.presence(patientId)).toBe('whole');
  });
});

const fields = ({ encounter }: Written, course: string) => ({
  encounterId: encounter.id,
  noteType: 'progress' as const,
  course,
});
