import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { enrolWorkstation } from '../../../main/enrolment/enrolWorkstation.ts';
import { issueCode } from '../../../main/enrolment/issueCode.ts';
import { openKeystore } from '../../../main/keystore/keystore.ts';
import type { Keystore } from '../../../main/keystore/keystore.ts';
import { openPeopleService } from '../../../main/people/peopleService.ts';
import type { PeopleService } from '../../../main/people/peopleService.ts';
import { openPeopleStore } from '../../../main/people/peopleStore.ts';
import type { PeopleStore } from '../../../main/people/peopleStore.ts';
import { readAllPeople } from '../../../main/people/exchangePeople.ts';
import { readProfile } from '../../../main/profile/profileFile.ts';
import { knownPeople } from '../../../shared/people/knownPeople.ts';
import type { KnownPeople, PeopleDocuments } from '../../../shared/people/knownPeople.ts';
import type { EmergencyUse } from '../../../shared/people/emergencyUse.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { trackDelivery } from '../../../shared/sync/delivery.ts';
import type { DeliveryTracker } from '../../../shared/sync/delivery.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import type { NodeReplica } from '../../support/replica/nodeReplica.ts';
import { smallFacility } from '../../support/workstation.ts';
import type { KnownCode } from './model.ts';
import type { KnownPin } from './pinActs.ts';
import { end, Ended, newLife, within } from './machine.ts';
import type { Life } from './machine.ts';
import { count } from './tally.ts';
import { violate } from './world.ts';
import type { World } from './world.ts';

/** A workstation: a profile on a disk, a clock, and a process that comes and goes. */
export interface Station {
  readonly index: number;
  /** Its key in the facility's directory. */
  readonly name: string;
  readonly ward: string;
  readonly folder: string;
  readonly tree: string;
  /** How far its clock is ahead. */
  aheadMs: number;
  cut: boolean;
  /** The data key that the first sign-in opened: no later one may open another. */
  dataKey: string | undefined;
  running: Running | undefined;
}

/** The process of a station: the product's own services, and the replica that its pages would hold. */
export interface Running {
  readonly life: Life;
  readonly keystore: Keystore;
  readonly store: PeopleStore;
  readonly service: PeopleService;
  readonly replica: NodeReplica;
  readonly delivery: DeliveryTracker;
  readonly people: KnownPeople;
  /** PINs of this process: they end with it. */
  readonly pins: Map<string, KnownPin>;
  /** The workstation's account, since somebody has opened it. */
  account: { readonly username: string; readonly password: string } | undefined;
}

const mostStations = 4;

/** Enrols one more workstation, online or from a stick; its process may end in the middle of it. */
export async function enrolStation(world: World, endsAfter?: number): Promise<Station | undefined> {
  const index = world.stations.length;
  if (index >= mostStations) return undefined;
  const name = `may-${String(index + 1)}`;
  const workstation = {
    key: name,
    name: `Máy ${String(index + 1)}`,
    ward: smallFacility.wards[0]!.code,
    recordNumberBlock: `0${String(index + 1)}`,
  };
  const { central, authority } = world;
  const folder = path.join(world.folder, `${name}-${String(world.nowMs)}`);
  const { code, invitation } = await issueCode({
    authority,
    url: central.url,
    admin: central.admin,
    database: central.database,
    documents: await readAllPeople(central.couch, central.database),
    workstation,
    hours: 48,
    now: new Date(world.nowMs),
  });
  const life = newLife();
  life.endsAfter = endsAfter;
  const stick = path.join(world.folder, `stick-${name}.json`);
  await fs.writeFile(stick, JSON.stringify(invitation));
  const from = world.random.chance(0.5) ? { url: central.url } : { file: stick };
  try {
    await within(life, () => enrolWorkstation({ folder, code, from, now: new Date(world.nowMs) }));
  } catch (error) {
    if (!(error instanceof Ended) && !life.ended) throw error;
    count(world.tally.crashes, life.endedAt!);
    world.tally.checked.files += 1;
    // Whole or not at all: a code that was used up makes IT give another one.
    const made = await fs.readdir(folder).catch((): string[] => []);
    if (made.length > 0 && !made.includes('profile.json')) {
      violate(world, 'files', 'a workstation that was half enrolled stands as a folder');
    }
    return undefined;
  }
  const station: Station = {
    index,
    name,
    ward: workstation.ward,
    folder,
    tree: `people-chaos-${crypto.randomUUID()}`,
    aheadMs: 0,
    cut: false,
    dataKey: undefined,
    running: undefined,
  };
  station.running = await start(world, station);
  world.stations.push(station);
  return station;
}

