import { StoreFailed } from '../replica/leafStore.ts';
import type { Durability, NewRevision } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';

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
