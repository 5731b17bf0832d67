import * as fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { textsOfCodes } from '../../../../renderer/features/scanning/textsOfCodes.ts';
import { onWhite, qrCode } from '../../../support/camera/qrCode.ts';
import type { GreyPicture } from '../../../support/camera/qrCode.ts';
import { payloads } from '../../shared/identity/cards/payloads.ts';

beforeAll(async () => {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const bytes = await fs.readFile(file);
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(bytes).buffer },
    fireImmediately: true,
  });
});

const seen = async ({ width, height, data: grey }: GreyPicture) => {
  const data = new Uint8ClampedArray(width * height * 4);
  grey.forEach((value, at) => data.set([value, value, value, 255], at * 4));
  const picture = { data, width, height, colorSpace: 'srgb' as const };
  return textsOfCodes(
    await readBarcodes(picture as never, { formats: ['QRCode', 'Code128'], maxNumberOfSymbols: 4 }),
  );
};

describe('what the camera reads', () => {
  it('is the line that was drawn, letter for letter, of every payload that a code can hold', async () => {
    const wrong: string[] = [];
    const lines = payloads.map(({ text }) => text).filter((text) => text.trim() !== '');
    for (const line of lines) {
      const code = await qrCode(line, 2);
      const texts = await seen(onWhite(code, 400, 400));
      if (texts.length !== 1 || texts[0] !== new TextDecoder().decode(utf8(line))) wrong.push(line);
    }
    expect(wrong).toEqual([]);
    expect(lines.length).toBeGreaterThanOrEqual(55);
  });

  it('of two cards in one picture are both, and of one card twice one', async () => {
    const [a, b] = [await qrCode('001090000001|a', 3), await qrCode('001090000002|b', 3)];
    const beside = (left: GreyPicture, right: GreyPicture): GreyPicture => {
      const [l, r] = [onWhite(left, 200, 200), onWhite(right, 200, 200)];
      const data = new Uint8Array(400 * 200);
      for (let y = 0; y < 200; y += 1) {
        data.set(l.data.subarray(y * 200, (y + 1) * 200), y * 400);
        data.set(r.data.subarray(y * 200, (y + 1) * 200), y * 400 + 200);
      }
      return { width: 400, height: 200, data };
    };
    expect([...(await seen(beside(a, b)))].sort()).toEqual(['001090000001|a', '001090000002|b']);
    expect(await seen(beside(a, a))).toEqual(['001090000001|a']);
  });

  it('what is no UTF-8 is taken as the reader guesses it, and an empty picture says nothing', async () => {
    const guessed = { isValid: true, text: 'é', bytes: Uint8Array.of(0xe9) };
    expect(textsOfCodes([guessed, { ...guessed, isValid: false, text: 'x' }])).toEqual(['é']);
    expect(await seen(onWhite({ width: 0, height: 0, data: new Uint8Array() }, 200, 200))).toEqual(
      [],
    );
  });
});

/** Lone surrogates can't stand in UTF-8. */
function utf8(line: string): Uint8Array {
  return new TextEncoder().encode(line);
}
