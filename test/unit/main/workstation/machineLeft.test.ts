import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockSignalOf } from '../../../../main/workstation/lockSignal.ts';
import { openWorkstation } from '../../../../main/workstation/openWorkstation.ts';
import type { OpenWorkstation } from '../../../../main/workstation/openWorkstation.ts';
import { smallPassphrase, temporaryProfile } from '../../../support/workstation.ts';

/** A page that doesn't wait for the signal, or doesn't lock, may be anybody's: the main process acts itself. */

let made: Awaited<ReturnType<typeof temporaryProfile>>;
let power: EventEmitter;
let workstation: OpenWorkstation;
beforeEach(async () => {
  made = await temporaryProfile();
  power = new EventEmitter();
  workstation = await openWorkstation(made.folder, {
    shell: 'electron',
    version: '0.1.0',
    lockSignal: lockSignalOf(power),
  });
});
afterEach(async () => {
  await workstation.close();
  await made.remove();
});

const signIn = () =>
  workstation.bridge('unlock', { person: 'bs-mau', passphrase: smallPassphrase });
const isIn = async () =>
  (await workstation.bridge('saveReport', { name: 'probe', text: 'x' })).kind === 'answer';

describe('a machine that is left', () => {
  it.each(['suspend', 'lock-screen'])(
    'on %s the keys leave the main process and the session ends, whatever the page does',
    async (event) => {
      await signIn();
      expect(await isIn()).toBe(true);
      power.emit(event);
      expect(await isIn()).toBe(false);
    },
  );

  it('tells a page that waits, too', async () => {
    await signIn();
    const told = workstation.bridge('waitForLock', {});
    // The call is on its way to the service.
    await new Promise((resolve) => setTimeout(resolve, 20));
    power.emit('suspend');
    expect(await told).toMatchObject({ response: { because: 'sleep' } });
  });
});

describe('with nobody signed in', () => {
  it.each([
    ['forgetFailedSignIns', { count: 1 }],
    ['saveReport', { name: 'probe', text: 'x' }],
    ['rescueKey', { passphrase: 'một câu thật dài' }],
    ['writeRescue', { step: 'begin', text: '' }],
    ['allowCamera', { allowed: true }],
  ])('%s is refused, and answered once somebody is', async (name, request) => {
    expect(await workstation.bridge(name, request)).toMatchObject({
      kind: 'failure',
      failure: { code: 'notAllowed' },
    });
    await signIn();
    const outcome = await workstation.bridge(name, request);
    expect(outcome).not.toMatchObject({ failure: { code: 'notAllowed' } });
  });

  it('what a locked page needs is answered: who may sign in, settings, counts, the camera let go', async () => {
    for (const [name, request] of [
      ['describeApp', {}],
      ['readSettings', {}],
      ['readPins', {}],
      ['reportUndelivered', { hereOnly: 1, refused: 0 }],
      ['allowCamera', { allowed: false }],
      ['lock', { left: false }],
    ] as const) {
      expect(await workstation.bridge(name, request), name).toMatchObject({ kind: 'answer' });
    }
  });
});
