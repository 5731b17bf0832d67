import * as fs from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { delayAfter, secondsToWait } from '../../../../main/keystore/attempts.ts';
import { doctor, nurse, sharedPassword, temporaryKeystore } from '../../../support/keystore.ts';
import type { TemporaryKeystore } from '../../../support/keystore.ts';

let made: TemporaryKeystore;
let clock: { wallMs: number; monotonicMs: number };
beforeEach(async () => {
  made = await temporaryKeystore();
  clock = { wallMs: 1_800_000_000_000, monotonicMs: 0 };
});
afterEach(() => made.remove());

const clocks = { nowMs: () => clock.wallMs, monotonicMs: () => clock.monotonicMs };
const restart = () => made.open({ clocks });
const attemptsOf = (person: string) => made.file(`keystore/attempts-${person}.json`);
const wait = (seconds: number) => ({ kind: 'wrongPassphrase', retryAfterSeconds: seconds });
const pass = (ms: number) => {
  clock.wallMs += ms;
  clock.monotonicMs += ms;
};

async function threeWrong(): Promise<void> {
  const keystore = restart();
  for (const guess of ['a', 'b', 'c']) await keystore.unlock(doctor, guess);
}

describe('wrong passwords', () => {
  it('slow down the next, also after a restart, and the right one waits meanwhile', async () => {
    const waits = [];
    for (const guess of ['a', 'b', 'c']) waits.push(await restart().unlock(doctor, guess));
    expect(waits).toEqual([wait(0), wait(0), wait(5)]);
    pass(4_000);
    expect(await restart().unlock(doctor, sharedPassword)).toEqual(wait(1));
    pass(1_000);
    expect((await restart().unlock(doctor, sharedPassword)).kind).toBe('unlocked');
    expect(await restart().unlock(doctor, 'wrong')).toEqual(wait(0));
  });

  it("slow down one person, and nobody else: a colleague's guesses keep no one from their patients", async () => {
    const keystore = restart();
    await threeWrong();
    expect(await keystore.unlock(doctor, sharedPassword)).toEqual(wait(5));
    expect((await keystore.unlock(nurse, sharedPassword)).kind).toBe('unlocked');
  });

  it('are counted one by one when they are made side by side', async () => {
    const keystore = restart();
    const guesses = ['a', 'b', 'c', 'd'].map((guess) => keystore.unlock(doctor, guess));
    expect(await Promise.all(guesses)).toEqual([wait(0), wait(0), wait(5), wait(5)]);
  });

  it('count where the password is changed, too', async () => {
    const keystore = restart();
    const change = { current: 'wrong', wanted: 'con trâu đi trước', names: [] };
    for (const expected of [0, 0, 5]) {
      expect(await keystore.changePassword(doctor, change)).toEqual(wait(expected));
    }
    expect(await keystore.unlock(doctor, sharedPassword)).toEqual(wait(5));
  });

  it('lock out for half an hour from the tenth on, and the right password opens afterwards', async () => {
    const at = clock.wallMs;
    await fs.writeFile(
      attemptsOf(doctor),
      JSON.stringify({ failures: 9, lastFailureMs: at - 300_000 }),
    );
    expect(await restart().unlock(doctor, 'wrong')).toEqual(wait(1800));
    pass(1_799_000);
    expect(await restart().unlock(doctor, sharedPassword)).toEqual(wait(1));
    pass(1_000);
    expect((await restart().unlock(doctor, sharedPassword)).kind).toBe('unlocked');
  });

  it('gain nothing by deleting or damaging their counter: it then stands at nine', async () => {
    for (const harm of [
      () => fs.rm(attemptsOf(doctor)),
      () => fs.writeFile(attemptsOf(doctor), '{"failures":-4'),
    ]) {
      await harm();
      expect(await restart().unlock(doctor, sharedPassword)).toEqual(wait(300));
      pass(300_000);
      expect((await restart().unlock(doctor, sharedPassword)).kind).toBe('unlocked');
    }
  });

  it('gain nothing by setting the clock forward while the workstation runs', async () => {
    const keystore = restart();
    for (const guess of ['a', 'b', 'c']) await keystore.unlock(doctor, guess);
    clock.wallMs += 86_400_000;
    expect(await keystore.unlock(doctor, sharedPassword)).toEqual(wait(5));
    clock.monotonicMs += 5_000;
    expect((await keystore.unlock(doctor, sharedPassword)).kind).toBe('unlocked');
  });

  it('wait neither less nor a day longer when the clock is put back, over a restart', async () => {
    await threeWrong();
    clock.wallMs -= 86_400_000;
    expect(await restart().unlock(doctor, sharedPassword)).toEqual(wait(5));
    pass(5_000);
    expect((await restart().unlock(doctor, sharedPassword)).kind).toBe('unlocked');
  });
});

describe('the delay after failures', () => {
  it('doubles up to five minutes, then is half an hour', () => {
    expect([0, 2, 3, 4, 5, 9, 10, 200].map(delayAfter)).toEqual([
      0, 0, 5_000, 10_000, 20_000, 300_000, 1_800_000, 1_800_000,
    ]);
  });

  it('never grows by time that is said to have run backwards', () => {
    expect(secondsToWait({ failures: 3, lastFailureMs: 0 }, -90_000)).toBe(5);
  });
});
