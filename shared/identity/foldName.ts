import { foldText } from '../clinical/foldText.ts';

/** The parts of a name as search compares them: no tones, đ as d, lower case, in their order. */
export function foldedParts(name: string): string[] {
  const folded = foldText(name);
  return folded === '' ? [] : folded.split(' ');
}
