import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { peopleCommand } from '../../main/commands/peopleCommand.ts';
import { enrolWorkstation } from '../../main/enrolment/enrolWorkstation.ts';
import { openKeystore } from '../../main/keystore/keystore.ts';
import { openPeopleService } from '../../main/people/peopleService.ts';
import type { PeopleService } from '../../main/people/peopleService.ts';
import { openPeopleStore } from '../../main/people/peopleStore.ts';
import { readProfile } from '../../main/profile/profileFile.ts';
import type { Facility } from '../../shared/bridge/contract.ts';
import { recordsDatabaseName } from '../../shared/central/provision.ts';
import { demonstrationFacility } from '../../shared/synthetic/facility.ts';
import { openTestCentral } from './central.ts';
import type { CentralKind, TestCentral } from './central.ts';
import { smallFacility } from './workstation.ts';

/** A hospital that IT founded by its own commands: a root key, a server, workstations by code. */
export interface EnrolledHospital {
  readonly central: TestCentral;
  readonly folder: string;
  readonly authorityFile: string;
  /** `npm run people -- …` as IT types it; answers what it prints. */
  people(...typed: readonly string[]): Promise<string>;
  /** Enrols a workstation of the hospital into the folder of its key, by the server's address unless told. */
  enrol(workstation: string, url?: string): Promise<string>;
  /** Opens an enrolled workstation's people as a new process would, with a line to the server unless told. */
  open(
    workstation: string,
    options?: {
      readonly offline?: boolean;
      readonly nowMs?: () => number;
      /** Between two contacts; none are made by themselves at 0, the default. */
      readonly everyMs?: number;
      readonly firstContactMs?: number;
      readonly centralUrl?: string;
    },
  ): Promise<PeopleService>;
  end(): Promise<void>;
}

/** Wards and workstations are the small facility's, with one ward more, at the test server's code. */
export const enrolledFacility: Facility = {
  ...smallFacility,
  code: demonstrationFacility.code,
  people: [],
  wards: [
    ...smallFacility.wards,
    { code: 'NGOAI', name: 'Khoa Ngoại', rooms: [{ name: '1' }], beds: [{ room: '1', name: '1' }] },
  ],
};

export async function openEnrolledHospital(
  kind: CentralKind,
  facility: Facility = enrolledFacility,
): Promise<EnrolledHospital> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-hospital-'));
  const central = await openTestCentral({ kind });
  const authorityFile = path.join(folder, 'authority.json');
  const hospitalFile = path.join(folder, 'hospital.json');
  await fs.writeFile(hospitalFile, JSON.stringify(facility));
  const plainName = recordsDatabaseName(facility.code, '');
  const prefix = central.database.slice(0, -plainName.length);
  const opened: PeopleService[] = [];

  async function people(...typed: readonly string[]): Promise<string> {
    const lines: string[] = [];
    const flags = ['--url', central.adminUrl, '--authority', authorityFile, '--prefix', prefix];
    const environment = { BEDSIDE_AUTHORITY_PASSWORD: 'một câu không ai đoán' };
    const [command = '', ...given] = typed;
    await peopleCommand([command, ...flags, ...given], environment, (line) => lines.push(line));
    return lines.join('\n');
  }

  await people('found', '--hospital', hospitalFile);
  return {
    central,
    folder,
    authorityFile,
    people,
    async enrol(workstation, url = central.url) {
      const address = new URL(central.adminUrl);
      address.host = new URL(url).host;
      const asked = ['--workstation', workstation, '--url', address.href];
      const printed = await people('enrol-code', ...asked);
      const code = /Code, shown this once: (\S+)/.exec(printed)![1]!;
      const at = path.join(folder, workstation);
      await enrolWorkstation({ folder: at, code, from: { url } });
      return at;
    },
    async open(
      workstation,
      { offline = false, nowMs, everyMs = 0, firstContactMs, centralUrl } = {},
    ) {
      const at = path.join(folder, workstation);
      const profile = await readProfile(at);
      const service = openPeopleService({
        folder: at,
        profile,
        keystore: openKeystore({ folder: at, profile: profile.replicaName }),
        store: await openPeopleStore(at, {
          facility: profile.facility.code,
          rootKey: profile.rootKey!,
        }),
        // Nothing listens on the discard port.
        centralUrl: offline ? 'http://127.0.0.1:9' : (centralUrl ?? central.url),
        everyMs,
        ...(firstContactMs === undefined ? {} : { firstContactMs }),
        ...(nowMs ? { clocks: { nowMs } } : {}),
      });
      opened.push(service);
      return service;
    },
    async end() {
      for (const service of opened) await service.close();
      await central.remove();
      await fs.rm(folder, { recursive: true, force: true });
    },
  };
}

/** The word that a command shows this once: a one-time password or a code. */
export function shownOnce(printed: string): string {
  return /shown this once: (\S+)/.exec(printed)![1]!;
}

/** The key of the directory that a command has given somebody new. */
export function keyOf(printed: string): string {
  return / is (\S+)\.$/m.exec(printed)![1]!;
}

/** A first sign-in: the one-time password is changed for an own one. */
export async function choosePassword(
  people: PeopleService,
  person: string,
  oneTime: string,
  wanted: string,
): Promise<void> {
  await people.signIn(person, oneTime);
  const change = { current: oneTime, wanted, names: [] };
  const changed = await people.changePassword(person, change);
  if (changed.kind !== 'changed') throw new Error(`not changed: ${changed.kind}`);
  await people.signIn(person, wanted);
}
