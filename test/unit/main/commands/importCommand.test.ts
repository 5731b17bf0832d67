import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommandRefused } from '../../../../main/commands/commandArguments.ts';
import { importCommand } from '../../../../main/commands/importCommand.ts';
import { CentralFault } from '../../../../shared/central/couchHttp.ts';
import { classifyLeaf } from '../../../../shared/records/classifyLeaf.ts';
import { revisionOf } from '../../../../shared/replica/revision.ts';
import { openTestCentral } from '../../../support/central.ts';
import type { TestCentral } from '../../../support/central.ts';
import { badOf100, patientLines } from '../../../support/import/patientFile.ts';

interface Row {
  readonly id: string;
  readonly value: { readonly rev: string };
  readonly doc: Record<string, unknown>;
}

const heading = 'Mã bệnh nhân,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Số điện thoại';
const people = [
  '000001,Tẩn Mùi Chẳm,05/09/1990,Nữ,020190004711,0199000001',
  '000002,Lò Văn Pản,1951,Nam,,0199000002',
  '000003,Sùng Thị Dợ,31/02/1990,Nữ,,',
  '000004,Vàng A Páo,24/11/2996,Nam,,',
  '000005,Giàng Thị Mỷ,12/03/2001,Nữ,0201900047112,',
  '000001,Hoàng Thị Lụa,12/03/2001,Nữ,,',
  '000007,Hoàng Thị Lụa,12/03/1990,Nữ,020190004711,',
];

let folder: string;
let central: TestCentral;
let url: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bedside-import-'));
  central = await openTestCentral();
  const { username, password } = central.admin;
  url = `${central.url.replace('://', `://${username}:${password}@`)}/${central.database}`;
});
afterAll(async () => {
  await central?.remove();
  await rm(folder, { recursive: true, force: true });
});

let printed: string[];
beforeEach(() => {
  printed = [];
});

async function run(file: string, ...flags: string[]) {
  const json = join(folder, 'result.json');
  const report = join(folder, 'report.csv');
  const args = ['patients', file, '--report', report, '--json', json, ...flags];
  const status = await importCommand(args, {}, (line) => printed.push(line));
  const result = JSON.parse(await readFile(json, 'utf8')) as {
    counts: Record<string, number>;
    args: string[];
  };
  return { status, ...result, report: await readFile(report, 'utf8') };
}

async function fileOf(name: string, lines: readonly string[]): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, lines.join('\r\n'));
  return file;
}

