import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Credentials } from '../../shared/central/couchHttp.ts';
import { provision } from '../../shared/central/provision.ts';
import type { Facility, KeystoreFault } from '../../shared/bridge/contract.ts';
import { demonstrationFacility } from '../../shared/synthetic/facility.ts';
import { generateHospital, lastWholeDay } from '../../shared/synthetic/generateHospital.ts';
import { prepareChromiumProfile } from '../browser-shell/chromiumProfile.ts';
import { inventedPeople } from '../../shared/synthetic/people.ts';
import { inventedSigners, signedByAuthors } from '../../shared/synthetic/signedHospital.ts';
import { openKeystore } from '../keystore/keystore.ts';
import { createProfile } from '../profile/createProfile.ts';
import { lockProfile } from '../profile/profileLock.ts';
import { profileName, readProfile } from '../profile/profileFile.ts';
import type { Profile } from '../profile/profileFile.ts';
import { shellFolder } from '../profile/shellFolders.ts';
import type { Shell } from '../profile/shellFolders.ts';
import { DemonstrationError } from './demonstrationFile.ts';
import { openCentral } from './openCentral.ts';
import type { OpenCentral } from './openCentral.ts';
import { removeFromCentral } from './removeFromCentral.ts';

/** The passphrase of everybody in a demonstration: nobody in it is real. */
export const demonstrationPassphrase = 'phieng-ngan';

/** Workstations of the demonstration in the order in which they are opened: both of one ward. */
export const workstationKeys = ['noi-1', 'noi-2'] as const;

export interface DemonstrationChoice {
  /** Where its data lies: the central server's, and the workstations' profiles. */
  readonly folder: string;
  readonly shell: Shell;
  /** 1 or 2; 1 unless told. */
  readonly workstations?: number | undefined;
  /** Synthetic patients, 2,000 unless told; 0 leaves the hospital empty. */
  readonly patients?: number | undefined;
  /** A CouchDB with its administrator's name and password, instead of the embedded server. */
  readonly centralUrl?: string | undefined;
  readonly databasePrefix?: string | undefined;
  /** Profile folder of the first workstation, elsewhere than in `folder`. */
  readonly firstProfile?: string | undefined;
  /** Port of the first workstation, when its profile is made now. */
  readonly firstPort?: number | undefined;
  /** Gets a line for everything that may take longer than a second. */
  readonly progress?: ((line: string) => void) | undefined;
}

export interface PreparedWorkstation {
  readonly profileDir: string;
  readonly profile: Profile;
  readonly name: string;
}

export interface PreparedDemonstration {
  readonly central: OpenCentral;
  readonly facility: Facility;
  readonly passphrase: string;
  readonly workstations: readonly PreparedWorkstation[];
  /** Ends the embedded server and lets go of the folder. Data stays on disk. */
  stop(): Promise<void>;
  /** Removes this demonstration's database and accounts from the central server. */
  removeFromCentral(): Promise<void>;
}

/**
 * Opens the central server, makes the workstations' profiles where there are none, and provisions
 * the server with the synthetic hospital. Rejects with errors whose messages are for people:
 * `DemonstrationError`, `ProfileError`, `CentralFault`.
 */
