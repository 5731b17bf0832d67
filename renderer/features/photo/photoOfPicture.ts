import { photoSize } from '../../../shared/identity/photo/photoBytes.ts';
import { toBase64 } from '../../../shared/json/base64.ts';
import { pictureSize } from './pictureSize.ts';
import { plainJpeg } from './plainJpeg.ts';

/** Why a file gives no photo; each has a sentence. */
export type PictureFault = 'notAPicture' | 'tooLarge';

export class PictureRefused extends Error {
  constructor(readonly fault: PictureFault) {
    super(fault);
    this.name = 'PictureRefused';
  }
}

/** Pixels of a photo: a face is known again by them, and a chart stays small. */
const photoWidth = 240;
const photoHeight = 320;
/** The best that fits the bound is taken. */
const qualities = [0.85, 0.75, 0.65, 0.5, 0.35, 0.2] as const;

/** Larger files are no photo of a camera, and would only fill the memory. */
const mostFileBytes = 30 * 1024 * 1024;
const mostFilePixels = 60_000_000;

/**
 * The middle of a picture, upright, as a photo of the form that records hold: drawn anew, so that
 * nothing of the camera's or the file's own bytes is kept.
 * @param size of the source in pixels
 * @returns JPEG in base64
 */
export async function photoOf(
  source: CanvasImageSource,
  size: { readonly width: number; readonly height: number },
): Promise<string> {
  const scale = Math.min(size.width / photoWidth, size.height / photoHeight);
  const taken = { width: photoWidth * scale, height: photoHeight * scale };
  // What is smaller than a photo isn't blown up.
  const width = Math.max(1, Math.min(photoWidth, Math.round(taken.width)));
  const height = Math.max(1, Math.min(photoHeight, Math.round(taken.height)));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false })!;
  context.imageSmoothingQuality = 'high';
  // Where a picture lets something through, it is white paper.
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(
    source,
    (size.width - taken.width) / 2,
    (size.height - taken.height) / 2,
    taken.width,
    taken.height,
    0,
    0,
    width,
    height,
  );
  for (const quality of qualities) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    const bytes = plainJpeg(new Uint8Array(await blob.arrayBuffer()));
    if (photoSize(bytes)) return toBase64(bytes);
  }
  throw new PictureRefused('tooLarge');
}

/** As `photoOf`, of a file that somebody chose. Rejects with `PictureRefused`. */
export async function photoOfFile(file: Blob): Promise<string> {
  if (file.size > mostFileBytes) throw new PictureRefused('tooLarge');
  // Looked at before it is opened: a small file can say that it is a square of 65,000 pixels.
  const stated = pictureSize(new Uint8Array(await file.arrayBuffer()));
  if (!stated) throw new PictureRefused('notAPicture');
  if (stated.width * stated.height > mostFilePixels) throw new PictureRefused('tooLarge');
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    throw new PictureRefused('notAPicture');
  }
  try {
    return await photoOf(picture, picture);
  } finally {
    picture.close();
  }
}
