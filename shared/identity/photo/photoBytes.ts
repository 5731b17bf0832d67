/** What a photo may be: small, for every workstation that has the chart holds it. */
export const mostPhotoBytes = 24 * 1024;
/** Pixels of an edge, at most. */
export const longestPhotoEdge = 640;

/** Width and height in pixels. */
export interface PhotoSize {
  readonly width: number;
  readonly height: number;
}

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const baselineFrame = 0xc0;
const huffmanTables = 0xc4;
const quantisationTables = 0xdb;
const restartInterval = 0xdd;
const jfifHeader = 0xe0;

/** Segments that a picture needs to be drawn; everything else could carry what nobody looked at. */
const plainSegments: ReadonlySet<number> = new Set([
  huffmanTables,
  quantisationTables,
  restartInterval,
]);

/**
 * The size of a photo in the one form that photos are kept in: a baseline JPEG (ITU-T T.81) of one
 * scan without comments, Exif, colour profiles, thumbnails or anything after
 * its end. So no bytes of a camera's file are ever kept, whoever wrote the record.
 * @returns undefined where it isn't that
 */
export function photoSize(bytes: Uint8Array): PhotoSize | undefined {
  if (bytes.length > mostPhotoBytes || bytes[0] !== 0xff || bytes[1] !== startOfImage) {
    return undefined;
  }
  let size: PhotoSize | undefined;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    const next = at + 2 + length;
    if (length < 2 || next > bytes.length) return undefined;
    if (marker === baselineFrame) {
      if (size) return undefined;
      size = frameSize(bytes.subarray(at + 4, next));
      if (!size) return undefined;
    } else if (marker === jfifHeader) {
      if (!isBareJfif(bytes.subarray(at + 4, next))) return undefined;
    } else if (marker === startOfScan) {
      return size && endsWithScan(bytes, next) ? size : undefined;
    } else if (!plainSegments.has(marker)) return undefined;
    at = next;
  }
  return undefined;
}

/** Precision, height, width, components: T.81, B.2.2. */
function frameSize(frame: Uint8Array): PhotoSize | undefined {
  if (frame.length < 6) return undefined;
  const height = (frame[1]! << 8) | frame[2]!;
  const width = (frame[3]! << 8) | frame[4]!;
  const fits = (edge: number) => edge > 0 && edge <= longestPhotoEdge;
  return fits(width) && fits(height) ? { width, height } : undefined;
}

/** `JFIF\0`, version, density, and a thumbnail of no pixels. */
function isBareJfif(header: Uint8Array): boolean {
  const [j, f, i, f2, nul] = header;
  return (
    header.length === 14 &&
    [j, f, i, f2, nul].join() === '74,70,73,70,0' &&
    header[12] === 0 &&
    header[13] === 0
  );
}

/** Whether nothing but the scan follows, up to an end that is the end of the bytes. */
function endsWithScan(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const marker = bytes[at + 1]!;
    if (marker === endOfImage) return at + 2 === bytes.length;
    const isData = marker === 0 || (marker >= 0xd0 && marker <= 0xd7);
    if (!isData) return false;
  }
  return false;
}
