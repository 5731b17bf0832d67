import { acts, codesTyped, pinsTyped, typed } from './schedule.ts';
import type { Act } from './schedule.ts';

/**
 * What the campaign holds the product to:
 * `open`: whoever is entitled gets in, so nobody is locked out of undelivered work;
 * `rights`: nobody gets in who isn't, nor with more than the certificate in force;
 * `author`: each entry is signed by the person who was signed in;
 * `kept`: each acknowledged entry reaches the server and every workstation;
 * `files`: no end of the process leaves a key file that can't be read.
 */
export const promises = ['open', 'rights', 'author', 'kept', 'files'] as const;
export type PromiseKept = (typeof promises)[number];

export interface Violation {
  readonly promise: PromiseKept;
  readonly text: string;
}

/** Everything that is counted over seeds; plain data. */
export interface Tally {
  seeds: number;
  acknowledged: number;
  readonly acts: Record<string, number>;
  /** How sign-ins ended. */
  readonly signIns: Record<string, number>;
  /** Ends of a process, by the durable step that was never made. */
  readonly crashes: Record<string, number>;
  readonly checked: Record<PromiseKept, number>;
  readonly violated: Record<PromiseKept, number>;
}

export function emptyTally(): Tally {
  const none = () => ({ open: 0, rights: 0, author: 0, kept: 0, files: 0 });
  return {
    seeds: 0,
    acknowledged: 0,
    acts: {},
    signIns: {},
    crashes: {},
    checked: none(),
    violated: none(),
  };
}

export function count(counts: Record<string, number>, name: string, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by;
}

export function addTally(sum: Tally, more: Tally): void {
  sum.seeds += more.seeds;
  sum.acknowledged += more.acknowledged;
  for (const name of ['acts', 'signIns', 'crashes', 'checked', 'violated'] as const) {
    for (const [key, number] of Object.entries(more[name])) count(sum[name], key, number);
  }
}

/** What a campaign has to have met before it has shown what it claims. */
export function unhit(tally: Tally): string[] {
  const lacking = (what: string, names: readonly string[], counts: Record<string, number>) =>
    names.filter((name) => !counts[name]).map((name) => `${what} ${name}`);
  return [
    ...lacking('act', acts satisfies readonly Act[], tally.acts),
    ...lacking('sign-in', signInEnds, tally.signIns),
    ...lacking('typed', typed, tally.acts),
    ...lacking('met', met, tally.acts),
    ...lacking('crash at', crashSteps, tally.crashes),
    ...lacking('check of', promises, tally.checked),
  ];
}

export const signInEnds = ['open', 'mustChange', 'wrongPassphrase', 'notLetIn', 'noEntry'] as const;
/** What came of PINs, locks and readings, each of which has to have been met. */
export const met = [
  'choosePin: chosen',
  'choosePin: wrongPassphrase',
  'pin: open',
  'pin: wrongPin',
  'pin: pinGone',
  ...pinsTyped.map((how) => `pin typed: ${how}`),
  'lock: left',
  'lock: for a moment',
  'read: open',
  'read: closed',
  ...codesTyped.map((how) => `code typed: ${how}`),
  'code: open',
  'code: used',
  'code: otherWard',
  'code: revoked',
  'code: wrongPassphrase',
  'code: notACode',
  'write: by a code',
];
export const crashSteps = [
  'open',
  'half a file',
  'whole file, not synced',
  'sync',
  'rename',
  'remove',
  'request',
  'answer',
] as const;
