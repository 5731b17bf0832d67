import type {
  AppDescription,
  BridgeResponse,
  Person,
  Settings,
  StoreDamage,
} from '../../../shared/bridge/contract.ts';
import { join } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { newRecordId } from '../../../shared/records/ids.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import type { Connection, Delivery, SyncStatus } from '../../../shared/sync/status.ts';
import type { SyncEvent } from '../../../shared/sync/syncEvents.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';
import { generateHospital, lastWholeDay } from '../../../shared/synthetic/generateHospital.ts';
import { withSixtyPeople } from './sixtyPeople.ts';
import { baseOf, syncScene, syncSceneNames } from './syncScenes.ts';
import type { MemoryReplicaOptions } from './memoryReplica.ts';

/** What the page is asked to show: `?scene=…&language=…&theme=…&density=…`. */
export const sceneNames = [
  'ward',
  'online',
  'empty',
  'firstFill',
  'fault',
  'notPersistent',
  'workerLost',
  'diskSlow',
  'storeDamaged',
  'storeEmptied',
  'wrongPassphrase',
  'keystoreMissing',
  'alreadyOpen',
  'full',
  'wrongClock',
  'serverEmptied',
  'serverForeign',
  'serverCopy',
  'startedAnew',
  'weekOffline',
  'setAside',
  'unverified',
  'emergency',
  'sixty',
  'longTrail',
  ...syncSceneNames,
] as const;
export type SceneName = (typeof sceneNames)[number];

export const app: AppDescription = {
  version: '0.1.0',
  demonstration: true,
  replicaName: 'screens',
  facility: demonstrationFacility,
  workstation: demonstrationFacility.workstations[0]!,
  central: { url: 'http://127.0.0.1:5984', database: 'bedside_99017' },
};

export function settingsOf(parameters: URLSearchParams): Settings {
  return {
    language: parameters.get('language') === 'en' ? 'en' : 'vi',
    theme: parameters.get('theme') === 'dark' ? 'dark' : 'light',
    density: parameters.get('density') === 'bedside' ? 'bedside' : 'desk',
    lockAfterMinutes: 5,
    scanner: { kind: 'keyboard' },
  };
}

/** The hospital of a scene: with a ward's envelope where somebody is to come with one. */
export function appOf(scene: SceneName): AppDescription {
  if (scene === 'sixty') return withSixtyPeople(app);
  if (scene !== 'emergency') return app;
  const { ward, key } = app.workstation;
  const displayName = `Mã khẩn cấp ${app.facility.wards.find(({ code }) => code === ward)!.name}`;
  const envelope: Person = {
    key: 'ma-khan-cap',
    displayName,
    role: 'emergency',
    wards: [ward],
    emergency: true,
  };
  return {
    ...app,
    facility: { ...app.facility, people: [...app.facility.people, envelope] },
    emergencyUses: [
      {
        person: envelope.key,
        workstation: key,
        name: 'BS. Hà Văn Mẫu',
        reason: 'covering',
        openedAt: '2026-11-22T21:10:00.000+07:00',
        until: '2026-11-23T05:10:00.000+07:00',
      },
    ],
  };
}

/** How the scene's workstation stands to its people. */
export function contactOf(scene: SceneName): BridgeResponse<'readContact'> {
  return scene === 'unverified'
    ? { verification: { kind: 'unverified', lastContactAt: '2026-10-20T07:12:00.000+07:00' } }
    : { verification: { kind: 'verified' } };
}

/** What befell the scene's store. */
export function damagesOf(scene: SceneName): StoreDamage[] {
  const at = '2026-11-23T06:58:00.000Z';
  if (scene === 'storeDamaged') {
    const kept = ['/home/noi-1/.config/bedside/electron/damaged/app_bedside_0-000003.log-48213'];
    return [{ at, kind: 'damaged', kept }];
  }
  if (scene !== 'storeEmptied') return [];
  const undelivered = { known: true, entries: 12, at: '2026-11-23T06:41:00.000Z' } as const;
  return [{ at, kind: 'emptied', kept: [], undelivered }];
}

/** Records that were written while nobody could confirm who wrote, or with a ward's emergency code. */
function unconfirmed(record: AnyRecord, index: number): AnyRecord {
  if (record.kind !== 'note' && record.kind !== 'order') return record;
  const emergency = { name: 'BS. Hà Văn Mẫu', reason: 'covering' } as const;
  return {
    ...record,
    credential: {
      unverified: { lastContactAt: '2026-10-20T07:12:00.000+07:00' },
      ...(index % 2 === 0 ? { emergency } : {}),
    },
  };
}

