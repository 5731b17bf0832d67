/**
 * Code 128 (ISO/IEC 15417), code sets B and C: the barcode of wristbands and labels. Our own small
 * encoder, because drawing one needs no WebAssembly, and so no exception in the content security
 * policy; a test reads what it draws with another program.
 */

/** Widths of bars and gaps, in turn, of the symbols 0 to 106, the stop among them. */
const patterns =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'.split(
    ' ',
  );
const startB = 104;
const startC = 105;
const toB = 100;
const toC = 99;
const stop = 106;

/** A bar of a barcode: where it begins and how wide it is, in modules. */
export interface Bar {
  readonly from: number;
  readonly width: number;
}

export interface Bars {
  /** Of the whole symbol, without the quiet zones of ten modules that it needs on both sides. */
  readonly width: number;
  readonly bars: readonly Bar[];
}

/** The bars of a text of printable ASCII. Throws for any other character: nothing is left out. */
export function code128(text: string): Bars {
  const symbols = symbolsOf(text);
  const [start = startB, ...values] = symbols;
  const check = values.reduce((sum, value, at) => sum + value * (at + 1), start) % 103;
  const bars: Bar[] = [];
  let from = 0;
  for (const symbol of [...symbols, check, stop]) {
    for (const [at, digit] of Array.from(patterns[symbol]!).entries()) {
      const width = Number(digit);
      if (at % 2 === 0) bars.push({ from, width });
      from += width;
    }
  }
  return { width: from, bars };
}

/**
 * The start and the text. Six digits and more go two to a symbol, set C: the bars of a long record
 * number would else be too fine for the narrowest label.
 */
function symbolsOf(text: string): readonly number[] {
  const symbols: number[] = [];
  let set: 'B' | 'C' | undefined;
  const enter = (next: 'B' | 'C') => {
    if (set === next) return;
    symbols.push(set === undefined ? (next === 'B' ? startB : startC) : next === 'B' ? toB : toC);
    set = next;
  };
  for (const part of text.match(/\d{6,}|\d{1,5}|\D+/g) ?? ['']) {
    const paired = /^\d{6,}$/.test(part) ? part.slice(0, part.length - (part.length % 2)) : '';
    if (paired !== '') enter('C');
    for (let at = 0; at < paired.length; at += 2) symbols.push(Number(paired.slice(at, at + 2)));
    if (part !== paired) enter('B');
    for (const character of part.slice(paired.length)) {
      const value = character.charCodeAt(0) - 32;
      if (character.length !== 1 || value < 0 || value > 94) throw new Error('not printable ASCII');
      symbols.push(value);
    }
  }
  return symbols;
}
