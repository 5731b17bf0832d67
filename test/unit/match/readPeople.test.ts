import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPeople, readTruth } from '../../match/readPeople.ts';
import type { BadRow } from '../../match/readRows.ts';

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
  const people = async (text: string) => readPeople(await file(text), (row) => bad.push(row));
  const sentences = () => bad.map(({ line, text }) => `${line}: ${text}`);

  it('may be CSV, with a byte order mark, quotes and semicolons', async () => {
    const read = await people(
      '\uFEFFid;name;birthDate;phone;address\r\n1;Lê Thị Hoà;1957-03-21;0199123456;"Thôn 1; xã ""Mẫu"""\r\n2;Lê An;;;\r\n',
    );
    expect(bad).toEqual([]);
    expect(read.get('1')).toMatchObject({
      words: ['le', 'thi', 'hoa'],
      phones: ['0199123456'],
      address: ['1', 'mau'],
    });
    expect(read.get('2')!.birthDate).toBeUndefined();
  });

  it('may be NDJSON', async () => {
    const read = await people('{"id":"a","name":"Nguyễn An","cccd":"019168000123"}\n');
    expect(read.get('a')!.numbers).toEqual([
      { system: 'cccd', value: '019168000123', ended: false },
    ]);
  });

  it('has each bad row named by its line, and its good rows are taken', async () => {
    const read = await people(
      'id,name,birthDate\n1,Lê An,1957-02-30\n2,Lê An\n3,"Lê An,1957\n4,Lê An,1957\n4,Lê Bình,1957\n,Lê An,1957\n',
    );
    expect([...read.keys()]).toEqual(['4']);
    expect(sentences()).toEqual([
      expect.stringContaining('2: birthDate can'),
      '3: has 2 cells where the heading has 3',
      expect.stringContaining('4: has a quote'),
      '6: repeats an id that stands above',
      expect.stringContaining('7: id can'),
    ]);
    expect(sentences().join()).not.toContain('Bình');
  });

  it('says which columns are known', async () => {
    await people('id,fullname\n1,Lê An\n');
    expect(sentences()).toEqual([
      expect.stringMatching(/fullname\. Known are id, name, birthDate/),
    ]);
  });

  it('holds the truth as persons, or as pairs', async () => {
    const truth = async (text: string) =>
      (await readTruth(await file(text), (row) => bad.push(row))).personOf;
    const persons = await truth('id,person\na,1\nb,1\nc,2\n');
    expect(persons.get('a')).toBe(persons.get('b'));
    expect(persons.get('a')).not.toBe(persons.get('c'));
    const pairs = await truth('{"a":"x","b":"y"}\n{"a":"z","b":"y"}\nnothing\n{"id":"x"}\n');
    expect(pairs.get('x')).toBe(pairs.get('z'));
    expect(sentences()).toEqual([
      '3: is no JSON object on one line',
      '4: has neither id and person nor a and b',
    ]);
  });
});
