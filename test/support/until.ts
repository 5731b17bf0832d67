import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again until the answer is the wanted one; throws the last answer when it isn't in
 * time, which is a guard against what never comes.
 */
export async function until<T>(
  ask: () => T | Promise<T>,
  wanted: (answer: T) => boolean,
  { withinMs = 40_000, everyMs = 15 }: { withinMs?: number; everyMs?: number } = {},
): Promise<T> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (performance.now() > endMs)
      throw new Error(`still, after ${withinMs} ms: ${String(answer)}`);
    await delay(everyMs);
  }
}
