import { directionControls } from '../../../shared/records/directionControls.ts';

/**
 * Typed or pasted text as records take it: NFC, no control characters, none that turn
 * the direction of writing, no half of a surrogate pair.
 * What people can see stays as it is.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .replace(directionControls, '');
}
