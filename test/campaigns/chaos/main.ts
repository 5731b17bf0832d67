import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { reportResults } from '../../support/results/resultFile.ts';
import { peopleCampaign, replayPeople } from '../people/campaign.ts';
import { minimise } from './minimise.ts';
import { chaosFile } from './report.ts';
import type { FailingSeed } from './report.ts';
import { scheduleOf } from './schedule.ts';
import { nodePlatform, playInProcesses, playSeeds } from './seeds.ts';
import { simulate } from './simulate.ts';
import type { Outcome } from './simulate.ts';
import { addTally, emptyTally } from './tally.ts';

const usage = `npm run chaos -- [--seeds 2000] [--from 1] [--jobs 1] [--json FILE]
npm run chaos -- --replay SEED [--trace FILE]
npm run chaos -- --people [--seeds 500] [--from 1] [--json FILE]   sign-in, rights and key files
npm run chaos -- --people --replay SEED [--trace FILE]`;

/** So many failing seeds are shortened; the others are named. */
const shortenedSeeds = 5;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      people: { type: 'boolean', default: false },
      seeds: { type: 'string' },
      from: { type: 'string', default: '1' },
      jobs: { type: 'string', default: '1' },
      json: { type: 'string' },
      replay: { type: 'string' },
      trace: { type: 'string' },
    },
  });
  const whole = (name: 'seeds' | 'from' | 'jobs' | 'replay', least: number): number => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number >= least && number <= 0x7fff_ffff) return number;
    throw new Error(`--${name} is a whole number from ${String(least)}`);
  };
  const { people } = values;
  values.seeds ??= people ? '500' : '2000';
  if (values.replay !== undefined) {
    return (people ? replayPeople : replay)(whole('replay', 0), values.trace);
  }
  if (values.trace !== undefined) throw new Error('--trace goes with --replay');
  if (people) return peopleCampaign(whole('from', 0), whole('seeds', 1), values.json);
  return campaign(whole('from', 0), whole('seeds', 1), whole('jobs', 1), values.json);
}

async function campaign(
  from: number,
  seeds: number,
  jobs: number,
  jsonFile: string | undefined,
): Promise<number> {
  const startedAtMs = Date.now();
  const tally = emptyTally();
  const broken: Outcome[] = [];
  const done = (outcome: Outcome) => {
    addTally(tally, outcome.tally);
    if (outcome.violations.length > 0) {
      broken.push(outcome);
      const [first] = outcome.violations;
      console.log(`Seed ${outcome.seed}: invariant ${first!.invariant}, ${first!.text}`);
    }
    if (tally.seeds % 200 === 0 && tally.seeds < seeds) {
      console.log(`${tally.seeds} seeds, ${broken.length} failing.`);
    }
  };
  const platform = await nodePlatform();
  if (jobs > 1) await playInProcesses(from, seeds, jobs, done);
  else await playSeeds({ from, count: seeds, step: 1 }, platform, done);

  const failing: FailingSeed[] = [];
  broken.sort((a, b) => a.seed - b.seed);
  for (const { seed, violations } of broken) {
    const { invariant, text } = violations[0]!;
    const schedule = scheduleOf(seed);
    const shortest =
      failing.length < shortenedSeeds
        ? await minimise(schedule, async (candidate) =>
            (await simulate(candidate, platform)).violations.some(
              (violation) => violation.invariant === invariant,
            ),
          )
        : schedule;
    failing.push({ seed, invariant, text, operations: shortest.operations });
    if (failing.length <= shortenedSeeds) {
      console.log(
        `Seed ${seed} (${schedule.stations} stations, ${schedule.servers} servers), shortest:`,
      );
      for (const operation of shortest.operations) console.log(`  ${JSON.stringify(operation)}`);
    }
  }
  const file = chaosFile(startedAtMs, { from, asked: seeds }, tally, failing);
  for (const name of file.coverage.unhit) console.log(`No seed hit: ${name}`);
  console.log(
    `${tally.seeds} seeds in ${file.seconds} s: ${tally.acknowledged} acknowledged writes, ` +
      `${tally.values.missing} values missing, ${failing.length} seeds failing, ` +
      `quiet within ${tally.roundsMax} rounds.`,
  );
  return reportResults(file, jsonFile);
}

/** Plays one seed; the trace has every operation, every save and each station's final records. */
async function replay(seed: number, traceFile: string | undefined): Promise<number> {
  const schedule = scheduleOf(seed);
  const lines: string[] = [
    JSON.stringify({ seed, stations: schedule.stations, servers: schedule.servers }),
  ];
  const { violations } = await simulate(schedule, await nodePlatform(), (line) =>
    lines.push(JSON.stringify(line)),
  );
  for (const violation of violations) {
    lines.push(JSON.stringify({ violation }));
    console.log(`Invariant ${violation.invariant}: ${violation.text}`);
  }
  if (traceFile !== undefined) fs.writeFileSync(traceFile, `${lines.join('\n')}\n`);
  console.log(`Seed ${seed}: ${violations.length === 0 ? 'everything holds' : 'broken'}.`);
  return violations.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
