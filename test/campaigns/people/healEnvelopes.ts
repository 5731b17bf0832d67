import { contact, sync } from './acts.ts';
import { isTold, sealEnvelope, signInByCode, somebody } from './emergencyActs.ts';
import { lockoutMs, mustOpen } from './heal.ts';
import type { KnownCode } from './model.ts';
import { lock } from './pinActs.ts';
import { usesHere } from './station.ts';
import type { Station } from './station.ts';
import { factsOnServer, violate } from './world.ts';
import type { World } from './world.ts';
import { write } from './writeActs.ts';

/**
 * The end of a seed, for envelopes: what was taken back opens nothing, a new one opens one workstation
 * for its hours and no other, and every use is told on the server and on every workstation.
 */
export async function checkEnvelopes(world: World): Promise<void> {
  const former = [...world.codes];
  const code = await sealEnvelope(world, world.stations[0]!.ward, world.random);
  for (const station of world.stations) await reliefInAndHeard(world, station);
  for (const station of world.stations) {
    for (const one of former) {
      if (one.ward === code.ward) await mustEnd(world, station, one, 'revoked');
    }
  }
  const [first, ...others] = world.stations;
  await mustLetIn(world, first!, code);
  await write(world, first!);
  await contact(world, first!);
  await sync(world, first!);
  for (const station of others) {
    await contact(world, station);
    await mustEnd(world, station, code, 'used');
  }
  await lock(world, first!, false);
  await mustLetIn(world, first!, code);
  await lock(world, first!, false);
  world.nowMs += code.hours * 3_600_000;
  await mustEnd(world, first!, code, 'used');
  await reliefInAndHeard(world, first!);
  for (const station of others) await contact(world, station);
  await checkUses(world);
}

async function reliefInAndHeard(world: World, station: Station): Promise<void> {
  await mustOpen(world, station, world.relief, world.relief.issues[0]!);
  await contact(world, station);
  await lock(world, station, false);
}

async function mustLetIn(world: World, station: Station, code: KnownCode): Promise<void> {
  world.tally.checked.open += 1;
  world.nowMs += lockoutMs;
  const result = await signInByCode(world, station, code, 'right', somebody(world.random));
  if (result?.kind === 'open') return;
  violate(
    world,
    'open',
    `the ward's envelope doesn't open ${station.name}: ${String(result?.kind)}`,
  );
}

async function mustEnd(
  world: World,
  station: Station,
  code: KnownCode,
  expected: 'used' | 'revoked',
): Promise<void> {
  world.tally.checked.rights += 1;
  const result = await signInByCode(world, station, code, 'right', somebody(world.random));
  const came = result?.kind === 'notLetIn' ? result.because : result?.kind;
  // Of a used one it is said that it was used, whatever came after that.
  const wasUsed = usesHere(station.running!, code).length > 0;
  if (came === expected || (came === 'used' && wasUsed)) return;
  violate(
    world,
    'rights',
    `${code.key} on ${station.name} is ${expected}, and came to ${String(came)}`,
  );
}

/** Each use of a code has left its trail: an auditor finds it on the server, a ward on each workstation. */
async function checkUses(world: World): Promise<void> {
  const facts = await factsOnServer(world);
  for (const code of world.codes) {
    for (const use of code.uses) {
      world.tally.checked.kept += 1;
      const station = world.stations[use.station]!;
      if (!isTold(facts.emergencyUses(code.issues[0]!.certificate.serial), station, use)) {
        violate(world, 'kept', `a use of a code on ${station.name} isn't told on the server`);
      }
      for (const { name, running } of world.stations) {
        if (isTold(usesHere(running!, code), station, use)) continue;
        violate(world, 'kept', `a use of a code on ${station.name} isn't told on ${name}`);
      }
    }
  }
}
