import { canonicalJson } from '../../../shared/json/canonical.ts';
import { readUnit } from '../../../shared/merge/units.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import type { Station } from './station.ts';
import { count } from './tally.ts';
import { violate } from './world.ts';
import type { MadeRecord, World } from './world.ts';
import { standing } from './writes.ts';
import type { KnownWrite } from './writes.ts';

/** Every value that a screen shows for a unit: one, or both sides of a disagreement. */
export function sidesShown(record: AnyRecord, unitId: string): unknown[] {
  const siblings = record.causality.siblings ?? {};
  if (Object.hasOwn(siblings, unitId)) return siblings[unitId]!.map(({ value }) => value);
  const { units } = kindDefinition(record.kind)!;
  return [readUnit(units, record as unknown as Record<string, unknown>, unitId)];
}

/** Values as they are compared: text without its accidents of form. */
export function sameText(value: unknown): string {
  return canonicalJson(value ?? null).normalize('NFC');
}

/**
 * What a person reads must be all that their workstation has been given: every value of which
 * nobody who had seen it wrote a later one, and (where only our programs wrote) nothing else.
 */
export function checkScreen(
  world: World,
  station: Station,
  made: MadeRecord,
  record: AnyRecord,
): void {
  noteDisputes(world, made, record);
  if (made.newer) return;
  const known = station.known.get(made.id) ?? new Set<KnownWrite>();
  for (const unitId of unitsWritten(known)) {
    world.tally.checked['2'] += 1;
    const expected = new Set(
      standing(known, made.id, unitId).map(({ units }) => sameText(units.get(unitId))),
    );
    const shown = new Set(sidesShown(record, unitId).map(sameText));
    const hidden = [...expected].some((value) => !shown.has(value));
    const risen = !made.foreign && [...shown].some((value) => !expected.has(value));
    if (hidden && !made.foreign) {
      violate(world, '2', `${station.name} hides a value of ${made.kind}.${unitId}`);
    }
    if (risen) {
      violate(world, '2', `${station.name} shows a superseded value of ${made.kind}.${unitId}`);
    }
  }
}

export function unitsWritten(writes: Iterable<KnownWrite>): Set<string> {
  const units = new Set<string>();
  for (const write of writes) for (const unit of write.units.keys()) units.add(unit);
  return units;
}

function noteDisputes(world: World, made: MadeRecord, record: AnyRecord): void {
  for (const unitId of Object.keys(record.causality.siblings ?? {})) {
    const key = `${made.id} ${unitId}`;
    if (world.disputes.has(key)) continue;
    world.disputes.add(key);
    world.tally.opened += 1;
    count(world.tally.policy, `${made.kind}.${unitId.split('/')[0]!}`);
  }
}
