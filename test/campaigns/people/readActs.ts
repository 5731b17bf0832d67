import { chartAccess } from '../../../shared/people/chartAccess.ts';
import { mayRead } from '../../../shared/people/mayRead.ts';
import { actRights, mayDo } from '../../../shared/people/rights.ts';
import type { Act } from '../../../shared/people/rights.ts';
import { kinds } from '../../../shared/records/kinds.ts';
import type { Kind } from '../../../shared/records/kinds.ts';
import { newestHere } from './oracle.ts';
import { issueOf } from './pinActs.ts';
import { orEnd } from './station.ts';
import type { Station } from './station.ts';
import { count } from './tally.ts';
import { everybody, violate } from './world.ts';
import type { World } from './world.ts';

const everyKind = Object.keys(kinds) as Kind[];
const everyAct = Object.keys(actRights) as Act[];

/**
 * Whoever is in tries to read charts of each ward, every kind of record in lists, and every act of
 * the table, through the functions that the screens ask. They come to no more than one of their
 * certificates gives: the one that they sign with, or a newer one that has just come.
 */
export async function read(world: World, station: Station): Promise<void> {
  await orEnd(world, station, async ({ service }) => {
    const session = service.session();
    const issue = issueOf(world, session);
    const told = (await service.people()).find(({ key }) => key === session?.person);
    const person = everybody(world).find(({ key }) => key === session?.person);
    if (!session || !issue || !told || !person) return;
    const newest = newestHere(world, station, person)?.certificate;
    const theirs = [issue.certificate, ...(newest ? [newest] : [])];
    const beyond = (what: string) =>
      violate(world, 'rights', `${person.key} on ${station.name}, a ${told.role}: ${what}`);
    world.tally.checked.rights += 1;
    for (const wards of [['NOI'], ['NGOAI'], []]) {
      const { kind } = chartAccess(told, wards);
      count(world.tally.acts, `read: ${kind}`);
      if (kind === 'open' && !theirs.some((one) => chartAccess(one, wards).kind === 'open')) {
        beyond(`reads a chart of ${wards.join() || 'no ward'}`);
      }
      for (const each of everyKind) {
        if (mayRead(told, each, wards) && !theirs.some((one) => mayRead(one, each, wards))) {
          beyond(`reads the ${each} of ${wards.join() || 'no ward'}`);
        }
      }
    }
    for (const act of everyAct) {
      if (mayDo(told.role, act) && !theirs.some(({ role }) => mayDo(role, act))) beyond(act);
    }
  });
}
