import { directionControls } from '../../shared/records/directionControls.ts';

/** Text for a field that takes one line: NFC, trimmed, no control characters, single spaces. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f\s]+/g, ' ')
    .replace(directionControls, '')
    .trim();
}
