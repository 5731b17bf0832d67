import { expose } from 'comlink';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { textsOfCodes } from './textsOfCodes.ts';

/*
 * Reads codes off the camera's pictures. The Worker has a policy of its own, the only one of the
 * app that admits WebAssembly; the program comes from our origin, never from the network that the
 * package names by itself.
 */

prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });

/** What the Worker answers to. */
export interface BarcodeReader {
  /**
   * The texts of all codes in a picture: cards' QR codes, and the bars of wristbands and labels.
   * The picture is closed and kept nowhere.
   */
  read(picture: ImageBitmap): Promise<readonly string[]>;
}

let canvas: OffscreenCanvas | undefined;

const reader: BarcodeReader = {
  async read(picture) {
    const { width, height } = picture;
    if (canvas?.width !== width || canvas.height !== height) {
      canvas = new OffscreenCanvas(width, height);
    }
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    context.drawImage(picture, 0, 0);
    picture.close();
    const pixels = context.getImageData(0, 0, width, height);
    context.clearRect(0, 0, width, height);
    const codes = await readBarcodes(pixels, {
      formats: ['QRCode', 'Code128'],
      tryHarder: true,
      maxNumberOfSymbols: 4,
    });
    return textsOfCodes(codes);
  },
};

expose(reader);
