import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Person } from '../../shared/bridge/contract.ts';
import type { Certificate } from '../../shared/people/certificate.ts';
import type { PeopleDocuments } from '../../shared/people/knownPeople.ts';
import { openDirectory } from '../../shared/people/peopleDirectory.ts';
import type { PeopleDirectory } from '../../shared/people/peopleDirectory.ts';
import { createDurably, isFileError } from '../disk/writeDurably.ts';
import type { Profile } from './profileFile.ts';

/** Certificates of the facility's people, a file each (`people/<serial>.json`): public, and signed. */
const folderName = 'people';

/** Adds a certificate. Rejects with `EEXIST` where its serial stands already. */
export async function addCertificate(folder: string, certificate: Certificate): Promise<void> {
  await fs.mkdir(path.join(folder, folderName), { recursive: true, mode: 0o700 });
  const file = path.join(folder, folderName, `${certificate.serial}.json`);
  await createDurably(file, `${JSON.stringify(certificate, null, 2)}\n`);
}

/** What lies in the profile about people; nothing of it is believed yet. */
export async function readPeopleDocuments(folder: string): Promise<PeopleDocuments> {
  const certificates: unknown[] = [];
  for (const name of await filesIn(path.join(folder, folderName))) {
    try {
      certificates.push(JSON.parse(await fs.readFile(path.join(folder, folderName, name), 'utf8')));
    } catch {
      // A damaged certificate certifies nobody; the facility's list still has the name.
    }
  }
  return { certificates, revocations: [] };
}

/** What this workstation knows of the facility's people; files that say nothing true are left out. */
export async function readPeopleDirectory(
  folder: string,
  { facility, rootKey }: Profile,
): Promise<PeopleDirectory> {
  const trust = { facility: facility.code, rootKey: rootKey ?? '' };
  if (rootKey === undefined) return openDirectory(trust, [], []);
  const { certificates, revocations } = await readPeopleDocuments(folder);
  return openDirectory(trust, certificates, revocations);
}

/**
 * The facility's people: as certified where a certificate is here, the latest of each person, else
 * as the facility's configuration has them.
 */
export function peopleOf({ facility }: Profile, directory: PeopleDirectory): Person[] {
  const people = new Map<string, Person>(facility.people.map((person) => [person.key, person]));
  const byBeginning = directory.all
    .map(({ certificate }) => certificate)
    .sort((a, b) => Date.parse(a.validFrom) - Date.parse(b.validFrom));
  for (const { person: key, displayName, role, wards } of byBeginning) {
    people.set(key, { key, displayName, role, ...(wards.length > 0 ? { wards } : {}) });
  }
  return [...people.values()];
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await fs.readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return [];
    throw error;
  }
}
