import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Electron mends its three newest majors (its release timeline). */
const supportedMajors = 3;

export type Support =
  | { readonly kind: 'supported' }
  | { readonly kind: 'unsupported'; readonly sentence: string }
  /** Nobody could be asked. */
  | { readonly kind: 'unknown'; readonly sentence: string };

/** Whether an Electron is still mended (electron-security 16), beside the newest; versions as `45.4.1`. */
export function supportOf(pinned: string, newest: string | undefined): Support {
  const [own, latest] = [majorOf(pinned), majorOf(newest ?? '')];
  if (own === undefined || latest === undefined) {
    return {
      kind: 'unknown',
      sentence: `Whether Electron ${pinned} is still mended could not be asked: look at its release page before you give this package away.`,
    };
  }
  if (own > latest - supportedMajors) return { kind: 'supported' };
  return {
    kind: 'unsupported',
    sentence: `Electron ${pinned} is no longer mended; the newest is ${newest}. Raise it in package.json, run the tests, and package again.`,
  };
}

/** The newest released version, as the package registry says; undefined where it can't be reached. */
export async function newestElectron(): Promise<string | undefined> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const asked = ['view', 'electron', 'version', '--fetch-retries=0', '--fetch-timeout=10000'];
  try {
    const options = { timeout: 20_000, shell: process.platform === 'win32' };
    return (await promisify(execFile)(npm, asked, options)).stdout.trim();
  } catch {
    return undefined;
  }
}

function majorOf(version: string): number | undefined {
  const major = /^(\d+)\.\d+\.\d+/.exec(version)?.[1];
  return major === undefined ? undefined : Number(major);
}
