import * as fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

/** A grey picture, a byte a pixel, 0 black and 255 white. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

let ready: Promise<unknown> | undefined;

/** The QR code of a card's line: UTF-8 that doesn't say so, as cards have it. */
export async function qrCode(line: string, pixelsPerModule: number): Promise<GreyPicture> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  ready ??= fs.readFile(file).then((bytes) =>
    prepareZXingModule({
      overrides: { wasmBinary: new Uint8Array(bytes).buffer },
      fireImmediately: true,
    }),
  );
  await ready;
  const written = await writeBarcode(new TextEncoder().encode(line), {
    format: 'QRCode',
    scale: pixelsPerModule,
  });
  if (written.error) throw new Error(`the QR code was not drawn: ${written.error}`);
  const { width, height, data } = written.symbol;
  return { width, height, data: new Uint8Array(data) };
}

/** The picture in the middle of a white one. */
export function onWhite(picture: GreyPicture, width: number, height: number): GreyPicture {
  const data = new Uint8Array(width * height).fill(255);
  const [left, top] = [(width - picture.width) >> 1, (height - picture.height) >> 1];
  if (left < 0 || top < 0) throw new Error('the code is larger than the picture');
  for (let y = 0; y < picture.height; y += 1) {
    const row = picture.data.subarray(y * picture.width, (y + 1) * picture.width);
    data.set(row, (top + y) * width + left);
  }
  return { width, height, data };
}
