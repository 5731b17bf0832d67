import { nodePlatform, playSeeds } from './seeds.ts';
import type { Outcome } from './simulate.ts';

/** A process of the campaign: from, count, step; each outcome goes to the parent. */
const [from, count, step] = process.argv.slice(2).map(Number);

const tell = (outcome: Outcome) =>
  new Promise<void>((resolve, reject) => {
    process.send!(outcome, undefined, undefined, (error: Error | null) =>
      error ? reject(error) : resolve(),
    );
  });

await playSeeds({ from: from!, count: count!, step: step! }, await nodePlatform(), tell);
process.disconnect();
