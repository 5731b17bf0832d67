import type { GreyPicture } from './qrCode.ts';

/**
 * A film of one grey picture in YUV4MPEG2 (4:2:0), which Chromium shows in place of a camera
 * (`--use-file-for-fake-video-capture`), over and over. Width and height are even.
 */
export function y4m({ width, height, data }: GreyPicture, frames = 4): Uint8Array {
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`);
  const grey = Buffer.alloc((width / 2) * (height / 2) * 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), data, grey]);
  return Buffer.concat([header, ...Array.from({ length: frames }, () => frame)]);
}
