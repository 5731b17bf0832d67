import { encounterStateOf } from '../../../shared/clinical/encounterState.ts';
import type { AnyRecord, Kind, RecordOf } from '../../../shared/records/kinds.ts';
import { noteSections } from '../../../shared/records/note.ts';
import type { Delivery } from '../../../shared/sync/status.ts';
import { newPatientId, patientRecordId } from '../../../shared/records/ids.ts';
import { aRecord, someWrite } from '../builders/records.ts';
import type { MemoryReplicaOptions } from '../screens/memoryReplica.ts';
import { sceneOf } from '../screens/scenes.ts';
import type { Charts } from './places.ts';

/** A small hospital in which every act that rights speak of could be done, with the charts to look at. */
export function rightsScene(): {
  options: MemoryReplicaOptions;
  charts: Charts;
  /** What stands in the refused note. */
  words: string;
} {
  const scene = sceneOf('setAside', 60);
  const named = (name: string) =>
    scene.records.find((one) => one.kind === 'patient' && one.name === name)!.patientId;
  const full = named('Nguyễn Thị Hoà');
  const doctor = 'bs-le-minh-khoi';
  const visit = of(scene.records, 'encounter', full)[0]!;
  // The scene's charts are as old as the day on which it is looked at: a closing comes after its work.
  const lastOf = (patientId: string) =>
    scene.records
      .filter((one) => one.patientId === patientId)
      .map(({ recordedAt }) => recordedAt)
      .reduce((last, each) => (Date.parse(each) > Date.parse(last) ? each : last));
  const patients = of(scene.records, 'patient');
  const hasClosedVisit = ({ patientId }: AnyRecord) =>
    of(scene.records, 'encounter', patientId).length > 0 &&
    of(scene.records, 'encounter', patientId).every(
      (one) =>
        encounterStateOf(one, of(scene.records, 'encounterEvent', patientId)).kind === 'closed',
    );
  const closed = patients.find(hasClosedVisit);
  const inBed = patients.filter(
    ({ patientId }) => of(scene.records, 'encounter', patientId).length === 1,
  );
  const toClose = closed ? undefined : inBed.at(-1)!;
  const closing =
    toClose &&
    aRecord(
      'encounterEvent',
      toClose.patientId,
      {
        encounterId: of(scene.records, 'encounter', toClose.patientId)[0]!.id,
        event: { kind: 'close', disposition: 'discharged', at: lastOf(toClose.patientId) },
      },
      someWrite({ by: doctor, at: lastOf(toClose.patientId) }),
    );
  // Registered a second time: a pair that nobody has said anything of.
  const twice = patients.find(({ name }) => name === 'Lò Văn Pành')!;
  const again = newPatientId();
  const second = {
    ...twice,
    id: patientRecordId(again),
    patientId: again,
    recordNumber: 'HS-990001',
  };
  const draft = aRecord(
    'noteDraft',
    full,
    { encounterId: visit.id, noteType: 'progress', course: 'Đang viết dở' },
    someWrite({ by: 'bs-khac', at: '2026-11-20T08:00:00.000+07:00' }),
  );
  const allergy = of(scene.records, 'allergy')[0]!;
  // A note that the server refused: what it says is read by whoever reads the chart.
  const note = of(scene.records, 'note', full)[0]!;
  // One of the two orders of the finding, by somebody whom nobody could confirm.
  const ordered = of(scene.records, 'order', named('Lương Thị Khoẻ')).findLast(
    ({ recordedBy }) => recordedBy === doctor,
  )!;
  const credential = { unverified: { lastContactAt: '2026-10-20T07:12:00.000+07:00' } };
  const undelivered = new Map<string, Delivery>([
    ...scene.undelivered,
    [allergy.id, 'refused' as const],
    [note.id, 'refused' as const],
    [ordered.id, 'hereOnly' as const],
  ]);
  return {
    options: {
      ...scene,
      records: [
        ...scene.records.map((one) => (one === ordered ? { ...one, credential } : one)),
        second,
        draft,
        ...(closing ? [closing] : []),
      ] as AnyRecord[],
      undelivered,
      status: {
        ...scene.status,
        refused: [
          {
            id: allergy.id,
            rev: '1-0',
            reason: 'wrongValue: severity is not one of the values that this version has',
            at: '2026-11-20T08:00:00.000+07:00',
            retrying: false,
          },
          {
            id: note.id,
            rev: '1-0',
            reason: 'wrongValue: noteType is not one of the values that this version has',
            at: '2026-11-20T08:01:00.000+07:00',
            retrying: false,
          },
        ],
      },
    },
    words: noteSections
      .flatMap((section) => note[section] ?? [])[0]!
      .split('\n')[0]!
      .slice(0, 40),
    charts: {
      full,
      finding: named('Lương Thị Khoẻ'),
      disputed: named('Hoàng Văn Páo'),
      closed: (closed ?? toClose!).patientId,
      notAsked: inBed.find(
        ({ allergyStatement, patientId }) =>
          allergyStatement === 'notAsked' && of(scene.records, 'allergy', patientId).length === 0,
      )!.patientId,
    },
  };
}

function of<K extends Kind>(
  records: readonly AnyRecord[],
  kind: K,
  patientId?: string,
): RecordOf<K>[] {
  return records.filter(
    (one): one is RecordOf<K> =>
      one.kind === kind && (patientId === undefined || one.patientId === patientId),
  );
}
