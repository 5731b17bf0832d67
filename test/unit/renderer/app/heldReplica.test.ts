import { expect, test } from 'vitest';
import { holdReplica } from '../../../../renderer/app/heldReplica.ts';
import type { OpenReplica } from '../../../../renderer/app/heldReplica.ts';
import type { ReplicaClient } from '../../../../renderer/replica/replicaClient.ts';
import { app } from '../../../support/screens/scenes.ts';

const keys = { dataKey: '', account: { username: 'may-1', password: 'invented' } };

/** Replicas that note what is done to them. */
function openings() {
  const opened: { writers: number; closed: boolean; alive: boolean }[] = [];
  const open = (async () => {
    const state = { writers: 0, closed: false, alive: true };
    opened.push(state);
    return {
      newWriter: () => void (state.writers += 1),
      alive: () => state.alive,
      close: async () => void (state.closed = true),
    } as unknown as ReplicaClient;
  }) as OpenReplica;
  return { opened, held: holdReplica(open) };
}

test('invariant 2: whoever takes over an open replica writes as a new actor', async () => {
  const { opened, held } = openings();
  const first = await held.take(app, keys, () => undefined);
  held.leave(first, []);
  const second = await held.take(app, keys, () => undefined);
  expect(second).toBe(first);
  expect(opened).toEqual([{ writers: 1, closed: false, alive: true }]);
  held.leave(second, []);
  held.closeIdle();
});

test('the next person waits for the last saves of the one before', async () => {
  const { held } = openings();
  const first = await held.take(app, keys, () => undefined);
  const done: string[] = [];
  const save = new Promise<void>((resolve) => {
    setTimeout(() => {
      done.push('saved');
      resolve();
    }, 30);
  });
  held.leave(first, [save]);
  await held.take(app, keys, () => undefined);
  expect(done).toEqual(['saved']);
});

test('a replica that answers no more is closed, and another is opened', async () => {
  const { opened, held } = openings();
  const first = await held.take(app, keys, () => undefined);
  opened[0]!.alive = false;
  held.leave(first, []);
  expect(await held.take(app, keys, () => undefined)).not.toBe(first);
  expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
});

test('when the machine is left the replica closes at once', async () => {
  const { opened, held } = openings();
  held.leave(await held.take(app, keys, () => undefined), []);
  held.closeIdle();
  await held.take(app, keys, () => undefined);
  expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
});
