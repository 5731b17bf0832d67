import { foldHeading } from './personFields.ts';
import { openRows } from './readRows.ts';
import type { BadRow } from './readRows.ts';

/** Who is whom. */
export interface Truth {
  /** Of each id that the truth names, whether it stands in the patients file or not. */
  readonly personOf: ReadonlyMap<string, string>;
  readonly householdOf: ReadonlyMap<string, string>;
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(' ').map(foldHeading));
const leftNames = set(
  'a left id1 id_a idA a_id first x id_1 record1 recordA patient1 patientA patient_id_1 patientIdA left_id source patientId1 p1 ma1 ltable_id',
);
const rightNames = set(
  'b right id2 id_b idB b_id second y id_2 record2 recordB patient2 patientB patient_id_2 patientIdB right_id target patientId2 p2 ma2 rtable_id',
);
const idNames = set(
  'id patientId patient_id recordId rec_id record_id recordNumber record uuid _id ma maBn',
);
const personNames = set(
  'person personId person_id entity entityId entity_id cluster clusterId cluster_id group groupId group_id trueId true_id truth ent_id nguoi',
);
/** Another record of the same person stands in the column. */
const recordNames = set('duplicateOf duplicate_of original master masterId');
const membersNames = set('ids members records patients patientIds duplicates');
const verdictNames = set('match isMatch is_match same label duplicate isDuplicate is_duplicate');

/**
 * Reads a truth file: pairs (`{a, b}`, `{left, right}`, `["a", "b"]`, two columns), groups (`{id,
 * person}`, `{patientId, entity}`, `{person, ids: [...]}`), as NDJSON, one JSON list, or CSV.
 * Two columns with headings that nobody knows, or none, are pairs where both name records.
 * @param isId whether a text is the id of a record, by any of its names
 */
export async function readTruth(
  file: string,
  isId: (text: string) => boolean,
  bad: (row: BadRow) => void,
): Promise<Truth> {
  const groups = openGroups();
  const householdOf = new Map<string, string>();
  const { heading, rows } = await openRows(file, bad);
  const ofHeading = new Map(heading.map((name) => [foldHeading(name), name]));
  const has = (names: ReadonlySet<string>) => [...names].some((name) => ofHeading.has(name));
  const named = (has(leftNames) && has(rightNames)) || (has(idNames) && !isId(heading[0]!));
  // A file without a heading: its first line is a row, too.
  const unnamed = heading.length === 2 && !named;
  if (unnamed && heading.some(isId)) twoCells(heading[0]!, heading[1]!);
  for await (const { line, values } of rows) {
    if (unnamed && !Array.isArray(values)) {
      const [first, second] = heading.map((name) => (values as Record<string, string>)[name]);
      if (first === undefined || second === undefined) bad({ file, line, text: 'has one cell' });
      else twoCells(first, second);
    } else if (!takeRow(values)) {
      bad({ file, line, text: 'has neither id and person nor a and b' });
    }
  }
  return { personOf: groups.all(), householdOf };

  function twoCells(first: string, second: string): void {
    if (isId(second) || !isId(first)) groups.join([first, second]);
    else groups.put(first, second);
  }

  function takeRow(values: Readonly<Record<string, unknown>> | readonly unknown[]): boolean {
    if (Array.isArray(values)) {
      const ids = (values as unknown[]).map(textOf).filter((id) => id !== undefined);
      if (ids.length > 1) groups.join(ids);
      return ids.length > 0;
    }
    const row = new Map(
      Object.entries(values).map(([name, value]) => [foldHeading(name), value as unknown]),
    );
    const of = (names: ReadonlySet<string>) =>
      textOf([...names].map((name) => row.get(name)).find((value) => textOf(value) !== undefined));
    const members = [...membersNames].map((name) => row.get(name)).find(Array.isArray);
    if (members) {
      groups.join((members as unknown[]).map((each) => textOf(each) ?? '').filter(Boolean));
      return members.length > 0;
    }
    const lists = [...row.values()];
    if (lists.length > 0 && lists.every(Array.isArray)) {
      for (const ids of lists) takeRow(ids as unknown[]);
      return true;
    }
    const [left, right] = [of(leftNames), of(rightNames)];
    if (left !== undefined && right !== undefined) {
      const verdict = [...verdictNames].map((name) => row.get(name)).find((v) => v !== undefined);
      if (isNo(verdict)) groups.name([left, right]);
      else groups.join([left, right]);
      return true;
    }
    const [id, person, other] = [of(idNames), of(personNames), of(recordNames)];
    if (id === undefined || (person ?? other) === undefined) return false;
    if (person === undefined) groups.join([id, other!]);
    else groups.put(id, person);
    const household = textOf(row.get('household'));
    if (household !== undefined) householdOf.set(id, household);
    return true;
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function isNo(verdict: unknown): boolean {
  if (verdict === undefined || verdict === null) return false;
  return /^(?:0|0\.0|false|no|n|different|khac|khác)$/i.test(String(verdict as string).trim());
}

/** Records that are of one person, directly or by others. */
function openGroups() {
  const leaders = new Map<string, string>();
  const leaderOf = (id: string): string => {
    let top = id;
    while ((leaders.get(top) ?? top) !== top) top = leaders.get(top)!;
    leaders.set(id, top);
    return top;
  };
  const recordKey = (id: string) => `record ${id}`;
  const ids = new Set<string>();
  const name = (each: string) => {
    ids.add(each);
    leaderOf(recordKey(each));
  };
  return {
    name: (named: readonly string[]) => named.forEach(name),
    join(same: readonly string[]) {
      same.forEach(name);
      for (const each of same.slice(1)) {
        leaders.set(leaderOf(recordKey(each)), leaderOf(recordKey(same[0]!)));
      }
    },
    put(id: string, person: string) {
      name(id);
      leaders.set(leaderOf(recordKey(id)), leaderOf(`person ${person}`));
    },
    all: () => new Map([...ids].map((id) => [id, leaderOf(recordKey(id))])),
  };
}
