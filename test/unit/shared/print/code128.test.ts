import * as fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { checkedRecordNumber, readRecordNumber } from '../../../../shared/identity/recordNumber.ts';
import { code128 } from '../../../../shared/print/code128.ts';

/** The bars as a camera would see them: white quiet zones, three pixels a module. */
function picture(text: string) {
  const { width, bars } = code128(text);
  const [scale, quiet, height] = [3, 10, 60];
  const across = (width + 2 * quiet) * scale;
  const data = new Uint8ClampedArray(across * height * 4).fill(255);
  for (const bar of bars) {
    for (let x = (bar.from + quiet) * scale; x < (bar.from + bar.width + quiet) * scale; x += 1) {
      for (let y = 0; y < height; y += 1)
        data.fill(0, (y * across + x) * 4, (y * across + x) * 4 + 3);
    }
  }
  return { data, width: across, height, colorSpace: 'srgb' as const };
}

beforeAll(async () => {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const bytes = await fs.readFile(file);
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(bytes).buffer },
    fireImmediately: true,
  });
});

describe('the barcode of a record number', () => {
  it.each(['N1-000123', 'HS-000001', 'C1-99999999', 'ABCD-12345678', '0123-1234567'])(
    'of %s is read by another program',
    async (number) => {
      const printed = checkedRecordNumber(number);
      const found = await readBarcodes(picture(printed) as never, { formats: ['Code128'] });
      expect(found.map(({ text }) => text)).toEqual([printed]);
      expect(readRecordNumber(found[0]!.text)?.checked).toBe(true);
    },
  );
  it('of the longest record number fits two dots a module of a 203 dpi printer on a 50 mm label', () => {
    const longest = checkedRecordNumber('ABCD-12345678');
    expect(longest).toHaveLength(15);
    const { width } = code128(longest);
    expect((width + 20) * 2).toBeLessThanOrEqual(Math.floor((50 / 25.4) * 203));
  });
  it('draws nothing that it would have to change', () => {
    expect(() => code128('Đỗ')).toThrow('not printable ASCII');
    expect(code128('').bars.length).toBeGreaterThan(0);
  });
});
