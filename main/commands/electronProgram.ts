import { spawn } from 'node:child_process';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';

const fetchWithinMs = 180_000;

/** Electron's program of this project; undefined when it was never fetched. */
export async function findElectron(root: string): Promise<string | undefined> {
  const folder = path.join(root, 'node_modules', 'electron');
  try {
    const name = await fs.readFile(path.join(folder, 'path.txt'), 'utf8');
    const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
    const program = path.join(override ?? path.join(folder, 'dist'), name.trim());
    await fs.access(program);
    return program;
  } catch {
    return undefined;
  }
}

/**
 * Electron's program, fetched by Electron's own installer where it isn't there yet. Undefined where
 * it can't be had: no way to its server, or `ELECTRON_SKIP_BINARY_DOWNLOAD` is set.
 */
export async function obtainElectron(
  root: string,
  progress: (line: string) => void,
): Promise<string | undefined> {
  const standing = await findElectron(root);
  if (standing !== undefined || process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return standing;
  progress("Fetching Electron's program (about 110 MB, once).");
  await new Promise<void>((resolve) => {
    const installer = path.join(root, 'node_modules', 'electron', 'install.js');
    const child = spawn(process.execPath, [installer], { stdio: 'ignore', timeout: fetchWithinMs });
    child.on('error', () => resolve());
    child.on('exit', () => resolve());
  });
  return findElectron(root);
}

/** Whether this machine has a screen to open a window on. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}
