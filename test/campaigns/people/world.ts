import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { createAuthority, facilityDocument } from '../../../main/enrolment/authority.ts';
import type { Authority } from '../../../main/enrolment/authority.ts';
import { makePerson } from '../../../main/people/administration.ts';
import { readAllPeople, sendDocument } from '../../../main/people/exchangePeople.ts';
import { peopleDatabaseName } from '../../../shared/central/peopleDatabase.ts';
import { peopleDocumentId } from '../../../shared/people/peopleDocument.ts';
import type { Certificate } from '../../../shared/people/certificate.ts';
import type { PeopleDocument } from '../../../shared/people/peopleDocument.ts';
import { readPeopleFacts } from '../../../shared/people/peopleFacts.ts';
import type { PeopleFacts } from '../../../shared/people/peopleFacts.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import type { Random } from '../../../shared/synthetic/random.ts';
import { openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { smallFacility } from '../../support/workstation.ts';
import type { Entry, KnownCode, KnownPerson } from './model.ts';
import type { Station } from './station.ts';
import { emptyTally } from './tally.ts';
import type { PromiseKept, Tally, Violation } from './tally.ts';

/** Everything of one seed: a hospital, its server, its people and its workstations. */
export interface World {
  readonly seed: number;
  readonly random: Random;
  readonly folder: string;
  readonly central: TestCentral;
  readonly authority: Authority;
  readonly people: KnownPerson[];
  /** Never revoked, and never chooses another password: somebody entitled is always left. */
  readonly relief: KnownPerson;
  /** Every envelope that was ever sealed. */
  readonly codes: KnownCode[];
  readonly stations: Station[];
  readonly entries: Entry[];
  /** Serials that an issuer has ended, and where that is known: `server`, or a station's name. */
  readonly ended: Map<string, Set<string>>;
  /** When the server's revocation says that it was, ms since 1970. */
  readonly endedMs: Map<string, number>;
  /** Milliseconds since 1970 on a right clock. */
  nowMs: number;
  readonly tally: Tally;
  readonly violations: Violation[];
  readonly trace: ((line: object) => void) | undefined;
}

/** A hospital with its root key, an administrator, a doctor and a nurse; no workstation yet. */
export async function openWorld(seed: number, trace?: (line: object) => void): Promise<World> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-people-chaos-'));
  const central = await openTestCentral();
  const file = path.join(folder, 'authority.json');
  const authority = await createAuthority(file, smallFacility.code, 'một câu không ai đoán');
  const world: World = {
    seed,
    random: seededRandom(seed ^ 0x9e0b1e),
    folder,
    central,
    authority,
    people: [],
    relief: { key: '', issues: [] },
    codes: [],
    stations: [],
    entries: [],
    ended: new Map(),
    endedMs: new Map(),
    nowMs: Date.now(),
    tally: emptyTally(),
    violations: [],
    trace,
  };
  await sendPeople(world, [await facilityDocument(authority, smallFacility, 30)]);
  const relief = await addPerson(world, { role: 'doctor', years: 20 });
  world.people.pop();
  Object.assign(world.relief, relief);
  await addPerson(world, { role: 'administrator' });
  await addPerson(world, { role: 'nurse', wards: ['NOI'] });
  await addPerson(world, { role: 'doctor' });
  return world;
}

/** Everybody who has a certificate, codes of wards among them. */
export function everybody({ relief, people, codes }: World): KnownPerson[] {
  return [relief, ...people, ...codes];
}

type NewPerson = Parameters<typeof makePerson>[2];

/** Somebody new, by the root key, known to the server at once. */
export async function addPerson(
  world: World,
  wanted: Pick<NewPerson, 'role'> & Partial<NewPerson>,
): Promise<KnownPerson> {
  const person = {
    displayName: `Người ${String(world.people.length)}`,
    wards: [],
    years: world.random.pick([1, 5, 20]),
    ...wanted,
  };
  const { issuer } = world.authority;
  const made = await makePerson(await factsOnServer(world), issuer, person, new Date(world.nowMs));
  await sendPeople(world, made.documents);
  const known: KnownPerson = {
    key: made.certificate.person,
    issues: [
      {
        certificate: made.certificate,
        passwords: [
          { text: made.oneTimePassword, oneTime: true, generation: 1, station: undefined },
        ],
      },
    ],
  };
  world.people.push(known);
  return known;
}

export async function factsOnServer(
  world: World,
): Promise<PeopleFacts & { readonly facilityCode: string }> {
  const { facility, rootKey } = world.authority;
  const documents = await readAllPeople(world.central.couch, world.central.database);
  return { ...(await readPeopleFacts({ facility, rootKey }, documents)), facilityCode: facility };
}

/** IT's own hand: documents that the server has from now on. */
export async function sendPeople(
  { central }: World,
  documents: readonly PeopleDocument[],
): Promise<void> {
  const people = peopleDatabaseName(central.database);
  for (const document of documents) {
    const id = await peopleDocumentId(document);
    const outcome = await sendDocument(central.couch, people, id, document);
    if (outcome !== 'sent') throw new Error(`the server doesn't take ${document.format}`);
  }
}

/** Whether somewhere (`server`, or a station's name) it is known that a certificate was ended. */
export function isEndedAt(world: World, place: string): (serial: string) => boolean {
  return (serial) => world.ended.get(serial)?.has(place) ?? false;
}

export function noteEnded(world: World, serial: string, place: string): void {
  const places = world.ended.get(serial) ?? new Set<string>();
  places.add(place);
  world.ended.set(serial, places);
  if (!world.endedMs.has(serial)) world.endedMs.set(serial, world.nowMs);
}

/** Whether an administrator made it who was one no more: nobody believes it, by design. */
export function isMadeInVain({ endedMs }: World, { issuer, validFrom }: Certificate): boolean {
  return (endedMs.get(issuer) ?? Infinity) <= Date.parse(validFrom);
}

export function violate(world: World, promise: PromiseKept, text: string): void {
  world.violations.push({ promise, text });
  world.tally.violated[promise] += 1;
  world.trace?.({ violation: promise, text });
}

export async function closeWorld({ stations, central, folder }: World): Promise<void> {
  for (const { running } of stations) {
    // What a sign-in has begun behind itself writes files until then.
    await running?.service.close();
    await running?.replica.close();
  }
  await central.remove();
  await fs.rm(folder, { recursive: true, force: true });
}
