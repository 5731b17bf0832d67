import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openKeystore } from '../../../../main/keystore/keystore.ts';
import { openPeopleService } from '../../../../main/people/peopleService.ts';
import type { PeopleService } from '../../../../main/people/peopleService.ts';
import { openPeopleStore } from '../../../../main/people/peopleStore.ts';
import { readProfile } from '../../../../main/profile/profileFile.ts';
import { cameraLease } from '../../../../main/workstation/cameraLease.ts';
import { lockSignalOf } from '../../../../main/workstation/lockSignal.ts';
import { workstationServices } from '../../../../main/workstation/services.ts';
import { pinHoldsMs } from '../../../../shared/people/pin.ts';
import { smallPassphrase, temporaryProfile } from '../../../support/workstation.ts';

const doctor = 'bs-mau';
const nurse = 'dd-mau';
const pin = '482937';

let made: Awaited<ReturnType<typeof temporaryProfile>>;
let nowMs: number;
const opened: PeopleService[] = [];

async function open(folder = made.folder): Promise<PeopleService> {
  const profile = await readProfile(folder);
  const service = openPeopleService({
    folder,
    profile,
    keystore: openKeystore({ folder, profile: profile.replicaName }),
    store: await openPeopleStore(folder, {
      facility: profile.facility.code,
      rootKey: profile.rootKey ?? '',
    }),
    centralUrl: 'http://127.0.0.1:9',
    everyMs: 0,
    clocks: { nowMs: () => nowMs },
  });
  opened.push(service);
  return service;
}

/** Every file of a profile with a digest of what is in it. */
async function filesOf(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await fs.readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    found[path.relative(folder, file)] = createHash('sha256')
      .update(await fs.readFile(file))
      .digest('hex');
  }
  return found;
}

async function lockedWithPin(): Promise<PeopleService> {
  const service = await open();
  expect((await service.signIn(doctor, smallPassphrase)).kind).toBe('open');
  expect(await service.choosePin(pin, smallPassphrase)).toEqual({ kind: 'chosen' });
  service.endSession(false);
  return service;
}

beforeAll(async () => {
  made = await temporaryProfile();
  nowMs = Date.now();
});
afterEach(async () => {
  for (const service of opened.splice(0)) await service.close();
});
afterAll(() => made.remove());

