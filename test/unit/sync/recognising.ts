import { afterEach, expect } from 'vitest';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import type { SyncStatus } from '../../../shared/sync/status.ts';
import { aPatient } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { openSyncStation } from '../../support/replica/syncStation.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';

export const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

export async function central(): Promise<TestCentral> {
  const opened = await openTestCentral();
  cleanUps.push(() => opened.remove());
  return opened;
}

export async function station(server: TestCentral, workstation = 'noi-1'): Promise<SyncStation> {
  const opened = await openSyncStation(server, { workstation, ward: 'NOI' });
  cleanUps.push(() => opened.close());
  return opened;
}

export const soon = { timeout: 20_000, interval: 50 };
/** A hundred records go there and back. */
export const longTest = 90_000;
export const stands = (at: SyncStation, kind: SyncStatus['server']['kind']) =>
  expect.poll(() => at.sync.status().server.kind, soon).toBe(kind);
export const allSent = (at: SyncStation) =>
  expect.poll(() => saysAllSent(at.sync.status()), soon).toBe(true);

export function saysAllSent({ connection, server, hereOnly }: SyncStatus): boolean {
  return connection.kind === 'online' && server.kind === 'known' && hereOnly === 0;
}

export function patients(count: number): RecordOf<'patient'>[] {
  return Array.from({ length: count }, () => aPatient());
}

export async function put(at: SyncStation, records: readonly AnyRecord[]): Promise<void> {
  for (const record of records) await at.replica.put(record);
}

/** How many of these records the server has. */
export async function onServer(
  server: TestCentral,
  records: readonly AnyRecord[],
): Promise<number> {
  const { body } = await server.couch.ask('POST', `${server.database}/_all_docs`, {
    keys: records.map(({ id }) => id),
  });
  return (body as { rows: { id?: string; error?: string }[] }).rows.filter((row) => !row.error)
    .length;
}

/** Wakes until it holds: a cut line is backed off from. */
export function mend(at: SyncStation): void {
  at.line.cut = false;
  at.sync.wake();
}

export async function witnesses(server: TestCentral): Promise<Record<string, unknown>[]> {
  const { body } = await server.couch.ask(
    'GET',
    `${server.database}/_local_docs?include_docs=true`,
  );
  return (body as { rows: { doc: Record<string, unknown> }[] }).rows.map(({ doc }) => doc);
}
