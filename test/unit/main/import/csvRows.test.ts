import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../../main/import/csvRows.ts';

async function* inPieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function read(text: string, length = 7) {
  const rows = [];
  for await (const row of csvRows(inPieces(text, length))) rows.push(row);
  return rows;
}

describe('rows of a CSV', () => {
  it.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\r\n1,5;2\r\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'sep=;\r\na;b\r\n1;2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\n"1, ""x""","2\nc"\n3,4',
      [
        ['a', 'b'],
        ['1, "x"', '2\nc'],
        ['3', '4'],
      ],
    ],
    [
      'a,b\n\n , \n1,\n',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'a,b\n5" high,2\n',
      [
        ['a', 'b'],
        ['5" high', '2'],
      ],
    ],
    ['a,b', [['a', 'b']]],
    ['', []],
  ])('reads %j', async (text, rows) => {
    for (const length of [1, 2, 5, 1000]) {
      expect((await read(text, length)).map((row) => 'cells' in row && row.cells)).toEqual(rows);
    }
  });

  it('names rows by the line on which they begin, whatever stands in quotes', async () => {
    const rows = await read('a,b\n"x\ny",1\n\n2,3\n');
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it('names the row whose quote is never closed, and reads those behind it', async () => {
    const text = 'a,b\n1,"open\n2,x\n3,"over\ntwo"\n4,"last\n5,y\n';
    for (const length of [1, 3, 1000]) {
      expect(await read(text, length)).toEqual([
        { line: 1, cells: ['a', 'b'] },
        { line: 2, lost: 'quoteOpen' },
        { line: 3, cells: ['2', 'x'] },
        { line: 4, cells: ['3', 'over\ntwo'] },
        { line: 6, lost: 'quoteOpen' },
        { line: 7, cells: ['5', 'y'] },
      ]);
    }
  });

  it('holds no more than a row, and reads on behind one without an end', async () => {
    const endless = `a,b\n1,${'x'.repeat(300_000)}\n2,y\n`;
    expect(await read(endless, 5000)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, lost: 'rowTooLong' },
      { line: 3, cells: ['2', 'y'] },
    ]);
  });

  it('reads back whatever was written, in pieces of any length', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ế', '"', ',', ';', '\n', ' ') });
    const row = fc.tuple(cell, cell, cell).filter((cells) => cells.join('').trim() !== '');
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, length) => {
          const quoted = rows.map((cells) =>
            cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(','),
          );
          const back = await read(['one,two,three', ...quoted].join('\r\n'), length);
          expect(back.slice(1).map((each) => 'cells' in each && each.cells)).toEqual(
            rows.filter((cells) => cells.join('\n').split('\n').length < 18),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
