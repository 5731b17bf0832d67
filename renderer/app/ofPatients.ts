/**
 * Selects the records of these patients, for a live query. As a pattern: the query is asked about
 * every record that is stored, and of an `$in` list a set is made anew each time, which takes ten
 * times as long and is thrown away: in a first fill the page had little time for anything else. The
 * bounds are for the index.
 */
export function ofPatients(patientIds: readonly string[]): object {
  const [first = '', ...others] = [...patientIds].sort();
  const pattern = `^(?:${patientIds.join('|')})$`;
  return { patientId: { $gte: first, $lte: others.at(-1) ?? first, $regex: pattern } };
}
