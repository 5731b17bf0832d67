import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPeople } from '../../match/readPeople.ts';
import type { BadRow } from '../../match/readRows.ts';
import { readTruth } from '../../match/readTruth.ts';
import { matchAll } from '../../match/sweep.ts';
import { learnedModel } from '../../../shared/identity/matching/learnedModel.ts';

const today = '2026-11-23';

describe('files for npm run match', () => {
  let folder: string;
  let bad: BadRow[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bedside-match-'));
    bad = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const file = async (text: string) => {
    const name = join(folder, 'rows');
    await writeFile(name, text);
    return name;
  };
  const note = (row: BadRow) => bad.push(row);
  const people = async (text: string) => readPeople(await file(text), today, note);
  const truth = async (text: string, ids = ['a', 'b', 'c', 'x', 'y', 'z']) =>
    (await readTruth(await file(text), (id) => ids.includes(id), note)).personOf;
  const sentences = () => bad.map(({ line, text }) => `${line}: ${text}`);

  const hoa = {
    words: ['le', 'thi', 'hoa'],
    birthDate: '1990-02-01',
    sex: 'female',
    phones: ['0912345678'],
    numbers: [{ system: 'cccd', value: '019190000123', ended: false }],
  };
  const flat = { id: '1', name: 'Lê Thị Hoà', cccd: '019190000123', phone: '0912345678' };

  it.each([
    ['NDJSON', JSON.stringify({ ...flat, birthDate: '1990-02-01', sex: 'female' })],
    [
      'a JSON list over many lines',
      JSON.stringify([{ ...flat, birthDate: '01/02/1990', sex: 'Nữ' }], null, 2),
    ],
    ['a JSON list on one line', JSON.stringify([{ ...flat, birthDate: '19900201', gender: 'F' }])],
    [
      'a JSON object with the list in it',
      JSON.stringify({ patients: [{ ...flat, dob: '1990-02-01T00:00:00.000Z', sex: 2 }] }),
    ],
    [
      'null, empty cells and columns that nobody knows',
      JSON.stringify({
        ...flat,
        birthDate: '1/2/1990',
        sex: 'nữ',
        passport: null,
        blood: 'A',
        x: {},
      }),
    ],
    [
      'Vietnamese headings and semicolons',
      '\uFEFFSTT;Họ và tên;Ngày sinh;Giới tính;SĐT;Số CCCD\r\n1;Lê Thị Hoà;01/02/1990;Nữ;0912 345 678;019190000123\r\n',
    ],
    [
      'the insurance tables’ headings and tabs',
      'MA_BN\tHO_TEN\tNGAY_SINH\tGIOI_TINH\tDIEN_THOAI\tSO_CCCD\n1\tLê Thị Hoà\t199002010000\t2\t0912345678\t019190000123\n',
    ],
    [
      'a spreadsheet that lost the zeros in front, and a column more',
      'id,full_name,date_of_birth,gender,mobile,national_id,notes\n1,Lê Thị Hoà,01-02-1990,female,912345678,19190000123,"a, b"\n',
    ],
    [
      'parts of a name',
      'patient_id,Họ,Tên đệm,Tên,dob,sex,phone,cccd\n1,Lê,Thị,Hoà,1990-02-01,f,+84912345678,019190000123\n',
    ],
    [
      'FHIR',
      JSON.stringify({
        resourceType: 'Bundle',
        entry: [
          {
            resource: {
              resourceType: 'Patient',
              id: '1',
              name: [{ family: 'Lê', given: ['Thị', 'Hoà'] }],
              birthDate: '1990-02-01',
              gender: 'female',
              telecom: [
                { system: 'phone', value: '0912345678' },
                { system: 'email', value: 'x' },
              ],
              identifier: [{ system: 'urn:mau:cccd', value: '019190000123' }],
            },
          },
        ],
      }),
    ],
    [
      'this project’s record without its header',
      JSON.stringify({
        kind: 'patient',
        patientId: '1',
        recordNumber: 'N1-000001',
        name: 'Lê Thị Hoà',
        birthDate: '1990-02-01',
        sex: 'female',
        contacts: { k: { phone: '0912345678' } },
        identifiers: { k: { system: 'cccd', value: '019190000123' } },
      }),
    ],
  ])('are read as %s', async (_form, text) => {
    const { people: read } = await people(text);
    expect(sentences()).toEqual([]);
    expect(read.get('1')).toMatchObject(hoa);
  });

  it.each([
    ['1990', '1990'],
    ['02/1990', '1990-02'],
    ['1990-02', '1990-02'],
    ['199000000000', '1990'],
    ['1990-00-00', '1990'],
    ['30/02/1990', undefined],
    ['không nhớ', undefined],
  ])('have a birth date %s read as %s, and the row is kept', async (written, birthDate) => {
    const read = await people(JSON.stringify({ ...flat, birthDate: written }));
    expect(read.people.get('1')!.birthDate).toBe(birthDate);
    expect(read.unclear).toEqual(birthDate === undefined ? { birthDate: 1 } : {});
  });

  it('have an address put together from its columns', async () => {
    const { said } = await people('id,name,xã,tỉnh\n1,Lê An,xã Mẫu,Thái Nguyên\n');
    expect(said.get('1')!.address).toBe('xã Mẫu, Thái Nguyên');
  });

  it('have each bad row named by its line, and their good rows are taken', async () => {
    const { people: read, rows } = await people(
      'id,name,birthDate\n2,Lê An\n3,"Lê An,1957\n4,Lê An,1957\n4,Lê Bình,1957\n,Lê An,1957\n5,,1957\n6,Lê An,1957,8,9\n',
    );
    expect([...read.keys()]).toEqual(['2', '4']);
    expect(rows).toBe(5);
    expect(sentences()).toEqual([
      expect.stringContaining('3: has a quote'),
      '5: repeats an id that stands above',
      '6: has no id',
      '7: says neither a name nor a number nor a telephone',
      '8: has 5 cells where the heading has 3',
    ]);
    expect(sentences().join()).not.toContain('Bình');
  });

  it('say what was read, and what was left aside', async () => {
    const read = await people('id,name,colour\n1,Lê An,blue\n2,Lê Bình,red\n');
    expect(read).toMatchObject({ format: 'CSV', rows: 2, known: { name: 2 }, left: ['colour'] });
    await people('who,fullname\n1,Lê An\n');
    expect(sentences()[0]).toMatch(/no column with an id\. Known columns are patientId, id, name/);
  });

  it.each([
    ['pairs', '{"a":"x","b":"y"}\n{"a":"z","b":"y"}\n'],
    ['pairs by other names', '{"left":"x","right":"y"}\n{"id1":"z","id2":"y"}\n'],
    ['bare lists', '["x","y"]\n["z","y"]\n'],
    ['a list of lists', '[["x","y"],["z","y"]]'],
    [
      'a list of objects',
      JSON.stringify([
        { id_a: 'x', id_b: 'y' },
        { id_a: 'z', id_b: 'y' },
      ]),
    ],
    ['groups by their name', '{"p1":["x","y","z"],"p2":["a"]}'],
    ['lists of members', '[{"cluster":1,"members":["x","y","z"]}]'],
    ['id and person', 'id,person\nx,1\ny,1\nz,1\na,2\n'],
    ['patientId and entity', 'patientId;entity\nx;1\ny;1\nz;1\na;2\n'],
    ['the record that it doubles', 'id,duplicateOf\ny,x\nz,x\n'],
    ['two columns that nobody knows', 'eins,zwei\nx,y\nz,y\n'],
    ['two columns without a heading', 'z,y\nx,y\n'],
    ['two columns of id and number', 'y,17\nx,17\nz,17\na,18\n'],
    ['pairs with a verdict', 'id_1,id_2,match\nx,y,1\nz,y,1\na,x,0\n'],
  ])('have the truth as %s', async (_form, text) => {
    const personOf = await truth(text);
    expect(sentences()).toEqual([]);
    expect(personOf.get('x')).toBeDefined();
    expect(personOf.get('x')).toBe(personOf.get('y'));
    expect(personOf.get('x')).toBe(personOf.get('z'));
    expect(personOf.get('a')).not.toBe(personOf.get('x'));
  });

  it('have lines of the truth named that say nothing', async () => {
    await truth('{"a":"x","b":"y"}\nnothing\n{"id":"x"}\n');
    expect(sentences()).toEqual([
      '2: is no JSON object on one line',
      '3: has neither id and person nor a and b',
    ]);
  });

  it('count a pair as missed whose records were refused or never there', async () => {
    const { people: read } = await people(
      'id,name,birthDate,cccd\nk,Lê An,1957,019190000123\nl,Lê An,1957,019190000123\n,Lê An,1957,\n',
    );
    const personOf = await truth('a,b\nk,l\nx,y\n');
    const { truePairs, neverCompared } = matchAll(learnedModel, read, {
      personOf,
      householdOf: new Map(),
    });
    expect({ truePairs, neverCompared }).toEqual({ truePairs: 2, neverCompared: 1 });
  });
});
