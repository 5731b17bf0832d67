import { parseRecordId } from '../../records/ids.ts';
import type { Replica } from '../../replica/replica.ts';
import { followAdmissions } from '../../sync/admissions.ts';
import type { PatientMatches } from '../matching/keepMatches.ts';
import type { PatientSearch } from '../search/keepSearch.ts';
import { pairPage } from './pairWork.ts';
import type { PairPage, PairQuery } from './pairWork.ts';
import { patientGroups } from './patientGroups.ts';
import type { PatientGroups } from './patientGroups.ts';

/** The work list of suspected and answered pairs, beside the replica: pages are given its rows alone. */
export interface PairWork {
  page(query: PairQuery): Promise<PairPage>;
}

/** Follows what is said of pairs; the visits are read first when somebody asks by ward. */
export function keepPairWork(
  replica: Replica,
  matches: PatientMatches,
  search: Pick<PatientSearch, 'sameNumbers'>,
): PairWork {
  const admissions = followAdmissions(replica);
  let groups: Promise<PatientGroups> | undefined;
  replica.onStored(({ revisions }) => {
    if (revisions.some(({ id }) => parseRecordId(id)?.kind === 'patientLink')) groups = undefined;
  });
  // What was set aside may be verified later, and the other way round.
  replica.onDoubts(() => (groups = undefined));
  const read = () =>
    replica.queue
      .run(async () => patientGroups(await replica.memory.all('links')))
      .catch((error: unknown) => {
        groups = undefined;
        throw error;
      });
  return {
    async page(query) {
      groups ??= read();
      if (query.ward !== undefined) await admissions.update();
      const about = {
        wardsOf: (id: string) => admissions.of(id)?.wards,
        sameNumbers: await search.sameNumbers(),
      };
      return pairPage(matches, await groups, about, query);
    },
  };
}
