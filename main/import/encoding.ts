/** Why a file can't be read as a table in UTF-8. */
export type WrongEncoding =
  'utf16' | 'workbook' | 'notText' | 'windows1258' | 'tcvn3' | 'vni' | 'notUtf8';

/** How much of a file is looked at before anything is taken from it. */
export const sampleBytes = 256 * 1024;

/** Lines that look wrong, of a hundred, from which the whole file counts as wrong. */
const wrongShare = 0.05;

/**
 * Looks at a file's beginning. One damaged line is that row's own fault; where many are, the file
 * was written in another encoding, and nothing of it is taken.
 * @returns undefined where it is UTF-8, with or without a byte order mark
 */
export function wrongEncoding(sample: Uint8Array): WrongEncoding | undefined {
  const begins = (...bytes: readonly number[]) => bytes.every((byte, at) => sample[at] === byte);
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) return 'utf16';
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0)) return 'workbook';
  const zeros = sample.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (zeros > sample.length / 10) return 'utf16';
  if (zeros > 0) return 'notText';
  // What a cut in the middle of a letter leaves is no fault of the file.
  const text = new TextDecoder().decode(sample, { stream: true });
  const lines = text.split(/[\r\n]+/).filter((line) => line !== '');
  const many = (pattern: RegExp) => {
    const count = lines.filter((line) => pattern.test(line)).length;
    return count > 0 && count > lines.length * wrongShare;
  };
  if (many(/\ufffd/)) return oldEncodingOf(sample);
  if (many(fontLetters)) return 'tcvn3';
  return many(vniLetters) ? 'vni' : undefined;
}

/** TCVN3's font letters, once somebody saved them as UTF-8: signs in the middle of words. */
export const fontLetters =
  /[a-z][\u00a1-\u00af\u00b1-\u00b6\u00b8\u00b9\u00bb-\u00bf]|[\u00a7\u00ae][a-z]/iu;

/** Letters that no Vietnamese word has, and VNI fonts are full of. */
const vniLetters = /\p{L}[ñïûøåäöüëæ]\p{L}|ñ[aeiouyăâêôơư]/iu;

/** Which of the old one-byte encodings it may be: Windows-1258 has its tones as bytes of their own. */
function oldEncodingOf(sample: Uint8Array): WrongEncoding {
  const high = sample.filter((byte) => byte >= 0x80);
  const share = (known: ReadonlySet<number>) =>
    high.filter((byte) => known.has(byte)).length / Math.max(1, high.length);
  if (share(windows1258Tones) > 0.2) return 'windows1258';
  return share(tcvn3Letters) > 0.3 ? 'tcvn3' : 'notUtf8';
}

const windows1258Tones: ReadonlySet<number> = new Set([0xcc, 0xd2, 0xde, 0xec, 0xf2]);
/** ă â ê ô ơ ư đ, and a and its tones. */
const tcvn3Letters: ReadonlySet<number> = new Set([
  0xa8, 0xa9, 0xaa, 0xab, 0xac, 0xad, 0xae, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9,
]);

/** Text of a UTF-8 file that comes in pieces, without its byte order mark; damage becomes U+FFFD. */
export async function* utf8Text(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** What is wrong with the file, and what to do, for whoever runs the import. */
export const encodingSentences: Readonly<Record<WrongEncoding, string>> = {
  utf16:
    'is written in UTF-16 ("Unicode Text"). In Excel choose Save As, "CSV UTF-8 (Comma delimited)"; in Notepad choose Save As, Encoding: UTF-8.',
  workbook:
    'is an Excel workbook, not a table of text. In Excel choose Save As, "CSV UTF-8 (Comma delimited)".',
  notText: 'isn’t text: it has bytes that no text has. Export it again as CSV in UTF-8.',
  windows1258:
    'isn’t in UTF-8: its letters look like Windows-1258. Export it again as UTF-8, or convert it: iconv -f CP1258 -t UTF-8.',
  tcvn3:
    'has the letters of a TCVN3 (ABC) font such as .VnTime: names in it would be unreadable. Convert it to Unicode first (UniKey, Toolkit, from TCVN3 to Unicode), and save it as CSV UTF-8.',
  vni: 'has the letters of a VNI font: names in it would be unreadable. Convert it to Unicode first (UniKey, Toolkit, from VNI Windows to Unicode), and save it as CSV UTF-8.',
  notUtf8: 'isn’t in UTF-8. Export it again as CSV UTF-8.',
};
