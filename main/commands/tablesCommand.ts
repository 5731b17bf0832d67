import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { communeSchema, occupationSchema } from '../../shared/identity/referenceTables.ts';
import type { ReferenceTables } from '../../shared/identity/referenceTables.ts';
import { provinces } from '../../shared/identity/provinces.ts';
import { csvRows } from '../import/csvRows.ts';
import { encodingSentences, utf8Text, wrongEncoding } from '../import/encoding.ts';
import { readProfile } from '../profile/profileFile.ts';
import { readTables, writeTables } from '../profile/tables.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';

const help = `npm run tables -- communes|occupations FILE.csv --version NAME --profile DIR
npm run tables -- show --profile DIR

Loads one of the state's lists into a workstation's profile, in the place of the one that stands
there. The page has it at the next sign-in. A file with a mistake in it is refused as a whole.

  communes     columns code (5 digits), name, province (2 digits), and former: the units that were
               joined in it, as "Xã Mẫu, Huyện Mẫu", with | between several
  occupations  columns code (5 digits, decision 34/2020) and name
  --version    what the list calls itself, such as 2025-07-01
  --profile    the workstation's profile folder`;

/** The command without its process. Throws `CommandRefused`, `ProfileError`. */
export async function tablesCommand(
  commandArguments: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  const first = commandArguments.findIndex((word) => word.startsWith('-'));
  const words = first < 0 ? commandArguments : commandArguments.slice(0, first);
  const flags = readFlags(first < 0 ? [] : commandArguments.slice(first), {
    version: { type: 'string' },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  });
  if (flags.help) return print(help);
  const [what, file] = words;
  if (flags.profile === undefined) throw new CommandRefused('Give --profile; --help shows more.');
  const folder = path.resolve(flags.profile);
  await readProfile(folder);
  if (what === 'show' && file === undefined) {
    const { communes, occupations } = await readTables(folder, false);
    const said = (table: { version: string; rows: readonly unknown[] } | undefined) =>
      table ? `${table.rows.length} rows, version ${table.version}` : 'none is loaded';
    print(`communes: ${said(communes)}`);
    print(`occupations: ${said(occupations)}`);
    return;
  }
  if ((what !== 'communes' && what !== 'occupations') || file === undefined || words.length > 2) {
    throw new CommandRefused(
      'Say communes FILE.csv, occupations FILE.csv or show; --help shows more.',
    );
  }
  const { version } = flags;
  if (version === undefined || !/^[\w. -]{1,40}$/.test(version)) {
    throw new CommandRefused('Give --version, what the list calls itself, such as 2025-07-01.');
  }
  const table = await readTable(what, file, version);
  await writeTables(folder, table);
  print(`${table[what]?.rows.length ?? 0} rows of version ${version} are loaded.`);
}

async function readTable(
  what: 'communes' | 'occupations',
  file: string,
  version: string,
): Promise<ReferenceTables> {
  const rows = await readRows(file);
  const [header = { line: 1, cells: [] }, ...body] = rows;
  const place = (name: string) =>
    header.cells.findIndex((cell) => cell.trim().toLowerCase() === name);
  const needed = what === 'communes' ? ['code', 'name', 'province'] : ['code', 'name'];
  const missing = needed.filter((name) => place(name) < 0);
  if (missing.length > 0) {
    throw new CommandRefused(`The first line of ${file} lacks the columns ${missing.join(', ')}.`);
  }
  const known = new Set<string>();
  const read = (line: number, cells: readonly string[]): Record<string, unknown> => {
    const cell = (name: string) => (cells[place(name)] ?? '').normalize('NFC').trim();
    const code = cell('code');
    if (known.has(code))
      throw new CommandRefused(`${file} line ${line}: code ${code} stands twice.`);
    known.add(code);
    if (what === 'occupations') return { code, name: cell('name') };
    const provinceCode = cell('province');
    if (!provinces.some((province) => province.code === provinceCode)) {
      throw new CommandRefused(`${file} line ${line}: ${provinceCode} is no province of 2025.`);
    }
    const former = cell('former').split('|');
    const trimmed = former.map((one) => one.trim()).filter((one) => one !== '');
    return { code, name: cell('name'), provinceCode, former: trimmed };
  };
  const schema = what === 'communes' ? communeSchema : occupationSchema;
  const parsed = body.map(({ line, cells }) => {
    const row = schema.safeParse(read(line, cells));
    if (row.success) return row.data;
    const column = String(row.error.issues[0]?.path[0] ?? 'row');
    throw new CommandRefused(`${file} line ${line}: ${column} isn't as this list has it.`);
  });
  if (parsed.length === 0) throw new CommandRefused(`${file} has no rows.`);
  return { [what]: { version, rows: parsed } } as ReferenceTables;
}

async function readRows(file: string) {
  const bytes = await fs.readFile(file).catch(() => {
    throw new CommandRefused(
      `${file} can't be read. Look at its name and whether you may read it.`,
    );
  });
  const wrong = wrongEncoding(bytes);
  if (wrong) throw new CommandRefused(`${file} ${encodingSentences[wrong]}`);
  const rows = [];
  for await (const row of csvRows(utf8Text(onePiece(bytes)))) {
    if ('lost' in row) throw new CommandRefused(`${file} line ${row.line}: a quote isn't closed.`);
    rows.push(row);
  }
  return rows;
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
