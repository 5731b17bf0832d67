import { canonicalJson } from '../../../shared/json/canonical.ts';
import { chartOf } from '../../../shared/clinical/findings/chart.ts';
import { findingsOf } from '../../../shared/clinical/findings/findings.ts';
import { classifyLeaf } from '../../../shared/records/classifyLeaf.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import type { StoredLeaf } from '../../../shared/replica/leafStore.ts';
import { checkGroups } from './links.ts';
import { sidesShown, sameText, checkScreen } from './screens.ts';
import { shownRecords } from './persons.ts';
import type { Station } from './station.ts';
import { count } from './tally.ts';
import { restart, violate } from './world.ts';
import type { MadeRecord, World } from './world.ts';
import { touches } from './writes.ts';
import type { KnownWrite } from './writes.ts';

/** Invariant 7: what a station says is on the server is in the server's tree. */
export async function checkDelivery(world: World, station: Station): Promise<void> {
  const { delivery, store } = station.running;
  const ids = world.records.map(({ id }) => id);
  const leaves = await store.read(ids);
  const claimed: Record<string, string[]> = {};
  for (const [id, ofRecord] of leaves) {
    const live = ofRecord.filter(({ deleted }) => !deleted).map(({ rev }) => rev);
    if (live.length === 0 || delivery.delivery(id) !== 'onServer') continue;
    claimed[id] = live;
    world.tally.checked['7'] += 1;
  }
  const absent = await world.servers[station.server]!.client.revsDiff(claimed);
  for (const id of absent.keys()) {
    violate(world, '7', `${station.name} says of ${nameOf(world, id)} that it is on the server`);
  }
}

/** Everything that must hold once all have exchanged everything. */
export async function checkEverything(world: World): Promise<void> {
  const [first] = world.stations;
  const shownByStation: Map<string, AnyRecord>[] = [];
  for (const station of world.stations) {
    await checkDelivery(world, station);
    if (station.running.delivery.undelivered().size > 0) {
      violate(world, '3', `${station.name} still holds records that it could not send`);
    }
    shownByStation.push(await shownOf(world, station));
  }
  for (const made of world.records) {
    checkSame(world, made, shownByStation);
    checkValues(world, made, shownByStation[0]!.get(made.id));
  }
  checkGroups(world, shownByStation);
  await checkLeaves(world);
  await checkNewer(world);
  await checkHistory(world, world.random.pick(world.stations));
  await checkReopened(world, world.random.pick(world.stations));
  countFindings(world, shownByStation[0]!);
  countSettled(world, shownByStation[0]!);
  for (const [id, record] of shownByStation[0]!) {
    const made = world.records.find((other) => other.id === id)!;
    checkScreen(world, first!, made, record);
  }
  for (const [index, shown] of shownByStation.entries()) {
    const station = world.stations[index]!.name;
    for (const [id, record] of shown) world.trace?.({ station, record: id, shown: record });
  }
}

async function shownOf(world: World, station: Station): Promise<Map<string, AnyRecord>> {
  const shown = await shownRecords(world, station);
  return new Map(shown.map(({ made, record }) => [made.id, record]));
}

/** Invariant 3: the same bytes everywhere. Where only a newer version stands, its leaf is compared. */
function checkSame(
  world: World,
  made: MadeRecord,
  shownByStation: readonly Map<string, AnyRecord>[],
): void {
  if (made.newer) return;
  world.tally.checked['3'] += 1;
  const texts = shownByStation.map((shown) => {
    const record = shown.get(made.id);
    return record ? canonicalJson(record) : 'absent';
  });
  if (new Set(texts).size < 2) return;
  world.tally.divergent += 1;
  violate(world, '3', `a ${made.kind} differs between stations: ${difference(texts)}`);
}

