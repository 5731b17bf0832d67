import { parseArgs } from 'node:util';
import { reportResults, resultFile } from '../../support/results/resultFile.ts';
import { runKillCampaign } from './killCampaign.ts';

const usage = 'npm run kill -- [--times 100] [--seed 1] [--sync] [--json FILE]';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      times: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      sync: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const times = Number(values.times);
  const seed = Number(values.seed);
  if (!Number.isInteger(times) || times < 1 || !Number.isInteger(seed)) {
    throw new Error('--times and --seed are whole numbers, and --times is at least 1');
  }
  const startedAtMs = Date.now();
  const outcome = await runKillCampaign({
    times,
    seed,
    sync: values.sync,
    afterRound(round, { acknowledged, losses }) {
      if (round % 10 !== 0 && round !== times) return;
      console.log(`${round} kills: ${acknowledged} acknowledged, ${losses.length} lost`);
    },
  });
  const lost = outcome.losses.length;
  const file = resultFile({
    command: 'kill',
    browser: outcome.browser,
    startedAtMs,
    failures: outcome.losses.map(({ what, how }) => ({ code: how, text: what })),
    results: [
      result('kills', outcome.kills, null),
      result('acknowledged entries', outcome.acknowledged, null),
      ...(outcome.onServer === undefined
        ? []
        : [result('acknowledged records on the server', outcome.onServer, null)]),
      { ...result('lost entries', lost, 'none'), met: lost === 0 },
    ],
  });
  console.log(
    `After ${outcome.kills} kills ${lost} of ${outcome.acknowledged} acknowledged entries were lost.`,
  );
  return reportResults(file, values.json);
}

function result(name: string, count: number, bar: string | null) {
  return {
    name,
    unit: 'count',
    n: count,
    p50: null,
    p95: null,
    max: null,
    peer: null,
    peerP50: null,
    ratio: null,
    bar,
    met: null,
  };
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