export async function prepareDemonstration(
  choice: DemonstrationChoice,
): Promise<PreparedDemonstration> {
  const { progress = () => undefined } = choice;
  const facility = demonstrationFacility;
  await fs.mkdir(choice.folder, { recursive: true, mode: 0o700 });
  const lock = await lockProfile(choice.folder, 'The demonstration');
  const ends = [() => lock.release()];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    progress('Starting the central server.');
    const central = await openCentral({ ...choice, facilityCode: facility.code });
    ends.push(() => central.stop());
    const enrolled: EnrolledWorkstation[] = [];
    for (const index of workstationKeys.keys()) {
      if (index >= (choice.workstations ?? 1)) break;
      enrolled.push(await enrol(choice, central, index));
    }
    await provisionAll(choice, central, enrolled);
    const usernames = enrolled.flatMap(({ account }) => (account ? [account.username] : []));
    const origins = enrolled.map(({ profile }) => originOf(profile));
    return {
      central,
      facility,
      passphrase: demonstrationPassphrase,
      workstations: enrolled.map(({ profileDir, profile }) => ({
        profileDir,
        profile,
        name: facility.workstations.find(({ key }) => key === profile.workstation)?.name ?? '',
      })),
      stop,
      removeFromCentral: () => removeFromCentral(central, usernames, origins),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface EnrolledWorkstation {
  readonly profileDir: string;
  readonly profile: Profile;
  /** Undefined while the keystore is slowed down after wrong passphrases: it stands by then. */
  readonly account: Credentials | undefined;
}

async function enrol(
  choice: DemonstrationChoice,
  central: OpenCentral,
  index: number,
): Promise<EnrolledWorkstation> {
  const workstation = workstationKeys[index]!;
  const own = index === 0 ? choice.firstProfile : undefined;
  const port = index === 0 ? choice.firstPort : undefined;
  const profileDir = path.resolve(own ?? path.join(choice.folder, workstation));
  if (await isFile(path.join(profileDir, profileName))) {
    return reopen(profileDir, central, port);
  }
  const account = {
    username: `${central.database}-${workstation}`,
    password: randomBytes(18).toString('base64url'),
  };
  const profile = await createProfile(profileDir, {
    workstation,
    facility: demonstrationFacility,
    central: { url: central.url, database: central.database },
    demonstration: true,
    account,
    ...(await inventedPeople(demonstrationFacility)),
    passphrase: demonstrationPassphrase,
    oneTime: false,
    port,
  });
  if (choice.shell === 'browser') {
    // The folder also says which shell the profile belongs to.
    const browserFolder = shellFolder(profileDir, 'browser');
    await prepareChromiumProfile(browserFolder, originOf(profile));
  }
  return { profileDir, profile, account };
}

/** A profile of an earlier start: it must be of this demonstration, and keeps its port. */
async function reopen(
  profileDir: string,
  central: OpenCentral,
  port: number | undefined,
): Promise<EnrolledWorkstation> {
  const profile = await readProfile(profileDir);
  if (
    !profile.demonstration ||
    profile.central.url !== central.url ||
    profile.central.database !== central.database
  ) {
    throw new DemonstrationError(
      `The profile in ${profileDir} belongs to another central server (${profile.central.url}): name another folder with --profile, or start it with its own server.`,
    );
  }
  if (port !== undefined && port !== profile.port) {
    throw new DemonstrationError(
      `The profile in ${profileDir} has port ${profile.port} for good, because its records belong to that address: leave --port out, or name a new folder with --profile.`,
    );
  }
  const keystore = openKeystore({ folder: profileDir, profile: profile.replicaName });
  const { people } = await inventedPeople(demonstrationFacility);
  const unlocked = await keystore.unlock(people[0]!.person, demonstrationPassphrase);
  if (unlocked.kind === 'keystoreDamaged') {
    throw new DemonstrationError(keystoreSentence(profileDir, unlocked.detail));
  }
  const account = unlocked.kind === 'unlocked' ? unlocked.account : undefined;
  return { profileDir, profile, account };
}

function keystoreSentence(profileDir: string, fault: KeystoreFault): string {
  if (fault === 'earlierVersion') {
    return `The workstation in ${profileDir} was made by an earlier version, when everybody shared one key file: run npm run reset, which first shows what it has not delivered.`;
  }
  return `The keys in ${profileDir} can't be used (${fault}): put back the folder keystore and the file device-secret.json from a backup. Nothing was changed; without them the records there can't be read.`;
}

async function provisionAll(
  { patients = 2_000, progress = () => undefined }: DemonstrationChoice,
  central: OpenCentral,
  enrolled: readonly EnrolledWorkstation[],
): Promise<void> {
  progress('Preparing the central server.');
  const origins = enrolled.map(({ profile }) => originOf(profile));
  const seed = {
    // Made only when provision asks for it: on a server that is set up already it doesn't.
    async records() {
      progress(`Making a synthetic hospital of ${patients} patients.`);
      const today = lastWholeDay(new Date());
      const { records } = generateHospital({ seed: 1, patients, today, duplicates: 0.01 });
      const people = await inventedPeople(demonstrationFacility);
      return signedByAuthors(records, await inventedSigners(people));
    },
    onProgress: ({ done, total }: { done: number; total: number }) =>
      progress(`Loading the hospital: ${done} of ${total} records.`),
  };
  await provision({
    url: central.url,
    admin: central.admin,
    database: central.database,
    accounts: enrolled.flatMap(({ account, profile: { workstation } }) =>
      account ? [{ ...account, workstation }] : [],
    ),
    allowedOrigins: ['app://bedside', ...origins],
    ...(patients > 0 ? { seed } : {}),
  });
}

function originOf(profile: Profile): string {
  return `http://127.0.0.1:${profile.port}`;
}

function isFile(file: string): Promise<boolean> {
  return fs.stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
