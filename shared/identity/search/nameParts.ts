import { foldText } from '../../clinical/foldText.ts';

/** One part of a name, as it is written and as a search without marks sees it. */
export interface NamePart {
  /** Lower case; the tone stands at the end, so that `hoà` and `hòa` are one text. */
  readonly written: string;
  /** No tones, đ as d: `hoa`. Never empty. */
  readonly folded: string;
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** A name as it falls into parts, in their order; `H'Hen Niê` has three. Some may be empty. */
export function splitName(name: string): readonly string[] {
  return name.normalize('NFC').split(/[^\p{L}\p{N}\p{M}]+/u);
}

/** Undefined for a part that has neither letters nor digits. */
export function namePart(part: string): NamePart | undefined {
  const folded = foldText(part);
  return folded === '' ? undefined : { written: writtenPart(part), folded };
}

/** A part of a name, or of what is typed of one, with its marks in one order. */
export function writtenPart(part: string): string {
  const letters = part.toLowerCase().replace(/[ðɖ]/gu, 'đ').normalize('NFD');
  return letters.replace(tones, '') + (letters.match(tones) ?? []).join('');
}
