import { linking, parting, saying, waysToPart } from '../../../shared/identity/links/parting.ts';
import type { NewLink } from '../../../shared/identity/links/parting.ts';
import { patientGroups } from '../../../shared/identity/links/patientGroups.ts';
import type { PatientGroups } from '../../../shared/identity/links/patientGroups.ts';
import { canonicalJson } from '../../../shared/json/canonical.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import { makeLink, makePatient, shownRecords } from './persons.ts';
import type { Operation } from './schedule.ts';
import type { Station } from './station.ts';
import { count } from './tally.ts';
import { violate } from './world.ts';
import type { World } from './world.ts';

type Said = Extract<Operation, { readonly act: 'sayWhoIsWhom' }>['what'];

/** Fewer make no groups that somebody holds together. */
const fewestPatients = 4;

/** Somebody says of two patients whom their workstation shows whether they are one person. */
export async function sayWhoIsWhom(
  world: World,
  station: Station,
  n: number,
  seed: number,
  what: Said,
): Promise<void> {
  const random = seededRandom(seed);
  const records = (await shownRecords(world, station)).map(({ record }) => record);
  const ids = patientsOf(records);
  if (ids.length < fewestPatients) return makePatient(world, station, n, seed);
  const groups = groupsOf(records);
  const one = random.pick(ids);
  // Mostly of the few whom others speak of too.
  const near = what === 'part' ? groups.membersOf(one) : ids.slice(0, fewestPatients);
  const others = near.filter((id) => id !== one);
  if (others.length === 0) return;
  const pair = [one, random.pick(others)] as const;
  for (const link of linksSaying(what, groups, pair, records)) {
    await makeLink(world, station, n, link, random);
    count(world.tally.faults, `who is whom: ${what}`);
  }
}

function linksSaying(
  what: Said,
  groups: PatientGroups,
  pair: readonly [string, string],
  records: readonly AnyRecord[],
): readonly NewLink[] {
  const ofBoth = records.filter(({ patientId }) => pair.includes(patientId));
  switch (what) {
    case 'link':
      return [linking(groups, pair, ofBoth, undefined)];
    case 'part': {
      const [way] = waysToPart(groups, pair);
      return way ? parting(groups, way, ofBoth, undefined) : [];
    }
    default:
      return [saying(groups, pair, what, undefined)];
  }
}

function patientsOf(records: readonly AnyRecord[]): string[] {
  return records.filter(({ kind }) => kind === 'patient').map(({ patientId }) => patientId);
}

function groupsOf(records: readonly AnyRecord[]): PatientGroups {
  const named = new Set(
    records.flatMap((record) =>
      record.kind === 'patient' && record.name !== undefined ? [record.patientId] : [],
    ),
  );
  const links = records.flatMap((record) => (record.kind === 'patientLink' ? [record] : []));
  return patientGroups(links, (id) => named.has(id));
}

/**
 * Invariant 3 of who is whom: every workstation makes the same groups of what it shows, in whatever
 * order its links came, and they are those of all links that were ever stored. A patient whom a newer
 * version wrote has a name only where an older one of the record had come before, so that name is
 * left out everywhere: it chooses who stands for a group, and no more.
 */
export function checkGroups(
  world: World,
  shownByStation: readonly ReadonlyMap<string, AnyRecord>[],
): void {
  const stored = world.ledger.writes.flatMap(({ made, durable }) => {
    const record = made as AnyRecord | undefined;
    return durable && record?.kind === 'patientLink' ? [record] : [];
  });
  if (stored.length === 0) return;
  const newer = new Set(world.records.flatMap((made) => (made.newer ? [made.id] : [])));
  const patients = [...shownByStation[0]!.values()].filter(
    ({ id, kind }) => kind === 'patient' && !newer.has(id),
  );
  const expected = told(groupsOf([...patients, ...stored]));
  for (const [index, shown] of shownByStation.entries()) {
    world.tally.checked['3'] += 1;
    const order = seededRandom(world.schedule.seed + index);
    const records = [...shown.values()]
      .filter(({ id }) => !newer.has(id))
      .map((record) => ({ record, at: order.whole(0, 1e9) }))
      .sort((a, b) => a.at - b.at)
      .map(({ record }) => record);
    const groups = told(groupsOf(records));
    if (groups === expected) continue;
    const { name } = world.stations[index]!;
    violate(world, '3', `who is whom on ${name}: ${groups}, and not ${expected}`);
  }
}

function told({ all, pairs }: PatientGroups): string {
  return canonicalJson({ all, pairs } as never);
}
