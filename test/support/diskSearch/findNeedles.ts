import type { ProfileContents } from './profileBytes.ts';
import { needleForms } from './needleForms.ts';

export interface Finding {
  readonly needle: string;
  readonly encoding: string;
  readonly file: string;
  readonly as: string;
}

/** Where in a profile which of these texts can be read; one finding for each needle, file and way. */
export function findNeedles(
  { parts }: ProfileContents,
  needles: Readonly<Record<string, string>>,
): Finding[] {
  const findings = new Map<string, Finding>();
  for (const as of ['file', 'log', 'table', 'decompressed value'] as const) {
    for (const [file, haystack] of joined(parts.filter((part) => part.as === as))) {
      for (const [needle, text] of Object.entries(needles)) {
        for (const { encoding, bytes } of needleForms(text)) {
          if (!haystack.includes(bytes)) continue;
          findings.set([needle, encoding, file, as].join('\0'), { needle, encoding, file, as });
        }
      }
    }
  }
  return [...findings.values()];
}

/** One haystack a file: a search in many small buffers takes ten times as long. */
function joined(parts: ProfileContents['parts']): Map<string, Buffer> {
  const byFile = new Map<string, Buffer[]>();
  for (const { file, bytes } of parts) {
    const standing = byFile.get(file);
    if (standing) standing.push(separator, bytes);
    else byFile.set(file, [bytes]);
  }
  return new Map([...byFile].map(([file, buffers]) => [file, Buffer.concat(buffers)]));
}

/** Stands in no text, so that nothing is found across two values. */
const separator = Buffer.from([0xff, 0xfe, 0x00, 0xff, 0xfe, 0x00, 0x00]);