async function patientsThere(): Promise<readonly Row[]> {
  const answer = await central.couch.change(
    'GET',
    `${central.database}/_all_docs?include_docs=true`,
  );
  const { rows } = answer as { rows: Row[] };
  return rows.filter(({ id }) => id.includes(':patient:')).sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('npm run import', () => {
  it('a dry run writes nothing; an import takes the good rows and names each bad one', async () => {
    const file = await fileOf('list.csv', [heading, ...people]);
    const dry = await run(file, '--url', url, '--dry-run');
    expect(dry.counts).toMatchObject({ rows: 7, taken: 4, bad: 3 });
    expect(await patientsThere()).toEqual([]);
    expect((await central.couch.ask('GET', `${central.database}/_design/import`)).status).toBe(404);

    const first = await run(file, '--url', url);
    expect(first.status).toBe(1);
    expect(first.counts).toMatchObject({ rows: 7, taken: 4, bad: 3, shared: 1, standing: 0 });
    expect(first.counts['byFault']).toEqual({
      noSuchDate: 1,
      inFuture: 1,
      seenBefore: 1,
    });
    const named = first.report.split('\r\n').map((line) => line.split('","').slice(0, 3).join('|'));
    expect(named.slice(1, -1)).toEqual([
      '"4|Ngày sinh / date of birth|không nhập / not taken',
      '"5|Ngày sinh / date of birth|không nhập / not taken',
      '"7|Mã bệnh nhân / record number|không nhập / not taken',
      '"6|Số CCCD / citizen’s number|cần xem lại / look at it',
      '"8|Số CCCD / citizen’s number|cần xem lại / look at it',
    ]);
    for (const line of first.report.split('\r\n').slice(1)) expect(line).not.toMatch(/Dợ|Mỷ|4711/);

    const there = await patientsThere();
    expect(there.map(({ doc }) => doc['name']).sort()).toEqual([
      'Giàng Thị Mỷ',
      'Hoàng Thị Lụa',
      'Lò Văn Pản',
      'Tẩn Mùi Chẳm',
    ]);
    for (const { id, value, doc } of there) {
      const { _id, _rev, ...body } = doc;
      expect(classifyLeaf(id, body).kind).toBe('valid');
      expect(value.rev).toBe(await revisionOf(body, undefined));
      expect(id).not.toContain('00000');
    }
    expect(JSON.stringify(first.args)).not.toContain(central.admin.password);
  });

  it('invariant 1: a second run writes nothing, and what people wrote since stays', async () => {
    const before = await patientsThere();
    const edited = before.find(({ doc }) => doc['name'] === 'Lò Văn Pản')!;
    const body = { ...edited.doc, address: 'Bản Mẫu' } as Record<string, unknown>;
    await central.couch.change('PUT', `${central.database}/${encodeURIComponent(edited.id)}`, body);
    const standing = await patientsThere();

    const file = await fileOf('again.csv', [heading, ...people]);
    expect((await run(file, '--url', url)).counts).toMatchObject({
      taken: 0,
      standing: 4,
      changed: 0,
    });
    expect(await patientsThere()).toEqual(standing);

    const corrected = people.map((row) => row.replace('Tẩn Mùi Chẳm', 'Tẩn Mùi Chấm'));
    const second = await run(await fileOf('changed.csv', [heading, ...corrected]), '--url', url);
    expect(second.counts).toMatchObject({ taken: 0, standing: 3, changed: 1 });
    expect(second.report).toContain('Nothing was overwritten');
    expect(await patientsThere()).toEqual(standing);
  });

  it('names who may be there already, and takes them as somebody of their own', async () => {
    const file = await fileOf('other.csv', [
      heading,
      'KB-0001,Tan Mui Cham,05/09/1990,Nữ,020190004711,0199000001',
      'KB-0002,Hà Văn Xuyên,01/01/1970,Nam,,0199777777',
    ]);
    const { counts, report } = await run(file, '--url', url, '--source', 'kham-benh');
    expect(counts).toMatchObject({ taken: 2, likely: 1 });
    expect(report).toContain('HS-000001');
    expect(await patientsThere()).toHaveLength(6);
  });

  it('a number that another record has isn’t taken twice', async () => {
    const file = await fileOf('taken.csv', [heading, 'HS-000001,Hà Văn Xa,1970,Nam,,']);
    const { counts } = await run(file, '--url', url, '--source', 'elsewhere');
    expect(counts['byFault']).toEqual({ numberTaken: 1 });
  });

  it('goes on where it was interrupted', async () => {
    const lines = [...patientLines(620, 7)].map((line) => line.replace(/^(\d+);/, 'IN-$1;'));
    const file = join(folder, 'interrupted.csv');
    await writeFile(file, lines.slice(0, 540).join(''));
    const first = await run(file, '--url', url, '--source', 'interrupted');
    await writeFile(file, lines.join(''));
    const second = await run(file, '--url', url, '--source', 'interrupted');
    expect(second.counts['standing']).toBe(first.counts['taken']);
    expect(second.counts['rows']).toBe(620);
    expect(second.counts['taken']! + second.counts['standing']! + second.counts['bad']!).toBe(620);
  });

  it.each([
    [['patients'], 'npm run import -- patients FILE.csv'],
    [['people', 'x.csv'], 'npm run import -- patients FILE.csv'],
    [['patients', 'missing.csv'], "can't be read"],
    [['patients', 'FILE', '--source', 'Bệnh viện'], '--source is made of'],
    [['patients', 'FILE', '--block', 'hs'], '--block is'],
    [['patients', 'FILE', '--url', 'http://127.0.0.1:9'], '--url is a database'],
    [['patients', 'FILE', '--url', 'http://127.0.0.1:9/db'], 'Name the administrator'],
  ])('says what is wrong with %j', async (args, sentence) => {
    const file = await fileOf('fine.csv', [heading, people[0]!]);
    const given = args.map((each) => (each === 'FILE' ? file : each));
    const refused = importCommand(given, {}, () => undefined);
    await expect(refused).rejects.toThrow(CommandRefused);
    await expect(refused).rejects.toThrow(sentence);
  });

  it('says what is wrong with a file or a server', async () => {
    const refused = async (name: string, content: string | Buffer, ...flags: string[]) => {
      const file = join(folder, name);
      await writeFile(file, content);
      const failed = importCommand(['patients', file, ...flags], {}, () => undefined);
      return failed.then(
        () => 'nothing',
        (error: Error) => error.message,
      );
    };
    expect(await refused('empty.csv', '')).toContain('is empty');
    expect(await refused('wide.csv', Buffer.from(`\ufeff${heading}\n`, 'utf16le'))).toContain(
      'UTF-16',
    );
    expect(await refused('no.csv', 'Họ tên,Ghi chú\nAn,x\n')).toContain(
      'recordNumber (Mã bệnh nhân)',
    );
    expect(await refused('two.csv', `${heading},HO_TEN\n`)).toContain('two columns for name');
    const wrong = `${central.url.replace('://', '://admin:wrong@')}/${central.database}`;
    const file = await fileOf('fine.csv', [heading, people[0]!]);
    const failed = importCommand(['patients', file, '--url', wrong], {}, () => undefined);
    await expect(failed).rejects.toThrow(CentralFault);
    const unprepared = `${central.url.replace('://', `://${central.admin.username}:${central.admin.password}@`)}/nothing-here`;
    await expect(
      importCommand(['patients', file, '--url', unprepared], {}, () => undefined),
    ).rejects.toThrow('npm run provision');
  });

  it('reads a file that is larger than the memory that it may take', async () => {
    const rows = 25_000;
    const file = join(folder, 'large.csv');
    const stream = createWriteStream(file);
    for (const line of patientLines(rows)) {
      if (!stream.write(line)) await once(stream, 'drain');
    }
    stream.end();
    await once(stream, 'close');
    const json = join(folder, 'large.json');
    const args = ['--import', 'tsx', '--max-old-space-size=32', 'main/commands/import.ts'];
    const flags = ['patients', file, '--json', json];
    const status = await new Promise((resolve) => {
      const child = execFile(process.execPath, [...args, ...flags], () => resolve(child.exitCode));
    });
    expect(status).toBe(1);
    const { counts } = JSON.parse(await readFile(json, 'utf8')) as { counts: object };
    expect(counts).toMatchObject({
      rows,
      bad: (rows / 100) * badOf100,
      taken: rows - (rows / 100) * badOf100,
    });
  });
});
