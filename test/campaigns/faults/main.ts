import { parseArgs } from 'node:util';
import { openCouch, parseCentralUrl } from '../../../shared/central/couchHttp.ts';
import { reportResults, resultFile } from '../../support/results/resultFile.ts';
import type { Result } from '../../support/results/resultFile.ts';
import { places } from './matrix.ts';
import { runMatrix } from './runMatrix.ts';
import type { Cell } from './runMatrix.ts';
import { table } from './table.ts';

const usage =
  'npm run faults -- [--only "push: bulk_docs"]… [--central http://admin:secret@host:port] [--json FILE]';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      central: { type: 'string' },
      json: { type: 'string' },
    },
  });
  if (values.central !== undefined) process.env['CENTRAL_URL'] = values.central;
  const asked = places.filter(
    ({ name }) => values.only?.some((part) => name.includes(part)) ?? true,
  );
  if (asked.length === 0) {
    throw new Error(`--only names none of: ${places.map(({ name }) => name).join(', ')}`);
  }
  const startedAtMs = Date.now();
  const cells = await runMatrix(asked, ({ place, fault, wrong }) => {
    if (wrong !== undefined) console.error(`${place}, ${fault}: ${wrong}`);
  });
  console.log(table(cells));
  const wrong = cells.filter((cell) => cell.wrong !== undefined);
  console.log(`${cells.length} faults played, ${wrong.length} left something wrong.`);
  const file = resultFile({
    command: 'faults',
    browser: null,
    startedAtMs,
    central: await centralVersion(),
    failures: wrong.map((cell) => ({
      code: `${cell.place} / ${cell.fault}`,
      text: cell.wrong!,
    })),
    results: asked.map(({ name }) =>
      resultOf(
        name,
        cells.filter(({ place }) => place === name),
      ),
    ),
  });
  return reportResults(file, values.json);
}

function resultOf(name: string, cells: readonly Cell[]): Result {
  const took = cells.map(({ tookMs }) => Math.round(tookMs)).sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(share * took.length))]!;
  return {
    name,
    unit: 'ms',
    n: cells.length,
    p50: at(0.5),
    p95: at(0.95),
    max: took.at(-1)!,
    peer: null,
    peerP50: null,
    ratio: null,
    bar: 'everything on both sides, the status true',
    met: cells.every(({ wrong }) => wrong === undefined),
  };
}

async function centralVersion() {
  const address = process.env['CENTRAL_URL'];
  if (!address) return { kind: 'embedded' as const, version: '' };
  const { url, credentials } = parseCentralUrl(address);
  if (!credentials)
    throw new Error('--central needs an administrator: http://admin:secret@host:port');
  const { body } = await openCouch(url, credentials).ask('GET', '');
  return { kind: 'couchdb' as const, version: (body as { version?: string }).version ?? '' };
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
