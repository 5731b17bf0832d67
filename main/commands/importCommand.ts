import { createReadStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { openCouch, parseCentralUrl, requireCouchDb } from '../../shared/central/couchHttp.ts';
import type { Couch } from '../../shared/central/couchHttp.ts';
import { localInstant } from '../../shared/records/instant.ts';
import { columnHeadings, readHeader, requiredColumns } from '../import/columns.ts';
import type { Column, Header } from '../import/columns.ts';
import { csvRows } from '../import/csvRows.ts';
import { encodingSentences, sampleBytes, utf8Text, wrongEncoding } from '../import/encoding.ts';
import { beginRun } from '../import/importBatch.ts';
import type { ImportRun } from '../import/importBatch.ts';
import { importKeys, openImportKeys } from '../import/importKeys.ts';
import { importPatients } from '../import/importPatients.ts';
import type { ImportCounts, ImportTarget } from '../import/importPatients.ts';
import { openReport } from '../import/report.ts';
import { workstationBlocks } from '../import/standingPatients.ts';
import { columnWords } from '../import/words.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';

const help = `npm run import -- patients FILE.csv [--url URL] [--dry-run] [--report FILE] [--json FILE]

Takes patients of another program into a provisioned central server; workstations get them from
there. Bad rows are named and left out, good ones are taken and read back from the server. It is safe
to run again: what was taken is not taken twice, what was changed in the file since is named and
never overwritten, and who may be there already is named and never merged.

  --url      the database, as http://NAME:PASSWORD@HOST:5984/DATABASE, with its administrator. Without
             it the file is only read
  --dry-run  write nothing to the server
  --report   where every row that isn't plain is named; beside the file unless told
  --source   name of the program that the file came from, for which its record numbers hold; patients
             unless told
  --block    first part of record numbers that are digits alone; HS unless told. No workstation may
             give numbers of this block
  --by       key of the person who answers for it, as it stands in the hospital's people
  --json     write the counts to this file

The file is CSV in UTF-8, with commas or semicolons, and a line of headings. Spaces, tones and capitals
in headings don't matter; other columns are left out. Dates are day/month/year, year-month-day or a
year alone; sexes are Nam, Nữ, Khác, Không rõ, or 1, 2, 3, 0. Columns (the first four are needed):

${Object.values(columnHeadings)
  .map((headings) => `  ${headings.join(' | ')}`)
  .join('\n')}`;

/** The command without its process. Gives the exit status; throws `CommandRefused`, `CentralFault`. */
export async function importCommand(
  commandArguments: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<0 | 1> {
  const words = commandArguments.findIndex((word) => word.startsWith('-'));
  const named = words < 0 ? commandArguments : commandArguments.slice(0, words);
  const flags = readFlags(words < 0 ? [] : commandArguments.slice(words), {
    url: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    report: { type: 'string' },
    source: { type: 'string', default: 'patients' },
    block: { type: 'string', default: 'HS' },
    by: { type: 'string', default: 'import' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  });
  if (flags.help) {
    print(help);
    return 0;
  }
  const [what, file] = named;
  if (what !== 'patients' || file === undefined || named.length > 2) {
    throw new CommandRefused('Say: npm run import -- patients FILE.csv; --help shows the rest.');
  }
  requireNames(flags);
  const startedAtMs = Date.now();
  const pieces = await openTable(file);
  const rows = csvRows(utf8Text(pieces));
  const header = await readFirstRow(file, rows);
  for (const heading of header.left) print(`The column "${heading}" isn't known, and is left out.`);
  const reportFile = path.resolve(flags.report ?? `${file}.report.csv`);
  if (reportFile === path.resolve(file)) {
    throw new CommandRefused('--report would overwrite the file itself. Name another.');
  }
  const central = flags.url === undefined ? undefined : await openDatabase(flags.url, environment);
  const now = localInstant(new Date());
  const run = await runOf(central, flags, now);
  const target = central && {
    ...central,
    write: !flags['dry-run'],
    blocks: await workstationBlocks(central.couch, central.database),
  };
  const report = await openReport(reportFile);
  let shown = 0;
  let toldAtMs = Date.now();
  const counts = await importPatients({
    header,
    rows,
    run,
    target,
    options: { today: now.slice(0, 10), block: flags.block },
    async tell(line, kind, column, said) {
      shown += 1;
      if (shown <= shownLines) print(`Line ${line}: ${column.en} ${said.en}`);
      await report.add({ line, kind, column, said });
    },
    onProgress(sofar) {
      if (Date.now() - toldAtMs < 10_000) return;
      toldAtMs = Date.now();
      print(`${sofar.rows} rows are done.`);
    },
  }).finally(() => report.end());
  const seconds = Math.round((Date.now() - startedAtMs) / 100) / 10;
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  if (shown > shownLines) print(`… and ${shown - shownLines} more.`);
  print(`${counts.rows} rows in ${seconds} s, with ${peakMegabytes} MB at most:`);
  for (const line of summary(counts, target)) print(`- ${line}`);
  print(`What is to be looked at stands in ${reportFile}.`);
  if (flags.json !== undefined) {
    const failures = counts.bad > 0 ? [{ code: 'badRows', text: `${counts.bad} rows` }] : [];
    const result = {
      schema: 1,
      command: 'import patients',
      args: commandArguments.map((each) => each.replace(/^(https?:\/\/)[^@/]*@/, '$1')),
      commit: null,
      dirty: null,
      node: process.versions.node,
      browser: null,
      cores: os.availableParallelism(),
      seconds,
      central: central?.server ?? { kind: 'embedded', version: 'not used' },
      ok: failures.length === 0,
      failures,
      results: [],
      written: target?.write === true,
      peakMegabytes,
      counts,
    };
    await fs.writeFile(flags.json, `${JSON.stringify(result, undefined, 2)}\n`);
  }
  return counts.bad > 0 ? 1 : 0;
}

const shownLines = 20;

function summary(counts: ImportCounts, target: ImportTarget | undefined): string[] {
  const lines = [
    target?.write
      ? `${counts.taken} were written, and read back from the server as they were sent`
      : `${counts.taken} are good${target ? ' and new' : ''}: nothing was written`,
    `${counts.bad} are bad and were not taken`,
  ];
  if (target) {
    lines.push(`${counts.standing} stand on the server already`);
    lines.push(`${counts.changed} were changed in the file since: nothing was overwritten`);
    lines.push(`${counts.likely} may be people who are there already: nothing was merged`);
  }
  lines.push(`${counts.shared} share a card's number with a row above`);
  lines.push(`${counts.doubtful} have something else to look at`);
  return lines;
}

function requireNames(flags: { source: string; block: string; by: string }): void {
  if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(flags.source)) {
    throw new CommandRefused('--source is made of lowercase letters, digits and hyphens.');
  }
  if (!/^[0-9A-Z]{2,4}$/.test(flags.block)) {
    throw new CommandRefused('--block is two to four capital letters or digits, as HS.');
  }
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(flags.by)) {
    throw new CommandRefused("--by is a person's key, as dd-hoang-thi-lien.");
  }
}

/** The file's bytes, once its beginning was looked at. */
async function openTable(file: string): Promise<AsyncIterable<Uint8Array>> {
  let sample: Buffer;
  try {
    const handle = await fs.open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
      sample = buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    throw new CommandRefused(
      `${file} can't be read. Look at its name and whether you may read it.`,
    );
  }
  if (sample.length === 0) throw new CommandRefused(`${file} is empty.`);
  const wrong = wrongEncoding(sample);
  if (wrong) throw new CommandRefused(`${file} ${encodingSentences[wrong]} Nothing was taken.`);
  return createReadStream(file, { highWaterMark: 256 * 1024 });
}

async function readFirstRow(
  file: string,
  rows: AsyncGenerator<{ line: number; cells: readonly string[] } | { line: number; lost: string }>,
): Promise<Header> {
  const first = await rows.next();
  const cells = !first.done && 'cells' in first.value ? first.value.cells : [];
  const header = readHeader(cells);
  const named = (columns: readonly Column[]) =>
    columns.map((column) => `${columnHeadings[column][0]} (${columnWords(column).vi})`).join(', ');
  if (header.missing.length > 0) {
    throw new CommandRefused(
      `The first line of ${file} has to name its columns. Missing: ${named(header.missing)}. ` +
        `Needed are ${named(requiredColumns)}; --help shows all.`,
    );
  }
  if (header.twice.length > 0) {
    throw new CommandRefused(
      `${file} has two columns for ${named(header.twice)}. Take out one of them.`,
    );
  }
  return header;
}

interface OpenDatabase {
  readonly couch: Couch;
  readonly database: string;
  readonly server: { readonly kind: 'embedded' | 'couchdb'; readonly version: string };
}

async function openDatabase(
  address: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<OpenDatabase> {
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  const database = /^\/([a-z][a-z0-9_$()+-]*)\/?$/.exec(parsed?.pathname ?? '')?.[1];
  if (!parsed || database === undefined) {
    throw new CommandRefused('--url is a database: http://NAME:PASSWORD@HOST:5984/DATABASE.');
  }
  parsed.pathname = '/';
  const { url, credentials } = parseCentralUrl(parsed.href);
  const username = credentials?.username ?? environment['BEDSIDE_ADMIN_USER'];
  const password = credentials?.password ?? environment['BEDSIDE_ADMIN_PASSWORD'];
  if (!username || !password) {
    throw new CommandRefused(
      'Name the administrator in --url (http://NAME:PASSWORD@HOST…), or in BEDSIDE_ADMIN_USER and BEDSIDE_ADMIN_PASSWORD.',
    );
  }
  const couch = openCouch(url, { username, password });
  const version = await requireCouchDb(url, couch);
  if ((await couch.ask('GET', `${database}/_design/records`)).status !== 200) {
    throw new CommandRefused(
      `There is no prepared database ${database} on ${url}. Prepare it first: npm run provision.`,
    );
  }
  const welcome = JSON.stringify((await couch.ask('GET', '')).body);
  const kind = /embedded/i.test(welcome) ? 'embedded' : 'couchdb';
  return { couch, database, server: { kind, version } };
}

async function runOf(
  central: OpenDatabase | undefined,
  flags: { 'dry-run': boolean; source: string; by: string },
  at: string,
): Promise<ImportRun> {
  const { source, by } = flags;
  const keys =
    central && (await openImportKeys(central.couch, central.database, source, !flags['dry-run']));
  // Of a source that was never imported nothing can stand there: any secret will do.
  return beginRun({ keys: keys ?? importKeys('00'.repeat(32)), at, by, on: `import-${source}` });
}
