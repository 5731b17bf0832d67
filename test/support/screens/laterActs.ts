import { makeDot } from '../../../shared/merge/versionVector.ts';
import type { AnyRecord, FieldsOf, Kind, RecordOf } from '../../../shared/records/kinds.ts';
import { newRecord } from '../../../shared/records/write.ts';
import type { WriteContext } from '../../../shared/records/write.ts';

/**
 * Acts upon the acts of one chart: an order that is held, a test that was stopped by somebody whom
 * nobody could confirm, a note taken back and one objected to, and whoever was said to be another person.
 */
export function laterActs(chart: readonly AnyRecord[], otherPatient: string): AnyRecord[] {
  const patientId = chart[0]!.patientId;
  const of = <K extends Kind>(kind: K) =>
    chart.filter((one): one is RecordOf<K> => one.kind === kind);
  let counter = 0;
  const made = <K extends Kind>(kind: K, by: string, fields: FieldsOf<K>, change = {}) => {
    counter += 1;
    const write: WriteContext = {
      by,
      on: 'noi-2',
      at: `2026-11-22T08:${String(10 + counter)}:00.000+07:00`,
      dot: makeDot('00000000000000ac', counter),
      ...change,
    };
    return newRecord(kind, patientId, fields, write) as AnyRecord;
  };
  const doctor = 'bs-le-minh-khoi';
  const orders = of('order');
  const drugs = orders.filter(({ category }) => category === 'medication');
  const tests = orders.filter(({ category }) => category === 'laboratory');
  const unverified = {
    credential: { unverified: { lastContactAt: '2026-10-20T07:12:00.000+07:00' } },
  };
  const eventOf = (order: RecordOf<'order'>, event: 'hold' | 'stop', reason: string, change = {}) =>
    made(
      'orderEvent',
      doctor,
      { encounterId: order.encounterId, orderId: order.id, event, reason },
      change,
    );
  const own = of('note').find(({ signedBy }) => signedBy === doctor);
  const others = of('note').find(({ signedBy }) => signedBy !== doctor);
  const retraction = (note: RecordOf<'note'>, reason: string) =>
    made('retraction', doctor, { encounterId: note.encounterId, targetId: note.id, reason });
  return [
    ...drugs.slice(0, 1).map((order) => eventOf(order, 'hold', 'Chờ kết quả điện tim')),
    ...tests.slice(-1).map((order) => eventOf(order, 'stop', 'Đã làm ở phòng khám', unverified)),
    ...(own ? [retraction(own, 'Ghi nhầm người bệnh')] : []),
    ...(others ? [retraction(others, 'Khám lại không thấy ran')] : []),
    ...answersOf(otherPatient, (fields) => made('patientLink', 'cn-do-thi-mai', fields)),
  ];
}

/** Two answers about one pair, the later one by somebody who knew of the first. */
function answersOf(
  other: string,
  made: (fields: FieldsOf<'patientLink'>) => AnyRecord,
): readonly AnyRecord[] {
  const different = made({
    other,
    event: { kind: 'different' },
    reason: 'Đã xem căn cước của cả hai',
  });
  const later = made({
    other,
    event: { kind: 'later' },
    reason: 'Chờ người nhà mang giấy tờ',
    after: [different.id],
  });
  return [different, later];
}
