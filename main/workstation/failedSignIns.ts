import * as path from 'node:path';
import * as z from 'zod';
import { directoryKey, instant } from '../../shared/records/fields.ts';
import { localInstant } from '../../shared/records/instant.ts';
import type { BridgeServices } from '../bridge/serveBridge.ts';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';

/*
 * The audit trail is sealed until somebody is in, so a wrong password can't be put on it at once. It
 * waits here, on disk: whoever tries passwords and closes the window leaves their trace.
 */

const fileName = 'failed-sign-ins.json';
/** Beyond so many of one person the oldest stand for all: somebody has been trying for days. */
const mostOfOne = 100;

const attemptsSchema = z.array(z.strictObject({ person: directoryKey, attemptedAt: instant }));
type Attempts = z.infer<typeof attemptsSchema>;

export type FailedSignInServices = Pick<
  BridgeServices,
  'readFailedSignIns' | 'forgetFailedSignIns'
>;

export interface FailedSignIns {
  /** Writes down a password or PIN that was tried and wrong. A disk that is full keeps nobody out. */
  note(person: string): Promise<void>;
  readonly services: FailedSignInServices;
}

/**
 * Who was refused while they wait for the next try isn't noted: nothing was tried, and a flood of it
 * would bury what was.
 */
export function openFailedSignIns(
  folder: string,
  now: () => Date = () => new Date(),
): FailedSignIns {
  const file = path.join(folder, fileName);
  let turn: Promise<unknown> = Promise.resolve();

  /** One change of the file at a time. */
  function change(edit: (attempts: Attempts) => Attempts): Promise<void> {
    const next = turn.then(async () => {
      const before = await read(file);
      const after = edit(before);
      if (after !== before) await writeDurably(file, JSON.stringify(after));
    });
    turn = next.catch(() => undefined);
    return next;
  }

  return {
    async note(person) {
      const attempt = { person, attemptedAt: localInstant(now()) };
      // The slow-down is counted elsewhere.
      await change((attempts) => {
        const own = attempts.filter((one) => one.person === person);
        return own.length < mostOfOne ? [...attempts, attempt] : attempts;
      }).catch(() => undefined);
    },
    services: {
      async readFailedSignIns() {
        await turn;
        return { attempts: await read(file) };
      },
      async forgetFailedSignIns({ count }) {
        await change((attempts) => attempts.slice(count));
        return {};
      },
    },
  };
}

async function read(file: string): Promise<Attempts> {
  try {
    return attemptsSchema.parse(JSON.parse((await readIfThere(file)) ?? '[]'));
  } catch {
    // Nobody can be told from a damaged file; the counters of attempts stand by themselves.
    return [];
  }
}
