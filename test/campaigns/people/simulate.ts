import { changePassword, contact, play, signIn } from './acts.ts';
import { sealEnvelope } from './emergencyActs.ts';
import type { KnownPerson } from './model.ts';
import { healAndCheck } from './heal.ts';
import type { Schedule } from './schedule.ts';
import { enrolStation } from './station.ts';
import type { Station } from './station.ts';
import type { Tally, Violation } from './tally.ts';
import { closeWorld, openWorld, violate } from './world.ts';
import type { World } from './world.ts';

export interface Outcome {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly tally: Tally;
}

/** Plays a schedule on two workstations and a server, and then looks whether everything holds. */
export async function simulate(
  { seed, operations }: Schedule,
  trace?: (line: object) => void,
): Promise<Outcome> {
  const world = await openWorld(seed, trace);
  world.tally.seeds = 1;
  try {
    await firstDay(world);
    for (const operation of operations) await play(world, operation);
    await healAndCheck(world);
  } catch (error) {
    violate(
      world,
      'files',
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
  } finally {
    await closeWorld(world);
  }
  return { seed, violations: world.violations, tally: world.tally };
}

/** Most choose a password of their own on the first workstation; the second is enrolled after that. */
async function firstDay(world: World): Promise<void> {
  await sealEnvelope(world, 'NOI', world.random);
  const first = (await enrolStation(world))!;
  for (const person of [world.relief, ...world.people]) {
    if (person === world.relief || world.random.chance(0.8)) {
      await chooseOwn(world, first, person);
    }
  }
  await contact(world, first);
  await enrolStation(world);
}

async function chooseOwn(world: World, station: Station, person: KnownPerson): Promise<void> {
  const given = person.issues[0]!.passwords[0]!.text;
  const own = `mưa rào tháng ${world.random.hex(8)}`;
  await signIn(world, station, person, given);
  await changePassword(world, station, person, given, own);
  await signIn(world, station, person, own);
}
