import { isNestedDeeperThan } from '../json/nesting.ts';
import { StoreFailed } from '../replica/leafStore.ts';
import type { Durability, NewRevision } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';

/** Far from where any engine runs out of stack; a deeper leaf than a record may be is quarantined. */
const deepestStored = 500;

/**
 * Stores arrivals; one that can't be stored (nested beyond what can be written down again, a number
 * without end) keeps nothing else out.
 * @returns those leaves. Throws `StoreFailed`
 */
export async function receiveApart(
  replica: Replica,
  revisions: readonly NewRevision[],
  durability: Durability = 'strict',
): Promise<readonly NewRevision[]> {
  // What is nested so deep that it couldn't be written down again never reaches the store.
  const tooDeep = revisions.filter(({ body }) => isNestedDeeperThan(body, deepestStored));
  if (tooDeep.length > 0) {
    const rest = revisions.filter((revision) => !tooDeep.includes(revision));
    return [...tooDeep, ...(await receiveApart(replica, rest, durability))];
  }
  if (revisions.length === 0) return [];
  try {
    await replica.receive(revisions, durability);
    return [];
  } catch (error) {
    if (error instanceof StoreFailed) throw error;
    if (revisions.length === 1) return revisions;
    const half = Math.ceil(revisions.length / 2);
    return [
      ...(await receiveApart(replica, revisions.slice(0, half), durability)),
      ...(await receiveApart(replica, revisions.slice(half), durability)),
    ];
  }
}
