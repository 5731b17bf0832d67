import { expect, test } from 'vitest';
import type { AuditEntry } from '../../../shared/audit/entry.ts';
import { verifyTrails } from '../../../shared/audit/verifyTrails.ts';
import {
  leafOf,
  memoryTrailStorage,
  openTestTrail,
  somePatient,
  viewed,
} from '../../support/audit/memoryTrail.ts';
import type { MemoryTrailStorage } from '../../support/audit/memoryTrail.ts';

async function entriesIn(storage: MemoryTrailStorage): Promise<AuditEntry[]> {
  const { trail, store } = await openTestTrail(storage.copy());
  const all = await Promise.all(trail.epochs().map((epoch) => store.read(epoch, 1, 1000)));
  return all.flat();
}

const flawsOf = async (entries: readonly AuditEntry[]) => {
  const { findings } = await verifyTrails(await Promise.all(entries.map(leafOf)));
  return findings.map(({ flaw, from, to }) => `${flaw} ${from}-${to}`);
};

test('every entry is there, in the order of what was done, chained and signed', async () => {
  const storage = memoryTrailStorage();
  const { trail } = await openTestTrail(storage);
  await trail.append({ action: 'signIn', person: 'bs-mau' });
  await Promise.all([
    trail.append(viewed(somePatient)),
    trail.append({ action: 'search', person: 'bs-mau', about: { found: 3 } }),
    trail.append({ action: 'lock', person: 'bs-mau' }),
  ]);
  await trail.close();
  const entries = await entriesIn(storage);
  expect(entries.map(({ action }) => action)).toEqual([
    'trailBegun',
    'checkpoint',
    'signIn',
    'viewChart',
    'search',
    'lock',
    'checkpoint',
  ]);
  expect(entries.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(await flawsOf(entries)).toEqual([]);
});

test('another opening goes on where the last one ended', async () => {
  const storage = memoryTrailStorage();
  for (let opening = 0; opening < 3; opening += 1) {
    const { trail } = await openTestTrail(storage);
    await trail.append(viewed(somePatient));
    await trail.close();
  }
  const entries = await entriesIn(storage);
  expect(new Set(entries.map(({ epoch }) => epoch)).size).toBe(1);
  expect(await flawsOf(entries)).toEqual([]);
  expect(entries.filter(({ action }) => action === 'viewChart')).toHaveLength(3);
});

test('a killed process loses nothing, and its entries are signed at the next start', async () => {
  const storage = memoryTrailStorage();
  const { trail } = await openTestTrail(storage);
  await trail.append(viewed(somePatient));
  // No close: the process is gone.
  const next = await openTestTrail(storage);
  expect(await next.trail.signedUpTo(next.trail.epochs()[0]!)).toBe(4);
  expect(await flawsOf(await entriesIn(storage))).toEqual([]);
});

test('a power cut takes only the end, before the barrier, and nothing of that was ever sent', async () => {
  const storage = memoryTrailStorage();
  const { trail } = await openTestTrail(storage);
  await trail.append(viewed(somePatient));
  await trail.checkpoint();
  const epoch = trail.epochs()[0]!;
  await trail.append(viewed(somePatient));
  const sendable = await trail.signedUpTo(epoch);
  storage.cutPower();
  const entries = await entriesIn(storage);
  expect(entries.length).toBeGreaterThanOrEqual(sendable);
  expect(entries.filter(({ action }) => action === 'viewChart')).toHaveLength(1);
  expect(await flawsOf(entries)).toEqual([]);
});

test('the barrier comes by itself, and what must last waits for it', async () => {
  const storage = memoryTrailStorage();
  const { trail } = await openTestTrail(storage, { barrierMs: 20 });
  await trail.append(viewed(somePatient));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  storage.cutPower();
  expect((await entriesIn(storage)).some(({ action }) => action === 'viewChart')).toBe(true);
  const settled = memoryTrailStorage();
  const slow = await openTestTrail(settled);
  const about = {
    patient: somePatient,
    reason: 'emergency' as const,
    until: '2026-11-23T18:05:00.000+07:00',
  };
  await slow.trail.append({ action: 'breakTheGlass', person: 'bs-mau', about });
  settled.cutPower();
  const entries = await entriesIn(settled);
  expect(entries.some(({ action }) => action === 'breakTheGlass')).toBe(true);
});

test('a full disk holds an entry in line, and the chain stays whole', async () => {
  const storage = memoryTrailStorage();
  const { trail } = await openTestTrail(storage);
  storage.full = true;
  await expect(trail.append(viewed(somePatient))).rejects.toThrow('full');
  storage.full = false;
  await trail.append({ action: 'search', person: 'bs-mau', about: { found: 0 } });
  await trail.close();
  const entries = await entriesIn(storage);
  expect(entries.map(({ action }) => action).slice(2)).toEqual([
    'viewChart',
    'search',
    'checkpoint',
  ]);
  expect(await flawsOf(entries)).toEqual([]);
});

test('a long row of entries is signed on its way', async () => {
  const storage = memoryTrailStorage();
  const { trail } = await openTestTrail(storage, { checkpointEvery: 10 });
  for (let view = 0; view < 25; view += 1) await trail.append(viewed(somePatient));
  expect(await trail.signedUpTo(trail.epochs()[0]!)).toBeGreaterThan(20);
});

test('where its own end was taken away, it begins another trail and the auditor is told', async () => {
  const storage = memoryTrailStorage();
  const { trail } = await openTestTrail(storage);
  await trail.append(viewed(somePatient));
  await trail.close();
  const whole = await entriesIn(storage);
  const last = [...storage.rows.keys()]
    .filter((key) => key.startsWith('entry:'))
    .sort()
    .pop()!;
  storage.rows.delete(last);
  const next = await openTestTrail(storage);
  expect(next.trail.epochs()).toHaveLength(2);
  await next.trail.append(viewed(somePatient));
  await next.trail.close();
  const later = (await entriesIn(storage)).filter(({ epoch }) => epoch !== whole[0]!.epoch);
  const leaves = await Promise.all([...whole, ...later].map(leafOf));
  const { findings, notices } = await verifyTrails(leaves);
  expect(findings).toEqual([]);
  expect(notices).toMatchObject([{ kind: 'newTrail', epoch: later[0]!.epoch }]);
});

test('a copied profile that writes the same number twice is named with that number', async () => {
  const storage = memoryTrailStorage();
  const { trail } = await openTestTrail(storage);
  await trail.append(viewed(somePatient));
  await trail.close();
  const copy = storage.copy();
  for (const [each, person] of [
    [storage, 'bs-mau'],
    [copy, 'dd-mau'],
  ] as const) {
    const opened = await openTestTrail(each);
    await opened.trail.append(viewed(somePatient, person));
    await opened.trail.close();
  }
  const both = [...(await entriesIn(storage)), ...(await entriesIn(copy))];
  const unique = [...new Map(both.map((entry) => [JSON.stringify(entry), entry])).values()];
  expect(await flawsOf(unique)).toContain('fork 5-5');
});

test('a clock that goes back is told, and is no fault of the trail', async () => {
  const storage = memoryTrailStorage();
  let clock = Date.parse('2026-11-23T07:00:00.000Z');
  const { trail } = await openTestTrail(storage, { now: () => new Date(clock) });
  await trail.append(viewed(somePatient));
  clock -= 3 * 3600_000;
  await trail.append(viewed(somePatient));
  await trail.close();
  const leaves = await Promise.all((await entriesIn(storage)).map(leafOf));
  const { findings, notices } = await verifyTrails(leaves);
  expect(findings).toEqual([]);
  expect(notices).toEqual([
    expect.objectContaining({ kind: 'clockStep', sequence: 4, seconds: 10_800 }),
  ]);
});

test('invariant 5: nothing of an entry stands in clear where it is kept', async () => {
  const storage = memoryTrailStorage();
  const { trail } = await openTestTrail(storage);
  await trail.append(viewed(somePatient));
  await trail.close();
  for (const [key, value] of storage.rows) {
    const text = `${key} ${new TextDecoder('latin1').decode(value)}`;
    expect(text).not.toMatch(/bs-mau|viewChart|01890000|privateKey/);
  }
});