export const clockOf = (world: World, { aheadMs }: Station) => world.nowMs + aheadMs;
export const instantOf = (world: World, station: Station) =>
  localInstant(new Date(clockOf(world, station)));

/** Opens the profile as a start of the app does. */
async function start(world: World, station: Station): Promise<Running> {
  const life = newLife();
  life.cut = station.cut;
  const { folder, tree } = station;
  const trust = { facility: world.authority.facility, rootKey: world.authority.rootKey };
  return within(life, async () => {
    const profile = await readProfile(folder);
    const clocks = { nowMs: () => clockOf(world, station), monotonicMs: () => world.nowMs };
    const keystore = openKeystore({ folder, profile: profile.replicaName, clocks });
    const store = await openPeopleStore(folder, trust);
    const service = openPeopleService({
      folder,
      profile,
      keystore,
      store,
      centralUrl: world.central.url,
      clocks,
      everyMs: 0,
    });
    const people = await knownPeople(trust, peopleIn(store));
    const replica = await openNodeReplica(tree, undefined, undefined, people);
    const delivery = await trackDelivery(replica);
    return {
      life,
      keystore,
      store,
      service,
      replica,
      delivery,
      people,
      pins: new Map(),
      account: undefined,
    };
  });
}

/** What the pages are told of people. */
export function peopleIn(store: PeopleStore): PeopleDocuments {
  const documents = [...store.documents().values()];
  return {
    certificates: documents.filter(({ format }) => format === 'bedside-certificate'),
    revocations: documents.filter(({ format }) => format === 'bedside-revocation'),
  };
}

/** Which uses of an envelope this workstation has heard of, its own among them. */
export function usesHere({ store }: Running, { issues }: KnownCode): EmergencyUse[] {
  const { serial } = issues[0]!.certificate;
  return [...store.documents().values()].flatMap((one) =>
    one.format === 'bedside-emergency-use' && one.certificate === serial ? [one] : [],
  );
}

/** Ends a station's process where it stands, and starts it again over what is on its disk. */
export async function restart(world: World, station: Station): Promise<Running> {
  const { life, service, replica } = station.running!;
  await end(life);
  await service.close();
  await replica.close();
  try {
    station.running = await start(world, station);
  } catch (error) {
    violate(world, 'files', `${station.name} doesn't start: ${String(error)}`);
    throw error;
  }
  await stillHere(world, station);
  return station.running;
}

/** However a process ended: what it had acknowledged and no server has is here when it starts again. */
async function stillHere(world: World, { index, name, running }: Station): Promise<void> {
  for (const code of world.codes) {
    for (const use of code.uses) {
      if (use.station !== index) continue;
      world.tally.checked.kept += 1;
      if (usesHere(running!, code).some((one) => one.name === use.name)) continue;
      violate(world, 'kept', `${name} forgot after its process ended who used a code there`);
    }
  }
  for (const { id, station, text } of world.entries) {
    if (station !== index) continue;
    world.tally.checked.kept += 1;
    const shown = await running!.replica.shown({ id, kind: 'note' }).catch(() => undefined);
    if ((shown as { course?: string } | undefined)?.course === text) continue;
    violate(
      world,
      'kept',
      `an entry that ${name} had acknowledged isn't there after its process ended`,
    );
  }
}

/** A step of a station; where its process ends in it, or has ended since the last one, it starts again. */
export async function orEnd<T>(
  world: World,
  station: Station,
  act: (running: Running) => Promise<T>,
): Promise<T | undefined> {
  let running = station.running!;
  if (running.life.ended) running = await afterEnd(world, station);
  try {
    return await within(running.life, () => act(running));
  } catch (error) {
    if (!(error instanceof Ended) && !running.life.ended) throw error;
    await afterEnd(world, station);
    return undefined;
  }
}

async function afterEnd(world: World, station: Station): Promise<Running> {
  const { endedAt } = station.running!.life;
  if (endedAt !== undefined) count(world.tally.crashes, endedAt);
  return restart(world, station);
}
