import fs from 'node:fs';
import { reportResults, resultFile } from '../../support/results/resultFile.ts';
import { installMachine } from './machine.ts';
import { scheduleOf } from './schedule.ts';
import { simulate } from './simulate.ts';
import type { Outcome } from './simulate.ts';
import { addTally, emptyTally, promises, unhit } from './tally.ts';
import type { Tally } from './tally.ts';

/** Plays so many seeds, one after the other; `done` may say that it is enough. */
export async function playPeople(
  from: number,
  count: number,
  done: (outcome: Outcome) => 'enough' | undefined,
): Promise<void> {
  const remove = installMachine();
  try {
    for (let seed = from; seed < from + count; seed += 1) {
      if (done(await simulate(scheduleOf(seed))) === 'enough') return;
    }
  } finally {
    remove();
  }
}

/** `npm run chaos -- --people`: answers the exit status. */
export async function peopleCampaign(
  from: number,
  seeds: number,
  jsonFile: string | undefined,
): Promise<number> {
  const startedAtMs = Date.now();
  const tally = emptyTally();
  const broken: Outcome[] = [];
  await playPeople(from, seeds, (outcome) => {
    addTally(tally, outcome.tally);
    if (outcome.violations.length > 0) broken.push(outcome);
    for (const { promise, text } of outcome.violations.slice(0, 3)) {
      console.log(`Seed ${outcome.seed}: ${promise}, ${text}`);
    }
    if (tally.seeds % 50 === 0 && tally.seeds < seeds) {
      console.log(`${tally.seeds} seeds, ${broken.length} failing.`);
    }
    return undefined;
  });
  const file = peopleFile(startedAtMs, { from, asked: seeds }, tally, broken);
  for (const name of file.coverage.unhit) console.log(`No seed hit: ${name}`);
  const crashes = Object.values(tally.crashes).reduce((sum, number) => sum + number, 0);
  console.log(
    `${tally.seeds} seeds in ${file.seconds} s: ${tally.acknowledged} acknowledged entries, ` +
      `${tally.signIns['open'] ?? 0} sign-ins, ${crashes} ends of a process, ` +
      `${broken.length} seeds failing.`,
  );
  return reportResults(file, jsonFile);
}

/** Plays one seed again; the trace has every step and what it came to. */
export async function replayPeople(seed: number, traceFile: string | undefined): Promise<number> {
  const lines: string[] = [];
  const remove = installMachine();
  const { violations } = await simulate(scheduleOf(seed), (line) =>
    lines.push(JSON.stringify(line)),
  ).finally(remove);
  for (const { promise, text } of violations) console.log(`${promise}: ${text}`);
  if (traceFile !== undefined) fs.writeFileSync(traceFile, `${lines.join('\n')}\n`);
  console.log(`Seed ${seed}: ${violations.length === 0 ? 'everything holds' : 'broken'}.`);
  return violations.length === 0 ? 0 : 1;
}

function peopleFile(
  startedAtMs: number,
  seeds: { readonly from: number; readonly asked: number },
  tally: Tally,
  broken: readonly Outcome[],
) {
  // A handful of seeds meets less than there is.
  const missed = seeds.asked < 200 ? [] : unhit(tally);
  const failing = broken.flatMap(({ seed, violations }) =>
    violations.slice(0, 1).map(({ promise, text }) => ({ seed, promise, text })),
  );
  return {
    ...resultFile({
      command: 'chaos',
      browser: null,
      startedAtMs,
      failures: [
        ...failing.map(({ seed, promise, text }) => ({
          code: promise,
          text: `seed ${String(seed)}: ${text}`,
        })),
        ...missed.map((text) => ({ code: 'unhit', text })),
      ],
      results: promises.map((name) => ({
        name: `${name} broken`,
        unit: 'count',
        n: tally.violated[name],
        p50: null,
        p95: null,
        max: null,
        peer: null,
        peerP50: null,
        ratio: null,
        bar: 'none',
        met: tally.violated[name] === 0,
      })),
    }),
    seeds: { ...seeds, done: tally.seeds },
    operations: { acknowledged: tally.acknowledged, acts: tally.acts, signIns: tally.signIns },
    faults: { crash: tally.crashes },
    coverage: { unhit: missed },
    promises: Object.fromEntries(
      promises.map((name) => [
        name,
        { checked: tally.checked[name], violated: tally.violated[name] },
      ]),
    ),
    failing,
  };
}
