import '../../../renderer/app/withoutEval.ts';
import { startApp } from '../../../renderer/app/startApp.tsx';
import { ReplicaNotOpened } from '../../../renderer/replica/replicaClient.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';
import { inventedPeople } from '../../../shared/synthetic/people.ts';
import { demonstrationCommunes } from '../../../shared/synthetic/communes.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { openMemoryReplica } from './memoryReplica.ts';
import { fakeBridge } from './fakeBridge.ts';
import { sceneNames, sceneOf } from './scenes.ts';
import type { SceneName } from './scenes.ts';
import { sixtyPeople } from './sixtyPeople.ts';

const parameters = new URLSearchParams(location.search);
const scene = sceneNames.find((name) => name === parameters.get('scene')) ?? ('ward' as SceneName);

Object.defineProperty(window, 'bedside', { value: fakeBridge(scene, parameters) });
/** The main process's functions as a scene needs them. Any passphrase opens. */
const fake: Bridge = {
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
  readTables: async () => ({ communes: { version: 'invented', rows: [...demonstrationCommunes] } }),
  cutNetwork: async ({ cut = false }) => ({ cut }),
  reportUndelivered: async () => ({}),
  saveReport: async ({ name }) => ({ path: `/reports/${name}.txt` }),
  rescueKey: async ({ salt = 'AAAAAAAAAAAAAAAAAAAAAA==' }) => ({ salt, key: `${'A'.repeat(43)}=` }),
  writeRescue: async () => ({ path: '/rescue/99017-noi-1-20261123-140500.bedside' }),
};
Object.defineProperty(window, 'bedside', { value: fake });

startApp(document.getElementById('root')!, async () => {
  if (scene === 'alreadyOpen') throw new ReplicaNotOpened('alreadyOpen');
  if (scene === 'full') throw new ReplicaNotOpened('storageFull');
  return openMemoryReplica(sceneOf(scene, Number(parameters.get('patients') ?? 300)));
});
