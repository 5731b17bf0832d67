import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CommandRefused } from '../../../../main/commands/commandArguments.ts';
import { tablesCommand } from '../../../../main/commands/tablesCommand.ts';
import { readTables } from '../../../../main/profile/tables.ts';
import { temporaryProfile } from '../../../support/workstation.ts';

describe('npm run tables', () => {
  let folder: string;
  let made: Awaited<ReturnType<typeof temporaryProfile>>;
  let profile: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bedside-tables-'));
    made = await temporaryProfile();
    profile = made.folder;
  });
  afterEach(() => rm(join(profile, 'tables.json'), { force: true }));
  afterAll(async () => {
    await made.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const load = async (what: string, text: string, version = '2025-07-01') => {
    const file = join(folder, 'table.csv');
    await writeFile(file, text);
    const printed: string[] = [];
    await tablesCommand([what, file, '--version', version, '--profile', profile], (line) =>
      printed.push(line),
    );
    return printed;
  };
  const communes =
    '\ufeffcode;name;province;former\n99001;Xã Mẫu;19;Xã Mẫu Thượng, Huyện Mẫu|Xã Mẫu Hạ\n99002;Phường Khác;19;\n';

  it('loads a list into a profile, and another in its place, and leaves the other list alone', async () => {
    expect(await load('communes', communes)).toEqual(['2 rows of version 2025-07-01 are loaded.']);
    await load('occupations', 'code,name\n63110,Làm ruộng\n', '34-2020');
    await load('communes', communes.replace('Khác', 'Mới'), '2026-01-01');
    const tables = await readTables(profile, false);
    expect(tables.communes).toEqual({
      version: '2026-01-01',
      rows: [
        {
          code: '99001',
          name: 'Xã Mẫu',
          provinceCode: '19',
          former: ['Xã Mẫu Thượng, Huyện Mẫu', 'Xã Mẫu Hạ'],
        },
        { code: '99002', name: 'Phường Mới', provinceCode: '19', former: [] },
      ],
    });
    expect(tables.occupations?.rows).toEqual([{ code: '63110', name: 'Làm ruộng' }]);
    const printed: string[] = [];
    await tablesCommand(['show', '--profile', profile], (line) => printed.push(line));
    expect(printed).toEqual([
      'communes: 2 rows, version 2026-01-01',
      'occupations: 1 rows, version 34-2020',
    ]);
  });

  it.each([
    ['communes', 'code,name\n1,x\n', 'lacks the columns province'],
    ['communes', 'code,name,province\n999,Xã Mẫu,19\n', 'line 2: code'],
    ['communes', 'code,name,province\n99001,Xã Mẫu,99\n', 'no province of 2025'],
    [
      'communes',
      'code,name,province\n99001,Xã Mẫu,19\n99001,Xã Khác,19\n',
      'line 3: code 99001 stands twice',
    ],
    ['communes', 'code,name,province\n', 'has no rows'],
    [
      'communes',
      'code,name,province\n99001,"Xã Mẫu,19\n',
      'a quote isn’t closed'.replace('’', "'"),
    ],
    ['occupations', 'code,name\n63110,\n', 'line 2: name'],
    ['villages', 'code,name\n', 'communes FILE.csv'],
  ])('refuses a whole %s file that says %j', async (what, text, sentence) => {
    await expect(load(what, text)).rejects.toThrow(CommandRefused);
    await expect(load(what, text)).rejects.toThrow(sentence);
    expect(await readTables(profile, false)).toEqual({});
  });

  it('a damaged file of lists keeps nobody from working', async () => {
    await load('communes', communes);
    const file = join(profile, 'tables.json');
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 40));
    expect(await readTables(profile, false)).toEqual({});
    expect((await readTables(profile, true)).communes?.version).toBe('invented');
  });
});
