import type { Author } from '../../../renderer/replica/records.ts';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import type { FieldsOf, RecordOf } from '../../../shared/records/kinds.ts';
import type { PatientName } from './pageApi.ts';

/** Resolves when the server was heard and is known to have everything. */
export function delivered(client: ReplicaClient): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const { connection, hereOnly, owed, firstFill, heardAt } = client.syncStatus();
      if (connection.kind !== 'online' || hereOnly > 0 || owed > 0) return;
      if (firstFill !== undefined || heardAt === undefined) return;
      stop();
      resolve();
    };
    const stop = client.onSyncStatus(look);
    look();
  });
}

export async function renamePatients(
  { records }: ReplicaClient,
  names: readonly PatientName[],
  author: Author,
): Promise<void> {
  const opened = await patients(records.collections, names);
  for (const { id, name } of names)
    await records.save<'patient'>(opened.get(id)!, { name }, author);
}

/** @returns milliseconds from now until everything is delivered and shown */
export async function untilQuiet(
  client: ReplicaClient,
  shown: readonly PatientName[],
): Promise<number> {
  const startedMs = performance.now();
  globalThis.dispatchEvent(new Event('online'));
  // Told, not asked: a look at hundreds of records every moment would be work in the way.
  await delivered(client);
  let left = shown;
  for (;;) {
    const now = await patients(client.records.collections, left);
    left = left.filter(({ id, name }) => !namesOf(now.get(id)).includes(name));
    if (left.length === 0) {
      await delivered(client);
      return performance.now() - startedMs;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** @returns for each of so many saves the milliseconds from its acknowledgement to its delivery */
export async function timedDeliveries(
  client: ReplicaClient,
  count: number,
  author: Author,
): Promise<readonly number[]> {
  const seenHere = new Set<string>();
  const deliveredAtMs = new Map<string, number>();
  let told: () => void = () => undefined;
  // What the Worker tells of a save may come before its acknowledgement, or after it.
  const stop = client.onDelivery(() => {
    const here = new Set(client.undelivered());
    for (const id of here) seenHere.add(id);
    for (const id of seenHere) {
      if (!here.has(id) && !deliveredAtMs.has(id)) deliveredAtMs.set(id, performance.now());
    }
    told();
  });
  const tookMs: number[] = [];
  for (let save = 0; save < count; save += 1) {
    const fields: FieldsOf<'patient'> = {
      recordNumber: `T1-${String(save + 1).padStart(6, '0')}`,
      name: `Gửi Ngay ${String(save)}`,
      sex: 'female',
      allergyStatement: 'notAsked',
    };
    const { id } = await client.records.create('patient', newPatientId(), fields, author);
    const acknowledgedMs = performance.now();
    while (!deliveredAtMs.has(id)) await new Promise<void>((resolve) => (told = resolve));
    tookMs.push(Math.max(0, deliveredAtMs.get(id)! - acknowledgedMs));
  }
  stop();
  return tookMs;
}

type Collections = ReplicaClient['records']['collections'];

async function patients(
  collections: Collections,
  names: readonly PatientName[],
): Promise<ReadonlyMap<string, RecordOf<'patient'>>> {
  const found = await collections.patients.findByIds(names.map(({ id }) => id)).exec();
  return new Map(
    [...found].map(([id, document]) => [id, document.toMutableJSON() as RecordOf<'patient'>]),
  );
}

/** The name that is shown, and those that it disagrees with. */
function namesOf(patient: RecordOf<'patient'> | undefined): readonly unknown[] {
  const sides = patient?.causality.siblings?.['name'] ?? [];
  return [patient?.name, ...sides.map(({ value }) => value)];
}