/** Invariant 3 in the trees: the same leaves everywhere, and one of them live. */
async function checkLeaves(world: World): Promise<void> {
  const lists = await Promise.all([
    ...world.servers.map(async ({ pouch }) => leafLists(await feed(pouch))),
    ...world.stations.map(async ({ pouch }) => leafLists(await feed(pouch))),
  ]);
  if (new Set(lists.map((list) => list.join('\n'))).size > 1) {
    const [expected] = lists;
    const place = lists.findIndex((list) => list.join('\n') !== expected!.join('\n'));
    const other = lists[place]!;
    const lines = [
      ...expected!.filter((entry) => !other.includes(entry)).map((entry) => `- ${entry}`),
      ...other.filter((entry) => !expected!.includes(entry)).map((entry) => `+ ${entry}`),
    ];
    violate(world, '3', `trees differ (place ${String(place)}): ${lines.slice(0, 6).join('; ')}`);
  }
  for (const made of world.records) {
    if (made.newer || kindDefinition(made.kind)!.immutable) continue;
    const leaves = (await world.stations[0]!.running.store.read([made.id])).get(made.id)!;
    const open = leaves.filter((leaf) => isLiveAndValid(leaf));
    if (open.length < 2) continue;
    world.tally.openConflicts += 1;
    violate(world, '3', `${String(open.length)} leaves of a ${made.kind} are open`);
  }
}

const feed = async (pouch: PouchDB.Database) =>
  (await pouch.changes({ since: 0, style: 'all_docs' })).results;

function leafLists(results: readonly PouchDB.Change[]): string[] {
  return results
    .map(
      ({ id, changes }) =>
        `${id} ${changes
          .map(({ rev }) => rev)
          .sort()
          .join(' ')}`,
    )
    .sort();
}

function isLiveAndValid({ id, deleted, body }: StoredLeaf): boolean {
  return !deleted && body !== undefined && classifyLeaf(id, body).kind === 'valid';
}

/** A record of a newer version stands untouched on every server and station. */
async function checkNewer(world: World): Promise<void> {
  for (const { id, newer } of world.records) {
    if (!newer) continue;
    const expected = canonicalJson(newer);
    for (const station of world.stations) {
      world.tally.checked['3'] += 1;
      const leaves = (await station.running.store.read([id])).get(id)!;
      const stands = leaves.some(
        ({ deleted, body }) => !deleted && canonicalJson(body) === expected,
      );
      if (!stands) violate(world, '3', `${station.name} changed a record of a newer version`);
    }
  }
}

/** Invariants 1, 2 and 4 for one record: what became of every value that was acknowledged. */
function checkValues(world: World, made: MadeRecord, record: AnyRecord | undefined): void {
  const { values, checked } = world.tally;
  const writes = world.ledger.writes.filter((write) => write.recordId === made.id && write.durable);
  const immutable = kindDefinition(made.kind)!.immutable;
  for (const write of writes) {
    if (!write.acknowledged || write.by === 'newerVersion') continue;
    checked['1'] += 1;
    if (!record && !made.newer) {
      violate(world, '1', `an acknowledged ${made.kind} is nowhere`);
      continue;
    }
    if (immutable) {
      checked['4'] += 1;
      values.checked += 1;
      if (record && canonicalJson(record) === canonicalJson(write.made)) {
        count(values, isEnteredInError(world, made) ? 'enteredInError' : 'current');
      } else {
        values.missing += 1;
        violate(world, '4', `a signed ${made.kind} has changed`);
      }
      continue;
    }
    for (const unitId of write.units.keys()) {
      checked['2'] += 1;
      values.checked += 1;
      const fate = fateOf(write, unitId, writes, record, made);
      values[fate] += 1;
      if (fate === 'missing') {
        violate(
          world,
          '2',
          `the value of ${made.kind}.${unitId} by write ${String(write.n)} of ${write.author} is nowhere`,
        );
      }
    }
  }
  for (const write of world.ledger.writes) {
    if (write.recordId === made.id && write.acknowledged && !write.durable) {
      violate(world, '1', `a ${made.kind} was acknowledged and never stored`);
    }
  }
}

