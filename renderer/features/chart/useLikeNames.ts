import { likeNames } from '../../../shared/identity/likeNames.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { useLiveQuery } from '../../app/session.tsx';
import { latestEncounter } from './latestEncounter.ts';
import type { Chart } from './useChart.ts';

/** Somebody in the same ward whose name reads the same but for tones. */
export interface LikeName {
  readonly patient: RecordOf<'patient'>;
  readonly bed: string | undefined;
}

/** Patients of the same ward with a like name. Two of like name are how the wrong one gets the drug. */
export function useLikeNames(chart: Chart): readonly LikeName[] {
  const { encounter, patient, patientId } = chart;
  const ward = encounter?.ward ?? '';
  const inWard = useLiveQuery('encounters', {
    selector: { kind: 'encounter', ward } as never,
  });
  const others = [...new Set(inWard?.map((visit) => visit.patientId) ?? [])]
    .filter((id) => id !== patientId)
    .sort();
  const patients = useLiveQuery('patients', { selector: { patientId: { $in: others } } as never });
  if (ward === '') return [];
  const people = [patient, ...(patients ?? [])].map((each) => ({ key: each, name: each.name }));
  return (likeNames(people).get(patient) ?? []).map(({ other }) => {
    const visits = inWard?.filter((visit) => visit.patientId === other.patientId) ?? [];
    const latest = latestEncounter(
      visits.filter((visit) => visit.kind === 'encounter'),
      [],
    );
    return { patient: other, bed: latest?.bed };
  });
}
