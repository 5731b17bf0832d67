import { chartOf } from '../../../shared/clinical/findings/chart.ts';
import type { Finding } from '../../../shared/clinical/findings/finding.ts';
import { findingsOf, isOpen } from '../../../shared/clinical/findings/findings.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { latestEncounter } from '../chart/latestEncounter.ts';
import { isAnswered } from '../setAside/setAside.ts';
import type { SetAside } from '../setAside/setAside.ts';
import { disputedUnits, sidesIn } from '../chart/sides.ts';

/** What waits for somebody in one chart. */
export interface PatientWaiting {
  readonly patientId: string;
  readonly patient: RecordOf<'patient'> | undefined;
  /** Wards whose board the patient stands on: two while people disagree about the place. */
  readonly wards: readonly string[];
  readonly disputed: readonly AnyRecord[];
  readonly findings: readonly {
    readonly finding: Finding;
    readonly about: readonly AnyRecord[];
  }[];
  /** What was set aside in the chart and nobody has said they saw. */
  readonly setAside: readonly SetAside[];
}

/** What waits in the chart that these records make; undefined where nothing does. */
export function waitingOf(
  patientId: string,
  records: readonly AnyRecord[],
  setAside: readonly SetAside[] = [],
): PatientWaiting | undefined {
  const chart = chartOf(records);
  const disputed = records.filter((record) => disputedUnits(record).length > 0);
  const findings = findingsOf(chart)
    .filter(isOpen)
    .map((finding) => ({
      finding,
      about: records.filter(({ id }) => finding.recordIds.includes(id)),
    }));
  const acknowledgements = chart.of('findingAcknowledgement');
  const unseen = setAside.filter((one) => !isAnswered(one, acknowledgements));
  if (disputed.length + findings.length + unseen.length === 0) return undefined;
  const encounter = latestEncounter(chart.of('encounter'), chart.of('encounterEvent'));
  const places = encounter ? sidesIn(encounter, 'location') : [];
  const wards = places.flatMap(({ value }) => {
    const ward = (value as { ward?: string } | null)?.ward;
    return ward === undefined ? [] : [ward];
  });
  return {
    patientId,
    patient: chart.patient,
    wards: [...new Set(wards)],
    disputed,
    findings,
    setAside: unseen,
  };
}
