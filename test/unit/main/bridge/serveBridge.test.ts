import { describe, expect, it } from 'vitest';
import { BridgeRefusal, bridgeHost } from '../../../../main/bridge/serveBridge.ts';
import type { BridgeServices } from '../../../../main/bridge/serveBridge.ts';
import { bridgeFailureSchema, defaultSettings } from '../../../../shared/bridge/contract.ts';

const secret = 'Bệnh nhân Mẫu 001099000001';

const services: BridgeServices = {
  describeApp: async () => {
    throw Object.assign(new Error(`cannot read ${secret}`), { code: 'EIO' });
  },
  unlock: async () => ({ kind: 'wrongPassphrase', retryAfterSeconds: 5 }),
  changePassword: async () => ({ kind: 'noEntry' }),
  listPeople: async () => ({ accounts: [] }),
  managePeople: async () => ({ kind: 'ended' }),
  readContact: async () => ({ verification: { kind: 'verified' } }),
  choosePin: async () => ({ kind: 'chosen' }),
  forgetPin: async () => ({}),
  readPins: async () => ({ chosen: false, opens: [] }),
  unlockWithPin: async () => ({ kind: 'pinGone' }),
  lock: async () => ({}),
  waitForLock: async () => ({ because: 'notWatched' }),
  readFailedSignIns: async () => ({ attempts: [] }),
  forgetFailedSignIns: async () => ({}),
  readSettings: async () => ({ ...defaultSettings, theme: secret }) as never,
  writeSettings: async (settings) => settings,
  allowCamera: async () => ({}),
  cutNetwork: async () => {
    throw new BridgeRefusal('notAllowed', 'Only a demonstration has a network switch.');
  },
  readTables: async () => ({}),
  reportUndelivered: async () => ({}),
  reportNewReplica: async () => ({}),
  readStoreDamage: async () => ({ damages: [] }),
  closeStoreDamage: async () => ({}),
  saveReport: async ({ name }) => ({ path: `/reports/${name}.txt` }),
  rescueKey: async ({ salt = 'AAAAAAAAAAAAAAAAAAAAAA==' }) => ({ salt, key: `${'A'.repeat(43)}=` }),
  writeRescue: async () => ({ path: '/rescue/99017-noi-1-20261123-140500.bedside' }),
  savePdf: async () => ({ kind: 'systemDialogue' }),
};

function serving() {
  const lines: string[] = [];
  return { host: bridgeHost(services, (line) => lines.push(line)), lines };
}

describe('bridge host', () => {
  it('answers what the service answers', async () => {
    const { host } = serving();
    expect(await host('unlock', { person: 'bs-mau', passphrase: 'x' })).toEqual({
      kind: 'answer',
      response: { kind: 'wrongPassphrase', retryAfterSeconds: 5 },
    });
  });

  it.each(['nothing', 'toString', '__proto__', 'constructor', ''])(
    'has no function "%s"',
    async (name) => {
      expect(await serving().host(name, {})).toMatchObject({
        kind: 'failure',
        failure: { code: 'unknownFunction' },
      });
    },
  );

  it.each([
    [undefined, 'its top'],
    [{ ...defaultSettings, theme: secret }, 'theme'],
    [{ language: 'vi', theme: 'dark' }, 'density'],
    [{ ...defaultSettings, more: secret }, 'its top'],
  ])(
    'refuses a wrong request and names the place, never the value (%#)',
    async (payload, place) => {
      const outcome = await serving().host('writeSettings', payload);
      expect(outcome).toMatchObject({ kind: 'failure', failure: { code: 'badRequest' } });
      expect(JSON.stringify(outcome)).toContain(place);
      expect(JSON.stringify(outcome)).not.toContain(secret);
    },
  );

  it('keeps what a service threw, and an answer that breaks the contract, to itself and out of the log', async () => {
    const { host, lines } = serving();
    for (const name of ['describeApp', 'readSettings']) {
      const outcome = await host(name, {});
      expect(outcome.kind).toBe('failure');
      if (outcome.kind === 'failure') {
        expect(bridgeFailureSchema.parse(outcome.failure).code).toBe('failed');
      }
      expect(JSON.stringify(outcome)).not.toContain(secret);
    }
    expect(lines).toEqual([
      'bridge: describeApp failed with Error EIO',
      'bridge: readSettings answered something wrong at theme',
    ]);
  });

  it('lets the sentence of a refusal through', async () => {
    expect(await serving().host('cutNetwork', { cut: true })).toEqual({
      kind: 'failure',
      failure: { code: 'notAllowed', message: 'Only a demonstration has a network switch.' },
    });
  });
});
