import { expect, it } from 'vitest';
import { needleForms } from '../../../support/diskSearch/needleForms.ts';

const found = (text: string, haystack: Buffer) =>
  needleForms(text).some(({ bytes }) => haystack.includes(bytes));

it.each([
  ['as it was written', Buffer.from('x Đặng Thị Bưởi y')],
  ['with its tones apart', Buffer.from('Đặng Thị Bưởi'.normalize('NFD'))],
  ['in lower case', Buffer.from('đặng thị bưởi')],
  ['in upper case, UTF-16LE', Buffer.from('ĐẶNG THỊ BƯỞI', 'utf16le')],
  ['in UTF-16BE', Buffer.from('Đặng Thị Bưởi', 'utf16le').swap16()],
  ['folded, as a search key', Buffer.from('Dang Thi Buoi')],
  ["in JSON's escapes", Buffer.from('\\u0110\\u1eb7ng Th\\u1ecb B\\u01b0\\u1edfi')],
  ["in JSON's escapes, upper case", Buffer.from('\\u0110\\u1EB7ng Th\\u1ECB B\\u01B0\\u1EDFi')],
])('a name is found %s', (_how, haystack) => {
  expect(found('Đặng Thị Bưởi', haystack)).toBe(true);
});

it('a text of Latin-1 is found in one byte a letter', () => {
  expect(found('phù mạch cũ', Buffer.from('phù mach', 'latin1'))).toBe(false);
  expect(found('phù quanh mắt'.slice(0, 9), Buffer.from('phù quanh', 'latin1'))).toBe(true);
});

it('another name is not found', () => {
  expect(found('Đặng Thị Bưởi', Buffer.from('Đặng Thị Bười'))).toBe(false);
});
