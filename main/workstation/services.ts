import type { AppDescription } from '../../shared/bridge/contract.ts';
import { BridgeRefusal } from '../bridge/serveBridge.ts';
import type { BridgeServices } from '../bridge/serveBridge.ts';
import type { Cable } from '../demonstration/cable.ts';
import type { Keystore } from '../keystore/keystore.ts';
import type { Profile } from '../profile/profileFile.ts';
import { writeReport } from '../profile/reports.ts';
import { readSettings, writeSettings } from '../profile/settings.ts';
import { writeUndelivered } from '../profile/undelivered.ts';

/** What the pages get of the main process, for one opened profile. */
export function workstationServices(
  folder: string,
  profile: Profile,
  version: string,
  keystore: Keystore,
  cable: Cable | undefined,
): BridgeServices {
  const app = describe(profile, version, cable);
  return {
    describeApp: async () => app,
    async unlock({ person, passphrase }) {
      if (!profile.facility.people.some(({ key }) => key === person)) {
        throw new BridgeRefusal('notAllowed', 'This person has no account on this workstation.');
      }
      return keystore.unlock(passphrase);
    },
    readSettings: () => readSettings(folder),
    writeSettings: (settings) => writeSettings(folder, settings),
    async cutNetwork({ cut }) {
      if (!cable) {
        throw new BridgeRefusal('notAllowed', 'Only a demonstration has a network switch.');
      }
      if (cut !== undefined) await (cut ? cable.cut() : cable.restore());
      return { cut: cable.isCut() };
    },
    async reportUndelivered(counts) {
      await writeUndelivered(folder, { ...counts, at: new Date().toISOString() });
      return {};
    },
    async saveReport({ name, text }) {
      return { path: await writeReport(folder, name, text) };
    },
  };
}

function describe(profile: Profile, version: string, cable: Cable | undefined): AppDescription {
  const workstation = profile.facility.workstations.find(({ key }) => key === profile.workstation);
  if (!workstation) throw new Error('a parsed profile names a workstation of its facility');
  return {
    version,
    demonstration: cable !== undefined,
    replicaName: profile.replicaName,
    facility: profile.facility,
    workstation,
    storageBound: profile.storageBound,
    central: cable ? { ...profile.central, url: cable.url } : profile.central,
  };
}
