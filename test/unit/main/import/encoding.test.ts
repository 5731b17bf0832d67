import { describe, expect, it } from 'vitest';
import { utf8Text, wrongEncoding } from '../../../../main/import/encoding.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const table = 'Mã bệnh nhân;Họ và tên\n1;Nguyễn Thị Ánh\n2;Đặng Văn Hòa\n';
/** Nguyễn Văn Đức, as the old one-byte encodings have it. */
const windows1258 = Buffer.concat(
  Array.from({ length: 20 }, () =>
    Buffer.from([
      ...bytes('Nguy'),
      0xea,
      0xde,
      ...bytes('n V'),
      0xe3,
      ...bytes('n '),
      0xd0,
      ...bytes('u'),
      0xec,
      ...bytes('c\n'),
    ]),
  ),
);
const tcvn3 = Buffer.concat(
  Array.from({ length: 20 }, () =>
    Buffer.from([
      ...bytes('NguyÔn'.slice(0, 4)),
      0xd4,
      ...bytes('n V'),
      0xa8,
      ...bytes('n '),
      0xa7,
      ...bytes('øc'.slice(1)),
      0xb8,
      ...bytes('\n'),
    ]),
  ),
);

describe('the encoding of a table', () => {
  it.each([
    ['UTF-8', bytes(table), undefined],
    ['UTF-8 with its mark', bytes(`\ufeff${table}`), undefined],
    ['UTF-8 in parted letters', bytes(table.normalize('NFD')), undefined],
    ['UTF-8 cut in a letter', bytes(table.repeat(3)).subarray(0, 3), undefined],
    [
      'UTF-8 with one damaged line',
      Buffer.concat([bytes(table.repeat(40)), Buffer.from([0x4d, 0xff, 0x0a])]),
      undefined,
    ],
    ['UTF-16 with its mark', bytes(`\ufeff${table}`, 'utf16le'), 'utf16'],
    ['UTF-16 without', bytes(table, 'utf16le'), 'utf16'],
    ['a workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14]), 'workbook'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'workbook'],
    [
      'bytes of something else',
      Buffer.concat([bytes(table.repeat(3)), Buffer.from([0, 1])]),
      'notText',
    ],
    ['Windows-1258', windows1258, 'windows1258'],
    ['TCVN3', tcvn3, 'tcvn3'],
    ['TCVN3 letters saved as UTF-8', bytes('1;NguyÔn V¨n §øc\n'.repeat(20)), 'tcvn3'],
    [
      'VNI letters saved as UTF-8',
      bytes('1;Nguyeãn Thò AÙnh, Ñaëng Vaên Hoøa\n'.repeat(20)),
      'vni',
    ],
    [
      'another one-byte encoding',
      Buffer.from([...bytes('a;b\nM'), 0xfc, ...bytes('ller\n')]),
      'notUtf8',
    ],
  ])('%s', (_name, sample, wrong) => {
    expect(wrongEncoding(sample)).toBe(wrong);
  });

  it('reads letters that were cut between two pieces, and takes the mark away', async () => {
    async function* pieces() {
      const all = bytes(`\ufeff${table}`);
      for (let at = 0; at < all.length; at += 2) yield all.subarray(at, at + 2);
    }
    let text = '';
    for await (const piece of utf8Text(pieces())) text += piece;
    expect(text).toBe(table);
  });
});