function fateOf(
  write: KnownWrite,
  unitId: string,
  writes: readonly KnownWrite[],
  record: AnyRecord | undefined,
  made: MadeRecord,
): 'current' | 'disputed' | 'superseded' | 'missing' {
  if (write.by === 'newerVersion') return made.newer ? 'current' : 'missing';
  if (record) {
    const value = sameText(write.units.get(unitId));
    const sides = sidesShown(record, unitId).map(sameText);
    if (sides.includes(value)) return sides.length > 1 ? 'disputed' : 'current';
  }
  const superseded = writes.some(
    (later) =>
      later.seen.has(write) &&
      touches(later, unitId) &&
      fateOf(later, unitId, writes, record, made) !== 'missing',
  );
  return superseded ? 'superseded' : 'missing';
}

function isEnteredInError(world: World, made: MadeRecord): boolean {
  return world.ledger.writes.some((write) => {
    const event = write.made as { kind?: string; orderId?: string; event?: string } | undefined;
    return write.acknowledged && event?.orderId === made.id && event.event === 'enteredInError';
  });
}

/** Every acknowledged value can be found again, on the screen or in the history. */
async function checkHistory(world: World, station: Station): Promise<void> {
  const screen = await shownOf(world, station);
  for (const made of world.records) {
    // The newer version tells what it took the place of; here it is only simulated.
    if (kindDefinition(made.kind)!.immutable || made.newer) continue;
    const told = await station.running.replica.history(made.id);
    const shown = screen.get(made.id);
    for (const write of world.ledger.writes) {
      if (write.recordId !== made.id || !write.acknowledged || write.by === 'newerVersion')
        continue;
      for (const [unitId, value] of write.units) {
        if (write.made && value === null) continue;
        world.tally.checked['1'] += 1;
        const found = told.some(
          ({ units }) =>
            Object.hasOwn(units, unitId) && sameText(units[unitId]) === sameText(value),
        );
        const onScreen = shown && sidesShown(shown, unitId).map(sameText).includes(sameText(value));
        if (!found && !onScreen)
          violate(world, '1', `the history lacks a value of ${made.kind}.${unitId}`);
      }
    }
  }
}

/** Memory shows what the store holds: a start from the tree alone shows the same. */
async function checkReopened(world: World, station: Station): Promise<void> {
  const before = await shownOf(world, station);
  const sequence = await station.running.store.sequence();
  await restart(world, station);
  const after = await shownOf(world, station);
  const same = [...new Set([...before.keys(), ...after.keys()])].every(
    (id) => canonicalJson(before.get(id) ?? null) === canonicalJson(after.get(id) ?? null),
  );
  if (!same) violate(world, '3', `${station.name} shows something else after a start`);
  if ((await station.running.store.sequence()) !== sequence) {
    violate(world, '3', `${station.name} wrote at a start after everything was quiet`);
  }
}

function countFindings(world: World, shown: ReadonlyMap<string, AnyRecord>): void {
  const patientIds = new Set(world.records.map(({ patientId }) => patientId));
  for (const patientId of patientIds) {
    const chart = [...shown.values()].filter((record) => record.patientId === patientId);
    for (const { rule } of findingsOf(chartOf(chart))) count(world.tally.finding, rule);
  }
}

function countSettled(world: World, shown: ReadonlyMap<string, AnyRecord>): void {
  for (const { recordId, unitId } of world.settles) {
    const record = shown.get(recordId);
    if (record && sidesShown(record, unitId).length === 1) world.tally.settled += 1;
  }
}

function nameOf(world: World, id: string): string {
  return `a ${world.records.find((made) => made.id === id)?.kind ?? 'record'}`;
}

/** Where texts part, for whoever reads a failing seed: everything in a campaign is invented. */
function difference(texts: readonly string[]): string {
  const [a, b] = [...new Set(texts)];
  let at = 0;
  while (at < a!.length && a![at] === b![at]) at += 1;
  const from = Math.max(0, at - 40);
  return `…${a!.slice(from, at + 60)}… / …${b!.slice(from, at + 60)}…`;
}
