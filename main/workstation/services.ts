import type { AppDescription, Person } from '../../shared/bridge/contract.ts';
import { BridgeRefusal } from '../bridge/serveBridge.ts';
import type { BridgeServices } from '../bridge/serveBridge.ts';
import type { Cable } from '../demonstration/cable.ts';
import type { Keystore } from '../keystore/keystore.ts';
import { peopleOf, readPeopleDirectory, readPeopleDocuments } from '../profile/peopleFolder.ts';
import type { Profile } from '../profile/profileFile.ts';
import { writeReport } from '../profile/reports.ts';
import { readSettings, writeSettings } from '../profile/settings.ts';
import { writeUndelivered } from '../profile/undelivered.ts';
import type { LockSignal } from './lockSignal.ts';

/** What the pages get of the main process, for one opened profile. */
export function workstationServices(
  folder: string,
  profile: Profile,
  version: string,
  keystore: Keystore,
  cable: Cable | undefined,
  lockSignal?: LockSignal,
): BridgeServices {
  /** Read each time: a person may have been added since. */
  const people = async () => peopleOf(profile, await readPeopleDirectory(folder, profile));
  const personOf = async (key: string): Promise<Person> => {
    const person = (await people()).find((known) => known.key === key);
    if (person) return person;
    throw new BridgeRefusal('notAllowed', 'This person has no account on this workstation.');
  };
  return {
    async describeApp() {
      const { rootKey } = profile;
      return {
        ...describe(profile, await people(), version, cable),
        ...(rootKey === undefined
          ? {}
          : { certified: { rootKey, ...(await readPeopleDocuments(folder)) } }),
      };
    },
    async unlock({ person, passphrase }) {
      return keystore.unlock((await personOf(person)).key, passphrase);
    },
    async changePassword({ person, current, wanted }) {
      const { key, displayName } = await personOf(person);
      // A title before the name ("BS. ") makes it no better a password.
      const names = [key, displayName, displayName.replace(/^\S+\. /, '')];
      return keystore.changePassword(key, { current, wanted, names });
    },
    async waitForLock() {
      return { because: lockSignal ? await lockSignal() : 'notWatched' };
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

function describe(
  profile: Profile,
  people: Person[],
  version: string,
  cable: Cable | undefined,
): AppDescription {
  const workstation = profile.facility.workstations.find(({ key }) => key === profile.workstation);
  if (!workstation) throw new Error('a parsed profile names a workstation of its facility');
  return {
    version,
    demonstration: cable !== undefined,
    replicaName: profile.replicaName,
    facility: { ...profile.facility, people },
    workstation,
    storageBound: profile.storageBound,
    central: cable ? { ...profile.central, url: cable.url } : profile.central,
  };
}
