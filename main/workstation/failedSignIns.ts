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
/** Beyond so many the oldest stand for all: somebody has been trying for hours. */
const most = 2000;

const attemptsSchema = z.array(z.strictObject({ person: directoryKey, attemptedAt: instant }));
type Attempts = z.infer<typeof attemptsSchema>;

export type FailedSignInServices = Pick<
  BridgeServices,
  'readFailedSignIns' | 'forgetFailedSignIns'
>;

/** The services, with each wrong password written down before it is answered. */
export function withFailedSignIns(
  folder: string,
  services: Omit<BridgeServices, keyof FailedSignInServices>,
  now: () => Date = () => new Date(),
): BridgeServices {
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

  async function noted<R extends { readonly kind: string }>(
    person: string,
    result: Promise<R>,
  ): Promise<R> {
    const outcome = await result;
    if (outcome.kind === 'wrongPassphrase' || outcome.kind === 'wrongPin') {
      const attempt = { person, attemptedAt: localInstant(now()) };
      // A disk that is full keeps nobody out; the slow-down is counted elsewhere.
      await change((attempts) =>
        attempts.length < most ? [...attempts, attempt] : attempts,
      ).catch(() => undefined);
    }
    return outcome;
  }

  return {
    ...services,
    unlock: (request) => noted(request.person, services.unlock(request)),
    unlockWithPin: (request) => noted(request.person, services.unlockWithPin(request)),
    changePassword: (request) => noted(request.person, services.changePassword(request)),
    async readFailedSignIns() {
      await turn;
      return { attempts: await read(file) };
    },
    async forgetFailedSignIns({ count }) {
      await change((attempts) => attempts.slice(count));
      return {};
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
