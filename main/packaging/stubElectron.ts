import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What precedes the fuse wire in every Electron binary (Electron's fuses documentation). */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wireVersion = 1;
/** Each fuse as Electron ships it, so that packaging has every one of ours to flip. */
const fusesAsShipped = '101100011';

/**
 * Lays out a folder as an unpacked Electron for Linux that can't run anything, for machines where
 * the real one can't be downloaded: the package that comes of it is complete but for Electron.
 * @param folder created; must not exist yet or be empty
 */
export async function buildStubElectron(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'resources'), { recursive: true });
  const binary = path.join(folder, 'electron');
  await writeFile(
    binary,
    Buffer.concat([
      Buffer.from('#!/bin/sh\necho "This package holds a stand-in for Electron." >&2\nexit 1\n'),
      Buffer.from(fuseSentinel),
      Buffer.from([wireVersion, fusesAsShipped.length]),
      Buffer.from(fusesAsShipped),
    ]),
  );
  await chmod(binary, 0o755);
  await mkdir(path.join(folder, 'locales'));
  for (const language of ['en-US', 'fr', 'vi'])
    await writeFile(path.join(folder, 'locales', `${language}.pak`), '');
}
