import { isDeepStrictEqual } from 'node:util';
import { canonicalJson } from '../../../shared/json/canonical.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { withoutRxFields } from '../../../shared/replica/memory.ts';
import { wireDocument } from '../../../shared/sync/push.ts';
import { aPatient } from '../builders/records.ts';
import type { TestCentral } from '../central.ts';
import { arrival, rename } from '../replica/arrivals.ts';
import { until } from '../until.ts';
import type { FaultyStation } from './faultyStation.ts';

type Patient = RecordOf<'patient'>;

/** What is written on both sides while a fault plays. */
export interface Traffic {
  /** Two patients, and an edit of the one that both sides know. */
  writeHere(): Promise<void>;
  /** The same by another workstation, the edit on the version that this one edits too. */
  writeThere(): Promise<void>;
  /**
   * What was written since the last call is on both sides, byte for byte and without an open
   * conflict, and the status says so and said nothing false. Throws after `withinMs`.
   */
  settled(withinMs?: number): Promise<void>;
  /** The same for all that was ever written. */
  allSettled(): Promise<void>;
}

/** Every round of writing edits a patient of the round before, so that each round meets a conflict. */
export async function traffic(server: TestCentral, station: FaultyStation): Promise<Traffic> {
  const all = new Set<string>();
  const fresh = new Set<string>();
  let count = 0;
  let known = aPatient({ name: 'Chung' });

  async function storeThere(patients: readonly (readonly [Patient, string?])[]): Promise<void> {
    const docs = await Promise.all(
      patients.map(async ([patient, parent]) => {
        fresh.add(patient.id);
        return wireDocument(await arrival(patient, parent === undefined ? [] : [parent]));
      }),
    );
    await server.couch.change('POST', `${server.database}/_bulk_docs`, { docs, new_edits: false });
  }
  async function revThere(id: string): Promise<string> {
    const { body } = await server.couch.ask('GET', `${server.database}/${encodeURIComponent(id)}`);
    return (body as { _rev: string })._rev;
  }
  const shownHere = async () => withoutRxFields((await station.replica.shown(known))!) as Patient;
  const next = (side: string) => aPatient({ name: `${side} ${String((count += 1))}` });

  async function settled(withinMs = 10_000): Promise<void> {
    await until(
      () => difference(server, station, [...fresh]),
      (left) => left === 'none',
      { withinMs },
    );
    for (const id of fresh) all.add(id);
    fresh.clear();
    // What both sides write next extends one version that both have.
    known = await shownHere();
    if (station.lies.length > 0) throw new Error(station.lies.join('\n'));
  }

  await storeThere([[known]]);
  await settled();
  return {
    settled,
    async allSettled() {
      await until(
        () => difference(server, station, [...all]),
        (left) => left === 'none',
      );
    },
    async writeHere() {
      fresh.add(known.id);
      // An edit is refused when another one came in since it was begun; the author begins again.
      for (let refused = true; refused;) {
        const edited = rename(await shownHere(), `Sửa ở đây ${String(count)}`);
        refused = (await station.replica.put(edited)).length > 0;
      }
      for (const patient of [next('Ở đây'), next('Ở đây')]) {
        fresh.add(patient.id);
        if ((await station.replica.put(patient)).length > 0) throw new Error('a save was refused');
      }
    },
    async writeThere() {
      const edited = rename(known, `Sửa ở xa ${String(count)}`);
      await storeThere([[next('Ở xa')], [next('Ở xa')], [edited, await revThere(known.id)]]);
    },
  };
}

/** In a word, what of these records isn't yet as it should be, on both sides and in the status. */
export async function difference(
  server: TestCentral,
  { sync, replica }: FaultyStation,
  ids: readonly string[],
): Promise<string> {
  const { connection, hereOnly, refused, owed, server: standing } = sync.status();
  const said = { connection: connection.kind, hereOnly, refused: refused.length, owed };
  const isKnown = standing.kind === 'known';
  const settled = { connection: 'online', hereOnly: 0, refused: 0, owed: 0 };
  if (!isKnown || !isDeepStrictEqual(said, settled)) {
    return JSON.stringify({ ...said, server: standing.kind });
  }
  const here = await replica.store.read(ids);
  const { body } = await server.couch.ask('POST', `${server.database}/_bulk_get?revs=true`, {
    docs: ids.map((id) => ({ id })),
  });
  const there = new Map<string, string[]>();
  for (const { id, docs } of (body as BulkGet).results) {
    there.set(id, docs.flatMap(({ ok }) => (ok ? [canonicalJson(ok)] : [])).sort());
  }
  for (const id of ids) {
    const leaves = here.get(id)!;
    if (leaves.length === 0) return `${id} is not here`;
    if (leaves.filter(({ deleted }) => !deleted).length !== 1) return `${id} has an open conflict`;
    const own = leaves.map((leaf) => canonicalJson(wireDocument(leaf))).sort();
    if (!isDeepStrictEqual(own, there.get(id))) return `${id} differs`;
  }
  return 'none';
}

interface BulkGet {
  readonly results: readonly { readonly id: string; readonly docs: readonly { ok?: never }[] }[];
}
