import type { Page } from '@playwright/test';
import { inflateSync } from 'node:zlib';

/** What a printed page amounts to. */
export interface PrintedPdf {
  /** Width and height of each page in millimetres. */
  readonly pages: readonly (readonly [number, number])[];
  /** Every character that a font of the file maps to text. */
  readonly letters: string;
}

/** Prints as Chromium's own dialogue would, on the paper that the page asks for. */
export async function pdfOf(page: Page): Promise<PrintedPdf> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.printToPDF', { preferCSSPageSize: true });
  await session.detach();
  const bytes = Buffer.from(data, 'base64');
  const text = [bytes.toString('latin1'), ...streamsOf(bytes)].join('\n');
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)];
  return {
    pages: boxes.map(([, width, height]) => [millimetres(width!), millimetres(height!)] as const),
    letters: mappedLetters(text),
  };
}

function millimetres(points: string): number {
  return Math.round((Number(points) / 72) * 25.4);
}

/** The compressed streams of a file, those that can't be read left out. */
function streamsOf(bytes: Buffer): readonly string[] {
  const found: string[] = [];
  for (let at = bytes.indexOf('stream\n'); at >= 0; at = bytes.indexOf('stream\n', at + 7)) {
    const from = at + 7;
    try {
      found.push(
        inflateSync(bytes.subarray(from, bytes.indexOf('endstream', from))).toString('latin1'),
      );
    } catch {
      // Not compressed, or no text.
    }
  }
  return found;
}

/** Of the ToUnicode tables: `<0012> <1EA8>` in bfchar, `<0012> <0014> <1EA8>` in bfrange. */
function mappedLetters(text: string): string {
  const letters = new Set<string>();
  for (const [, body] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code] of body!.matchAll(/<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]{4})>/g)) {
      letters.add(String.fromCharCode(Number.parseInt(code!, 16)));
    }
  }
  for (const [, body] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    const range = /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]{4})>/g;
    for (const [, first, last, code] of body!.matchAll(range)) {
      const count = Number.parseInt(last!, 16) - Number.parseInt(first!, 16);
      for (let step = 0; step <= count; step += 1) {
        letters.add(String.fromCharCode(Number.parseInt(code!, 16) + step));
      }
    }
  }
  return [...letters].join('');
}
