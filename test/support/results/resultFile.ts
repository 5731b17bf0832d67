import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';

/** One measured thing. `peer` is what it was measured against; a `bar` says what it must keep to. */
export interface Result {
  readonly name: string;
  readonly unit: string;
  readonly n: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly max: number | null;
  readonly peer: string | null;
  readonly peerP50: number | null;
  /** Ours divided by the peer's, of the figure that the bar speaks of. */
  readonly ratio: number | null;
  readonly bar: string | null;
  readonly met: boolean | null;
}

export interface Failure {
  readonly code: string;
  readonly text: string;
}

/** What every command that takes `--json FILE` writes: results can be compared over time. */
export interface ResultFile {
  readonly schema: 1;
  readonly command: string;
  readonly args: readonly string[];
  readonly commit: string | null;
  readonly dirty: boolean | null;
  readonly node: string;
  readonly browser: string | null;
  readonly cores: number;
  readonly seconds: number;
  readonly central: { readonly kind: 'embedded' | 'couchdb'; readonly version: string };
  readonly ok: boolean;
  readonly failures: readonly Failure[];
  readonly results: readonly Result[];
}

export interface Outcome {
  readonly command: string;
  readonly browser: string | null;
  readonly startedAtMs: number;
  /** Missing where no server took part. */
  readonly central?: ResultFile['central'];
  readonly failures: readonly Failure[];
  readonly results: readonly Result[];
}

/** Puts an outcome into the envelope; a failure or a bar that isn't met makes it not ok. */
export function resultFile(outcome: Outcome): ResultFile {
  const status = git('status', '--porcelain', '--untracked-files=no');
  return {
    schema: 1,
    command: outcome.command,
    args: process.argv.slice(2),
    commit: git('rev-parse', 'HEAD') ?? null,
    dirty: status === undefined ? null : status !== '',
    node: process.versions.node,
    browser: outcome.browser,
    cores: os.availableParallelism(),
    seconds: Math.round((Date.now() - outcome.startedAtMs) / 100) / 10,
    central: outcome.central ?? { kind: 'embedded', version: 'not used' },
    ok: outcome.failures.length === 0 && outcome.results.every(({ met }) => met !== false),
    failures: outcome.failures,
    results: outcome.results,
  };
}

/** Writes the file where `--json` says, and gives the command's exit status: 0 met, 1 fell short. */
export function reportResults(file: ResultFile & object, jsonFile: string | undefined): 0 | 1 {
  if (jsonFile) fs.writeFileSync(jsonFile, `${JSON.stringify(file, undefined, 2)}\n`);
  return file.ok ? 0 : 1;
}

/** What such times come to, in milliseconds, beside nobody and without a bar. */
export function timesTaken(name: string, ms: readonly number[]): Result {
  return {
    name,
    unit: 'ms',
    n: ms.length,
    p50: percentile(ms, 0.5),
    p95: percentile(ms, 0.95),
    max: Math.max(...ms),
    peer: null,
    peerP50: null,
    ratio: null,
    bar: null,
    met: null,
  };
}

/** Value below which a share of the samples lie (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function git(...words: string[]): string | undefined {
  try {
    return execFileSync('git', words, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
