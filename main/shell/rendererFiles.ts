import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { isFileError } from '../disk/writeDurably.ts';

export interface RendererFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Built files carry a hash in their names and never change; index.html does. */
  readonly immutable: boolean;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * A built file of the pages by the path of its address. A path without a dot in its last part is
 * a place in the app, and gets index.html. Undefined for everything else: unknown kinds, and whatever leads
 * out of the folder, by dots, encoded or not, or by a link.
 */
export async function readRendererFile(
  folder: string,
  pathname: string,
): Promise<RendererFile | undefined> {
  const relative = containedPath(folder, pathname);
  if (relative === undefined) return undefined;
  const wanted = path.basename(relative).includes('.') ? relative : 'index.html';
  const contentType = contentTypes[path.extname(wanted).toLowerCase()];
  if (contentType === undefined) return undefined;
  try {
    const real = await fs.realpath(path.join(folder, wanted));
    if (!isInside(await fs.realpath(folder), real)) return undefined;
    return {
      bytes: await fs.readFile(real),
      contentType,
      immutable: wanted.startsWith(`assets${path.sep}`),
    };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].some((code) => isFileError(error, code))) return undefined;
    throw error;
  }
}

/** The path below the folder, or undefined when it leads out of it or can't be read. */
function containedPath(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (!decoded.startsWith('/') || /[\0\\]/.test(decoded)) return undefined;
  const whole = path.resolve(folder, `.${decoded}`);
  return isInside(path.resolve(folder), whole) ? path.relative(folder, whole) : undefined;
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return !relative.split(path.sep).includes('..') && !path.isAbsolute(relative);
}