/** The records and the told status of a scene. Times are told from now, so that ages and hours fit. */
export function sceneOf(name: SceneName, patients: number): MemoryReplicaOptions {
  const ofSync = syncSceneNames.find((one) => one === name);
  if (ofSync) return syncScene(ofSync, sceneOf(baseOf[ofSync], patients));
  const now = new Date();
  const minutesAgo = (minutes: number) => localInstant(new Date(now.getTime() - minutes * 60_000));
  const records =
    name === 'empty' || name === 'firstFill'
      ? []
      : orderedTwice(
          (
            generateHospital({
              seed: 1,
              patients,
              today: lastWholeDay(now),
              duplicates: 0.05,
            }).records as AnyRecord[]
          ).map(disputeOne),
        );
  const undelivered =
    name === 'online' || records.length === 0
      ? new Map<string, Delivery>()
      : name === 'weekOffline'
        ? waitingForAWeek(records)
        : waiting(records);
  const refused = [...undelivered].filter(([, delivery]) => delivery === 'refused');
  const connection: Connection = [
    'online',
    'firstFill',
    'serverEmptied',
    'serverForeign',
    'serverCopy',
    'startedAnew',
  ].includes(name)
    ? { kind: 'online' }
    : name === 'fault'
      ? { kind: 'fault', since: minutesAgo(17), fault: 'accountRefused' }
      : { kind: 'offline', since: minutesAgo(name === 'weekOffline' ? weekMinutes : 17) };
  const heldBack = name === 'startedAnew' ? 412 : 0;
  const hereOnly = undelivered.size + heldBack;
  const status: SyncStatus = {
    connection,
    sending: connection,
    receiving: connection,
    hereOnly,
    waiting: undelivered.size - refused.length,
    refused: refused.map(([id], index) => ({
      id,
      rev: '1-0',
      reason: refusalReasons[index % refusalReasons.length]!,
      at: minutesAgo(24 + index),
      retrying: index === 1,
    })),
    heldBack,
    quarantined:
      name === 'fault' || name === 'weekOffline' ? quarantinedAmong(records.slice(0, 400)) : [],
    ...owedAmong(name === 'fault' ? records : []),
    feedRead: true,
    heardAt:
      name === 'firstFill'
        ? undefined
        : minutesAgo(name === 'weekOffline' ? weekMinutes : name === 'online' ? 1 : 17),
    sentAt: minutesAgo(name === 'weekOffline' ? weekMinutes + 3 : 18),
    clock:
      name === 'wrongClock'
        ? { offsetMs: 3 * 365.25 * 86_400_000, measuredAt: minutesAgo(1) }
        : name === 'online'
          ? { offsetMs: 640, measuredAt: minutesAgo(1) }
          : undefined,
    server:
      name === 'serverEmptied'
        ? { kind: 'other', empty: true, since: minutesAgo(12) }
        : name === 'serverForeign'
          ? { kind: 'other', empty: false, since: minutesAgo(12) }
          : name === 'serverCopy'
            ? { kind: 'other', empty: false, copy: true, since: minutesAgo(12) }
            : { kind: 'known' },
    peers:
      name === 'online'
        ? [{ workstation: 'noi-2', allSentAt: minutesAgo(1), at: minutesAgo(1) }]
        : name === 'weekOffline'
          ? []
          : [{ workstation: 'noi-2', allSentAt: minutesAgo(96), at: minutesAgo(41) }],
    firstFill:
      name === 'firstFill'
        ? {
            done: 12_480,
            total: 20_316,
            bytes: 15_400_000,
            recordsPerSecond: 2317.4,
            secondsLeft: 3.4,
          }
        : undefined,
  };
  return {
    records: name === 'unverified' ? records.map(unconfirmed) : records,
    status,
    undelivered,
    storagePersistent: name !== 'notPersistent',
    alive: name !== 'workerLost',
    slow: name === 'diskSlow',
    log: logOf(refused, minutesAgo),
    withSetAside: name === 'setAside',
    ...(name === 'longTrail' ? { trailEntries: 50_000 } : {}),
  };
}

