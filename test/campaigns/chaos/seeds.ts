import { fork } from 'node:child_process';
import { scheduleOf } from './schedule.ts';
import { simulate } from './simulate.ts';
import type { Outcome, Platform } from './simulate.ts';
import { memoryTrees } from './trees.ts';
import { openChaosValidation } from './validation.ts';

export async function nodePlatform(): Promise<Platform> {
  return { trees: await memoryTrees(), validation: await openChaosValidation() };
}

/** Plays every `step`-th seed from `from` on, in this process, until `done` says that it is enough. */
export async function playSeeds(
  { from, count, step }: { from: number; count: number; step: number },
  platform: Platform,
  done: (outcome: Outcome) => unknown,
): Promise<void> {
  for (let seed = from; seed < from + count; seed += step) {
    if ((await done(await simulate(scheduleOf(seed), platform))) === 'enough') return;
  }
}

/** Plays seeds in several processes, each every n-th one. */
export async function playInProcesses(
  from: number,
  count: number,
  jobs: number,
  done: (outcome: Outcome) => void,
): Promise<void> {
  const children = Array.from({ length: jobs }, (_unused, job) => {
    const child = fork(new URL('./seedsProcess.ts', import.meta.url), [
      String(from + job),
      String(count - job),
      String(jobs),
    ]);
    return new Promise<void>((resolve, reject) => {
      child.on('message', (outcome) => done(outcome as Outcome));
      child.on('error', reject);
      child.on('exit', (code) =>
        code === 0
          ? resolve()
          : reject(new Error(`a process of the campaign ended with ${String(code)}`)),
      );
    });
  });
  await Promise.all(children);
}
