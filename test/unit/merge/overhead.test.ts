import { describe, expect, test } from 'vitest';
import { readUnit } from '../../../shared/merge/units.ts';
import { kinds } from '../../../shared/records/kinds.ts';
import type { AnyKindDefinition, AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { generateHospital } from '../../../shared/synthetic/generateHospital.ts';

/** How large causality is beside the record that carries it. ARCHITECTURE.md states the figures. */

const { records } = generateHospital({ seed: 1, patients: 300, today: '2026-11-23' });
const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

function share(of: readonly AnyRecord[]): number {
  const causality = of.reduce((sum, record) => sum + bytes(record.causality), 0);
  return causality / of.reduce((sum, record) => sum + bytes(record), 0);
}

/** The record after 50 edits of one unit, made in so many openings of a workstation. */
function editedFiftyTimes(record: AnyRecord, openings: number): AnyRecord {
  const { units } = kinds[record.kind] as unknown as AnyKindDefinition;
  const unit = Object.keys(units).find(
    (name) => units[name]!.kind === 'register' && readUnit(units, record, name) !== null,
  )!;
  let edited = record;
  for (let count = 1; count <= 50; count += 1) {
    const actor = (count % openings).toString(16).padStart(16, '0');
    edited = editedRecord<'patient'>(
      edited as RecordOf<'patient'>,
      edited.causality.vector,
      { [unit]: readUnit(units, edited, unit) },
      {
        dot: `${actor}.${String(count)}`,
        by: 'bs-le-minh-khoi',
        on: 'noi-1',
        at: '2026-11-23T14:05:00.000+07:00',
      },
    );
  }
  return edited;
}

describe('the overhead of causality', () => {
  const present = Object.keys(kinds).flatMap((kind) => {
    const members = records.filter((record) => record.kind === kind).slice(0, 200);
    return members.length > 0 ? [[kind, members] as const] : [];
  });

  test.each(present)('%s: under a quarter of the record', (_kind, members) => {
    expect(share(members)).toBeLessThan(0.25);
  });

  test.each(present.filter(([kind]) => Object.keys(kinds[kind as 'patient'].units).length > 0))(
    '%s: 50 edits in one opening add one write; each further opening adds one entry',
    (_kind, [record]) => {
      const once = bytes(editedFiftyTimes(record!, 1).causality) - bytes(record!.causality);
      const often = bytes(editedFiftyTimes(record!, 50).causality) - bytes(record!.causality);
      expect(once).toBeLessThan(200);
      expect(often - once).toBeLessThan(49 * 24);
    },
  );
});