function logOf(
  refused: readonly (readonly [string, Delivery])[],
  minutesAgo: (minutes: number) => string,
): readonly SyncEvent[] {
  const online = { kind: 'line', state: 'online' } as const;
  const lost = { kind: 'line', state: 'offline' } as const;
  return [
    { kind: 'started', at: minutesAgo(200), hereOnly: 0 },
    { ...online, at: minutesAgo(199), direction: 'receiving' },
    { kind: 'received', at: minutesAgo(190), count: 42 },
    { kind: 'sent', at: minutesAgo(120), count: 6 },
    {
      kind: 'line',
      at: minutesAgo(60),
      direction: 'sending',
      state: 'fault',
      fault: 'accountRefused',
    },
    { ...online, at: minutesAgo(52), direction: 'sending' },
    ...refused.map(([recordId]): SyncEvent => ({
      kind: 'refused',
      at: minutesAgo(24),
      recordId,
      rev: '1-0',
      code: 'unknownField',
    })),
    { kind: 'clock', at: minutesAgo(20), offsetMs: 94_608_000_000 },
    { ...lost, at: minutesAgo(17), direction: 'receiving' },
    { ...lost, at: minutesAgo(17), direction: 'sending' },
  ];
}

const weekMinutes = 7 * 24 * 60 + 95;
const refusalReasons = [
  'unknownField: a field is not in this version of the record',
  'wrongType: name is not of type string',
  'note.section: tooLong',
];

/** A ward that worked without a network for a week: 312 entries wait, and 3 were refused before. */
function waitingForAWeek(records: readonly AnyRecord[]): Map<string, Delivery> {
  const clinical = records.filter(({ kind }) => kind !== 'patient' && kind !== 'change');
  const undelivered = new Map<string, Delivery>(
    clinical.slice(-312).map(({ id }) => [id, 'hereOnly']),
  );
  const allergy = clinical.slice(0, -312).find(({ kind }) => kind === 'allergy');
  const note = clinical.slice(0, -312).find(({ kind }) => kind === 'note');
  const patient = records.find(({ kind }) => kind === 'patient');
  for (const record of [note, patient, allergy]) {
    if (record) undelivered.set(record.id, 'refused');
  }
  return undelivered;
}

/** Three that the server named and doesn’t give. */
function owedAmong(records: readonly AnyRecord[]): Pick<SyncStatus, 'owed' | 'owedIds'> {
  const owedIds = records.slice(420, 423).map(({ id }) => id);
  return { owed: owedIds.length, owedIds };
}

function quarantinedAmong(records: readonly AnyRecord[]): SyncStatus['quarantined'] {
  const [first, second] = records.filter(({ kind }) => kind === 'order');
  return [
    ...(first ? [{ id: first.id, rev: '1-0', reason: 'badSchema', path: 'dosage.amount' }] : []),
    ...(second ? [{ id: second.id, rev: '1-0', reason: 'newerVersion', path: '' }] : []),
  ] as SyncStatus['quarantined'];
}

function waiting(records: readonly AnyRecord[]): Map<string, Delivery> {
  const notes = records.filter(({ kind }) => kind === 'note');
  const orders = records.filter(({ kind }) => kind === 'order');
  const some = [notes[2], notes[9], orders[4], orders[5], notes[30], orders[21]];
  const undelivered = new Map<string, Delivery>();
  for (const record of some) if (record) undelivered.set(record.id, 'hereOnly');
  if (notes[14]) undelivered.set(notes[14].id, 'refused');
  return undelivered;
}

/** The bed neighbour's birth date, written by two people who didn't know of each other. */
/** Another doctor ordered one patient's first drug too. */
function orderedTwice(records: readonly AnyRecord[]): AnyRecord[] {
  const patient = records.find(
    (record) => record.kind === 'patient' && record.name === 'Lương Thị Khoẻ',
  );
  const first = records.find(
    (record) =>
      record.kind === 'order' &&
      record.category === 'medication' &&
      record.patientId === patient?.patientId,
  );
  if (!first) return [...records];
  const again = {
    ...first,
    id: newRecordId(first.patientId, 'order'),
    recordedBy: 'bs-le-minh-khoi',
  };
  return [...records, again as AnyRecord];
}

function disputeOne(record: AnyRecord): AnyRecord {
  if (record.kind !== 'patient' || record.name !== 'Hoàng Văn Páo') return record;
  const write = (actor: string, by: string, birthDate: string) =>
    editedRecord(
      record as RecordOf<'patient'>,
      record.causality.vector,
      { birthDate: { birthDate } },
      {
        by,
        on: 'noi-2',
        at: record.recordedAt,
        dot: `${actor}.1`,
      },
    );
  return join(
    kindDefinition('patient')!.units,
    write('00000000000000a1', 'cn-do-thi-mai', '1958-06-12') as unknown as CausalRecord,
    write('00000000000000a2', 'dd-hoang-thi-lien', '1958-12-06') as unknown as CausalRecord,
  ) as unknown as AnyRecord;
}
