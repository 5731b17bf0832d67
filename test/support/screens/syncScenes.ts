import { localInstant } from '../../../shared/records/instant.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { storageMeter } from '../../../shared/sync/storageMeter.ts';
import type { MemoryReplicaOptions } from './memoryReplica.ts';

/** Scenes of sync that are another one with something changed: what room there is, which chart is here, what clocks say. */
export const syncSceneNames = [
  'makesRoom',
  'nearBound',
  'atBound',
  'partialCut',
  'partialFetching',
  'partialOnline',
  'wrongTimes',
  'comparing',
  'quarantined',
] as const;
export type SyncSceneName = (typeof syncSceneNames)[number];

/** The scene that it is made of. */
export const baseOf = {
  makesRoom: 'online',
  nearBound: 'ward',
  atBound: 'ward',
  partialCut: 'ward',
  partialFetching: 'online',
  partialOnline: 'online',
  wrongTimes: 'online',
  comparing: 'online',
  quarantined: 'weekOffline',
} as const satisfies Record<SyncSceneName, string>;

const megabyte = 1024 * 1024;

function roomOf(
  records: number,
  nothingMayGo: boolean,
): NonNullable<MemoryReplicaOptions['charts']> {
  const meter = storageMeter(
    { records: 100_000, megabytes: 512 },
    {
      records,
      estimate: { usage: records * 4400, quota: 60_000 * megabyte },
      freedBytes: 0,
      charts: 412,
      evictionOff: false,
      nothingMayGo,
    },
  );
  return { meter: () => meter };
}

export function syncScene(name: SyncSceneName, base: MemoryReplicaOptions): MemoryReplicaOptions {
  switch (name) {
    case 'makesRoom':
      return { ...base, charts: roomOf(96_400, false) };
    case 'nearBound':
      return { ...base, charts: roomOf(97_900, true) };
    case 'atBound':
      return { ...base, charts: roomOf(104_000, true) };
    case 'partialCut':
    case 'partialOnline':
      return { ...withoutCharts(base), charts: { presence: () => 'partial' } };
    case 'partialFetching':
      return { ...withoutCharts(base), charts: { presence: () => 'fetching' } };
    case 'wrongTimes':
      return wrongTimes(base);
    case 'comparing':
      return {
        ...base,
        status: {
          ...base.status,
          server: { kind: 'comparing', why: 'restored', done: 12_480, total: 20_316 },
        },
      };
    case 'quarantined':
      return { ...base, status: { ...base.status, refused: [], hereOnly: 312, waiting: 312 } };
  }
}

/** What a workstation has of a chart that isn't here: who it is, the visit, allergies. */
function withoutCharts(base: MemoryReplicaOptions): MemoryReplicaOptions {
  const kept = ['patient', 'encounter', 'encounterEvent', 'allergy', 'patientLink'];
  return { ...base, records: base.records.filter(({ kind }) => kept.includes(kind)) };
}

/** One chart's latest note and first order from a PC two years fast, another note from one three hours slow. */
function wrongTimes(base: MemoryReplicaOptions): MemoryReplicaOptions {
  const patient = base.records.find(
    (record) => record.kind === 'patient' && record.name === 'Nguyễn Thị Hoà',
  )!;
  const notes = base.records.filter(
    ({ kind, patientId }) => kind === 'note' && patientId === patient.patientId,
  );
  const order = base.records.find(
    ({ kind, patientId }) => kind === 'order' && patientId === patient.patientId,
  );
  const shifted = new Map<string, [days: number, on: string]>([
    [notes[0]?.id ?? '', [760, 'ngoai-1']],
    [notes[1]?.id ?? '', [-0.125, 'noi-2']],
    [order?.id ?? '', [760, 'ngoai-1']],
  ]);
  return {
    ...base,
    status: {
      ...base.status,
      peers: base.status.peers.map((peer) =>
        peer.workstation === 'noi-2'
          ? {
              ...peer,
              wrongClock: [{ from: '2020-01-01T00:00:00.000+07:00', offsetMs: 3 * 3_600_000 }],
            }
          : peer,
      ),
    },
    records: base.records.map((record) => {
      const shift = shifted.get(record.id);
      return shift ? shiftedRecord(record, ...shift) : record;
    }),
  };
}

function shiftedRecord(record: AnyRecord, days: number, on: string): AnyRecord {
  const at = (instant: string) => localInstant(new Date(Date.parse(instant) + days * 86_400_000));
  return {
    ...record,
    recordedOn: on,
    recordedAt: at(record.recordedAt),
    ...('signedAt' in record ? { signedAt: at(record.signedAt) } : {}),
  } as AnyRecord;
}