describe('a PIN', () => {
  test('opens for its person what their password opened, and nobody else', async () => {
    const service = await lockedWithPin();
    expect(service.pins()).toEqual({ chosen: false, opens: [doctor] });
    expect(await service.signInWithPin(nurse, pin)).toEqual({ kind: 'pinGone' });
    const again = await service.signInWithPin(doctor, pin);
    expect(again).toMatchObject({ kind: 'open', session: { person: doctor } });
    expect(service.session()?.opened.secrets.dataKey).toHaveLength(44);
    expect(service.pins()).toEqual({ chosen: true, opens: [] });
    service.forgetPin();
    service.endSession(false);
    expect(service.pins().opens).toEqual([]);
  });

  test('isn’t planted by whoever finds the machine unlocked: the own password is asked for, and its attempts are counted', async () => {
    const copy = `${made.folder}-planted`;
    await fs.cp(made.folder, copy, { recursive: true });
    const service = await open(copy);
    expect((await service.signIn(doctor, smallPassphrase)).kind).toBe('open');
    const tries = [];
    for (const guess of ['', 'không phải', 'đoán bừa', smallPassphrase]) {
      tries.push(await service.choosePin(pin, guess));
    }
    const wrong = (retryAfterSeconds: number) => ({ kind: 'wrongPassphrase', retryAfterSeconds });
    expect(tries).toEqual([wrong(0), wrong(0), wrong(5), wrong(5)]);
    expect(service.pins().chosen).toBe(false);
    expect(service.session()?.person).toBe(doctor);
    service.endSession(false);
    expect(service.pins().opens).toEqual([]);
    await fs.rm(copy, { recursive: true });
  });

  test('ends with the password that it was chosen by: a changed one asks for a new PIN', async () => {
    const copy = `${made.folder}-changed`;
    await fs.cp(made.folder, copy, { recursive: true });
    const service = await open(copy);
    expect((await service.signIn(doctor, smallPassphrase)).kind).toBe('open');
    expect(await service.choosePin(pin, smallPassphrase)).toEqual({ kind: 'chosen' });
    const change = { current: smallPassphrase, wanted: 'mưa rào tháng sáu', names: [] };
    expect(await service.changePassword(doctor, change)).toEqual({ kind: 'changed' });
    expect(service.pins().chosen).toBe(false);
    service.endSession(false);
    expect(await service.signInWithPin(doctor, pin)).toEqual({ kind: 'pinGone' });
    await fs.rm(copy, { recursive: true });
  });

  test('after three wrong ones the keys are gone, also for the right one; the password opens', async () => {
    const service = await lockedWithPin();
    const tries = [];
    for (const wrong of ['482938', '', '999999', pin]) {
      tries.push(await service.signInWithPin(doctor, wrong));
    }
    expect(tries).toEqual([
      { kind: 'wrongPin', triesLeft: 2 },
      { kind: 'wrongPin', triesLeft: 1 },
      { kind: 'wrongPin', triesLeft: 0 },
      { kind: 'pinGone' },
    ]);
    expect((await service.signIn(doctor, smallPassphrase)).kind).toBe('open');
  });

  test('opens nothing ten minutes after the lock, nor after a clock was set back', async () => {
    for (const [byMs, kind] of [
      [pinHoldsMs - 1000, 'open'],
      [pinHoldsMs, 'pinGone'],
      [-3_600_000, 'pinGone'],
    ] as const) {
      const service = await lockedWithPin();
      nowMs += byMs;
      expect((await service.signInWithPin(doctor, pin)).kind).toBe(kind);
      nowMs -= byMs;
    }
  }, 20_000);

  test('opens nothing on a machine that was left, and in another process', async () => {
    const service = await lockedWithPin();
    service.endSession(true);
    expect(await service.signInWithPin(doctor, pin)).toEqual({ kind: 'pinGone' });
    const without = await open();
    expect(await without.signInWithPin(doctor, pin)).toEqual({ kind: 'pinGone' });
  });

  test('a machine that was left holds neither the account nor the device secret: nothing is exchanged until a sign-in', async () => {
    const service = await lockedWithPin();
    expect(await service.contact()).toBe('notReached');
    service.endSession(true);
    expect(await service.contact()).toBe('noAccount');
    expect((await service.signIn(doctor, smallPassphrase)).kind).toBe('open');
    expect(await service.contact()).toBe('notReached');
  });

  test('opens nothing after sleep or a locked screen, whatever the page does', async () => {
    const events = new Map<string, () => void>();
    const power = { on: (event: string, listener: () => void) => events.set(event, listener) };
    const signal = lockSignalOf(power);
    const profile = await readProfile(made.folder);
    for (const event of ['suspend', 'lock-screen']) {
      const service = await open();
      const services = workstationServices(
        made.folder,
        profile,
        '0',
        service,
        undefined,
        cameraLease(),
        signal,
      );
      await services.unlock({ person: doctor, passphrase: smallPassphrase });
      expect(await services.choosePin({ pin: '123456', current: smallPassphrase })).toEqual({
        kind: 'weak',
        because: 'tooSimple',
      });
      expect(await services.choosePin({ pin, current: smallPassphrase })).toEqual({
        kind: 'chosen',
      });
      const waiting = services.waitForLock({});
      await services.lock({ left: false });
      expect(await services.readPins({})).toEqual({ chosen: false, opens: [doctor] });
      events.get(event)!();
      await waiting;
      expect(await services.unlockWithPin({ person: doctor, pin })).toEqual({ kind: 'pinGone' });
    }
  }, 20_000);

  test('brute force against the PIN with the profile copied to another machine: nothing on disk depends on it', async () => {
    // What a first sign-in leaves on the disk is there before anything is compared.
    const first = await open();
    expect((await first.signIn(doctor, smallPassphrase)).kind).toBe('open');
    await first.sealForNewcomers();
    await first.close();
    const service = await open();
    expect((await service.signIn(doctor, smallPassphrase)).kind).toBe('open');
    const before = await filesOf(made.folder);
    await service.choosePin(pin, smallPassphrase);
    service.endSession(false);
    await service.signInWithPin(doctor, '000001');
    await service.signInWithPin(doctor, pin);
    service.endSession(false);
    // Not one byte of the profile is another one: there is nothing that a guess could be tried on.
    expect(await filesOf(made.folder)).toEqual(before);
    const copy = `${made.folder}-copy`;
    await fs.cp(made.folder, copy, { recursive: true });
    const thief = await open(copy);
    for (const guess of [pin, '000001', pin]) {
      expect(await thief.signInWithPin(doctor, guess)).toEqual({ kind: 'pinGone' });
    }
    expect((await thief.signIn(doctor, pin)).kind).toBe('wrongPassphrase');
  });
});
