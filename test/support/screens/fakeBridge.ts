import { localInstant } from '../../../shared/records/instant.ts';
import { sixtyPeople } from './sixtyPeople.ts';
import { settingsSchema } from '../../../shared/bridge/contract.ts';
import type { Bridge } from '../../../shared/bridge/contract.ts';
import { demonstrationCommunes } from '../../../shared/synthetic/communes.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';
import { inventedPeople } from '../../../shared/synthetic/people.ts';
import { appOf, contactOf, damagesOf, settingsOf } from './scenes.ts';
import type { SceneName } from './scenes.ts';

/** The main process's functions as a scene needs them. Any passphrase opens. */
export function fakeBridge(scene: SceneName, parameters: URLSearchParams): Bridge {
  let settings = settingsOf(parameters);
  let damages = damagesOf(scene);
  return {
    describeApp: async () => appOf(scene),
    unlock: async ({ person }) =>
      scene === 'wrongPassphrase'
        ? { kind: 'wrongPassphrase', retryAfterSeconds: 4 }
        : scene === 'keystoreMissing'
          ? { kind: 'keystoreDamaged', detail: 'missing' }
          : {
              kind: 'unlocked',
              dataKey: 'AAAA',
              account: { username: 'noi-1', password: 'invented' },
              signing: (await inventedPeople(demonstrationFacility)).people.find(
                (one) => one.person === person,
              )!.signing,
              verification: contactOf(scene).verification,
            },
    listPeople: async () => ({
      accounts: sixtyPeople(),
      heardAt: localInstant(new Date(Date.now() - 17 * 60_000)),
    }),
    managePeople: async () => ({
      kind: 'made',
      person: 'nguoi-moi',
      oneTimePassword: 'k7qp-2m9x-rt4w',
    }),
    readContact: async () => contactOf(scene),
    choosePin: async () => ({ kind: 'chosen' }),
    forgetPin: async () => ({}),
    readPins: async () => ({
      chosen: scene === 'unverified',
      opens: scene === 'emergency' ? [demonstrationFacility.people[0]!.key] : [],
    }),
    unlockWithPin: async () => ({ kind: 'pinGone' }),
    lock: async () => ({}),
    readFailedSignIns: async () => ({ attempts: [] }),
    forgetFailedSignIns: async () => ({}),
    readSettings: async () => settings,
    changePassword: async () => ({ kind: 'changed' }),
    waitForLock: async () => ({ because: 'notWatched' }),
    writeSettings: async (next) => (settings = settingsSchema.parse(next)),
    allowCamera: async () => ({}),
    readTables: async () => ({
      communes: { version: 'invented', rows: [...demonstrationCommunes] },
    }),
    cutNetwork: async ({ cut = false }) => ({ cut }),
    reportUndelivered: async () => ({}),
    reportNewReplica: async () => ({}),
    readStoreDamage: async () => ({ damages }),
    closeStoreDamage: async ({ at }) => {
      damages = damages.filter((damage) => damage.at !== at);
      return {};
    },
    saveReport: async ({ name }) => ({ path: `/reports/${name}.txt` }),
    rescueKey: async ({ salt = 'AAAAAAAAAAAAAAAAAAAAAA==' }) => ({
      salt,
      key: `${'A'.repeat(43)}=`,
    }),
    savePdf: async () => ({ kind: 'systemDialogue' }),
    writeRescue: async () => ({ path: '/rescue/99017-noi-1-20261123-140500.bedside' }),
  };
}
