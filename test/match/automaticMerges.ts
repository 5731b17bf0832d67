import { keepMatches } from '../../shared/identity/matching/keepMatches.ts';
import { patientsOfReplica } from '../../shared/identity/matching/patientsOfReplica.ts';
import type { SaidOfPerson } from '../../shared/identity/matching/traits.ts';
import { newPatientId } from '../../shared/records/ids.ts';
import { newRecord } from '../../shared/records/write.ts';
import { openNodeReplica } from '../support/replica/nodeReplica.ts';
import type { NodeReplica } from '../support/replica/nodeReplica.ts';

/** What a matcher did by itself to people that nobody has answered anything about. */
export interface DoneUnasked {
  readonly people: number;
  readonly suspected: number;
  /** Links that stand in the replica, and patients who changed or went: nobody asked for any. */
  readonly merges: number;
}

/**
 * Plays the app's matcher, as the Worker has it, over a replica with these people, until everybody is
 * compared, and counts what changed in it.
 * @param work the matcher; a test puts one in its place that merges
 */
export async function mergesUnasked(
  people: readonly SaidOfPerson[],
  work: (replica: NodeReplica) => Promise<number> = matcherOfApp,
): Promise<DoneUnasked> {
  const replica = await openNodeReplica();
  try {
    let counter = 0;
    for (const { name, birthDate, sex, address, phones } of people) {
      counter += 1;
      const given = {
        recordNumber: `HS-${String(counter).padStart(6, '0')}`,
        ...(name === undefined ? {} : { name }),
        ...(birthDate === undefined ? {} : { birthDate }),
        sex: (sex ?? 'unknown') as 'unknown',
        ...(address === undefined ? {} : { address }),
        contacts: Object.fromEntries(
          phones
            .filter((phone) => /^\+?\d{8,15}$/.test(phone))
            .map((phone, at) => [`${at}`.padStart(12, '0'), { phone }]),
        ),
        allergyStatement: 'notAsked' as const,
      };
      await replica.put(
        newRecord('patient', newPatientId(), given, {
          by: 'cn-mau',
          on: 'may-1',
          at: '2026-11-23T14:05:00.000+07:00',
          dot: `00000000000000aa.${counter}`,
        }),
      );
    }
    const before = await state(replica);
    const suspected = await work(replica);
    const after = await state(replica);
    const links = (await replica.memory.all('links')).length;
    const changed = [...before].filter(([id, revision]) => after.get(id) !== revision).length;
    return { people: before.size, suspected, merges: links + changed };
  } finally {
    await replica.close();
  }
}

async function matcherOfApp(replica: NodeReplica): Promise<number> {
  const matches = keepMatches(patientsOfReplica(replica));
  try {
    for (;;) {
      const { pairs, compared, total } = await matches.suspected();
      if (total > 0 && compared === total) return pairs.length;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    matches.stop();
  }
}

async function state({ memory }: NodeReplica): Promise<ReadonlyMap<string, string>> {
  return new Map((await memory.all('patients')).map((each) => [each.id, JSON.stringify(each)]));
}
