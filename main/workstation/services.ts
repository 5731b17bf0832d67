import { enrolledNow } from '../../shared/audit/silentWorkstations.ts';
import type { AppDescription, Facility, Person } from '../../shared/bridge/contract.ts';
import { mayDo } from '../../shared/people/rights.ts';
import { BridgeRefusal } from '../bridge/serveBridge.ts';
import type { BridgeServices } from '../bridge/serveBridge.ts';
import type { Cable } from '../demonstration/cable.ts';
import { listPeople, managePeople } from '../people/managePeople.ts';
import { emergencyUsesOf, ownWorkstation } from '../people/peopleOf.ts';
import type { OpenSession, PeopleService } from '../people/peopleService.ts';
import type { Profile } from '../profile/profileFile.ts';
import { writeReport } from '../profile/reports.ts';
import { readSettings, writeSettings } from '../profile/settings.ts';
import { closeStoreDamage, noteNewReplica, readStoreDamage } from '../profile/storeDamage.ts';
import { readTables } from '../profile/tables.ts';
import { readUndelivered, withdrawZero, writeUndelivered } from '../profile/undelivered.ts';
import { rescueServices } from '../rescue/rescueServices.ts';
import type { CameraLease } from './cameraLease.ts';
import { pinServices, unlocked } from './pinServices.ts';
import type { FailedSignInServices } from './failedSignIns.ts';
import type { LockSignal } from './lockSignal.ts';
import type { SavePdf } from './savePdf.ts';

/** What the pages get of the main process, for one opened profile. */
export function workstationServices(
  folder: string,
  profile: Profile,
  version: string,
  service: PeopleService,
  cable: Cable | undefined,
  camera: CameraLease,
  lockSignal?: LockSignal,
  savePdf?: SavePdf,
): Omit<BridgeServices, keyof FailedSignInServices> {
  const personOf = async (key: string): Promise<Person> => {
    const person = (await service.people()).find((known) => known.key === key);
    if (person) return person;
    throw new BridgeRefusal('notAllowed', 'This person has no account on this workstation.');
  };
  /** What the pages had said before somebody unlocked, which takes a zero back. */
  let saidBefore: Awaited<ReturnType<typeof readUndelivered>> | undefined;
  const handOver = async (session: OpenSession) => {
    saidBefore = await readUndelivered(folder).catch(() => 'unknown' as const);
    await withdrawZero(folder);
    return unlocked(session);
  };
  let endRevokedWait: (() => void) | undefined;
  return {
    async describeApp() {
      const { rootKey } = profile;
      const facility = { ...(await service.facility()), people: await service.people() };
      return {
        ...describe(profile, facility, version, cable),
        emergencyUses: emergencyUsesOf(await service.store.facts()),
        enrolled: enrolledNow((await service.store.facts()).workstations),
        ...(rootKey === undefined ? {} : { certified: { rootKey, ...documentsOf(service) } }),
      };
    },
    async unlock({ person, passphrase, emergency }) {
      const { key } = await personOf(person);
      const result = await service.signIn(key, passphrase, emergency);
      return result.kind === 'open' ? handOver(result.session) : result;
    },
    async readContact() {
      const { verification, heardAt, enrolledTwice } = await service.contactState();
      return {
        verification,
        ...(heardAt === undefined ? {} : { heardAt }),
        ...(enrolledTwice ? { enrolledTwice } : {}),
      };
    },
    listPeople: () => listPeople(service),
    managePeople: (request) => managePeople(service, profile.facility.code, request),
    async lock({ left }) {
      service.endSession(left);
      return {};
    },
    ...pinServices(service, handOver),
    async changePassword({ person, current, wanted }) {
      const { key, displayName, emergency } = await personOf(person);
      if (emergency) throw new BridgeRefusal('notAllowed', 'An emergency code is never changed.');
      // A title before the name ("BS. ") makes it no better a password.
      const names = [key, displayName, displayName.replace(/^\S+\. /, '')];
      return service.changePassword(key, { current, wanted, names });
    },
    async waitForLock() {
      endRevokedWait?.();
      const revoked = new Promise<'revoked' | 'notWatched'>((resolve) => {
        const stop = service.onRevoked(() => end('revoked'));
        const end = (because: 'revoked' | 'notWatched') => {
          stop();
          resolve(because);
        };
        endRevokedWait = () => end('notWatched');
      });
      const left = lockSignal?.();
      // Held keys go with the machine, whether or not a page still listens.
      void left?.then((because) => {
        if (because !== 'notWatched') service.endSession(true);
      });
      return { because: await (left ? Promise.race([left, revoked]) : revoked) };
    },
    readSettings: () => readSettings(folder),
    async writeSettings(settings) {
      if (!service.session()) {
        throw new BridgeRefusal('notAllowed', 'Settings are changed by somebody who is signed in.');
      }
      return writeSettings(folder, settings);
    },
    async allowCamera({ allowed }) {
      camera.set(allowed);
      return {};
    },
    readTables: () => readTables(folder, cable !== undefined),
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
    async reportNewReplica() {
      await noteNewReplica(folder, saidBefore ?? (await readUndelivered(folder)));
      return {};
    },
    readStoreDamage: async () => ({ damages: await readStoreDamage(folder) }),
    async closeStoreDamage({ at }) {
      const person = service.session()?.person;
      if (person === undefined || !mayDo((await personOf(person)).role, 'closeStoreDamage')) {
        throw new BridgeRefusal('notAllowed', 'Only an administrator closes this.');
      }
      await closeStoreDamage(folder, at, person);
      return {};
    },
    async saveReport({ name, text }) {
      return { path: await writeReport(folder, name, text) };
    },
    ...rescueServices(folder),
    savePdf: async () => ({ kind: savePdf ? await savePdf() : 'systemDialogue' }),
  };
}

function describe(
  profile: Profile,
  facility: Facility,
  version: string,
  cable: Cable | undefined,
): AppDescription {
  const own = ownWorkstation(profile);
  const described = facility.workstations.find(({ key }) => key === own.key) ?? own;
  // The block is this enrolment's, though another machine was enrolled under the name since.
  const workstation = { ...described, recordNumberBlock: own.recordNumberBlock };
  return {
    version,
    demonstration: cable !== undefined,
    replicaName: profile.replicaName,
    facility,
    workstation,
    storageBound: profile.storageBound,
    central: cable ? { ...profile.central, url: cable.url } : profile.central,
  };
}

/** Certificates and revocations as they lie here: the pages verify them by the root key themselves. */
function documentsOf({ store }: PeopleService) {
  const documents = [...store.documents().values()];
  return {
    certificates: documents.filter(({ format }) => format === 'bedside-certificate'),
    revocations: documents.filter(({ format }) => format === 'bedside-revocation'),
  };
}
