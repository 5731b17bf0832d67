import fc from 'fast-check';
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

/** A chain with a checkpoint after each of these groups of views. */
async function chainOf(groups: readonly number[]): Promise<AuditEntry[]> {
  const { trail, store } = await openTestTrail(memoryTrailStorage());
  for (const views of groups) {
    for (let view = 0; view < views; view += 1) {
      await trail.append(viewed(somePatient, `bs-${view}`));
    }
    await trail.checkpoint();
  }
  return [...(await store.read(trail.epochs()[0]!, 1, 1000))];
}

const groups = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
const place = fc.nat();
const anyFlaw = async (entries: readonly AuditEntry[]) =>
  (await verifyTrails(await Promise.all(entries.map(leafOf)))).findings.length > 0;

/** One change of one field; undefined where it would change nothing. */
const edits: readonly ((entry: AuditEntry) => AuditEntry)[] = [
  (entry) => ({ ...entry, person: 'nguoi-khac' }),
  (entry) => ({ ...entry, action: 'print' }),
  (entry) => ({ ...entry, at: '2026-01-01T00:00:00.000+07:00' }),
  (entry) => ({ ...entry, about: { ...entry.about, found: 99 } }),
  (entry) => ({ ...entry, workstation: 'noi-9' }),
  (entry) => ({ ...entry, epoch: '00000000000000aa' }),
  (entry) => ({ ...entry, sequence: entry.sequence + 1 }),
  (entry) => ({ ...entry, sequence: entry.sequence + 500 }),
  (entry) => ({ ...entry, previous: 'a'.repeat(64) }),
  (entry) => ({ ...entry, signature: `${'A'.repeat(86)}==` }),
];

test('an untouched chain has no finding', async () => {
  await fc.assert(
    fc.asyncProperty(groups, async (sizes) => {
      expect(await anyFlaw(await chainOf(sizes))).toBe(false);
    }),
    { numRuns: 15 },
  );
});

test('every edit of one entry is found, its revision made to fit or not', async () => {
  await fc.assert(
    fc.asyncProperty(groups, place, fc.constantFrom(...edits), async (sizes, at, edit) => {
      const chain = await chainOf(sizes);
      const index = at % chain.length;
      const edited = chain.map((entry, each) => (each === index ? edit(entry) : entry));
      expect(await anyFlaw(edited)).toBe(true);
      const leaves = await Promise.all(chain.map(leafOf));
      leaves[index] = { ...leaves[index]!, body: edited[index] };
      expect((await verifyTrails(leaves)).findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});

test('every removal but the last checkpoints is found; those are found by an earlier reading', async () => {
  await fc.assert(
    fc.asyncProperty(groups, place, fc.nat({ max: 5 }), async (sizes, at, more) => {
      const chain = await chainOf(sizes);
      const index = at % chain.length;
      const left = chain.filter((_, each) => each < index || each > index + more);
      const cutAtCheckpoint =
        left.length === 0 ||
        (left[left.length - 1]!.action === 'checkpoint' && left.length === index);
      if (!cutAtCheckpoint) expect(await anyFlaw(left)).toBe(true);
      const { heads } = await verifyTrails(await Promise.all(chain.map(leafOf)));
      const { findings } = await verifyTrails(await Promise.all(left.map(leafOf)), heads);
      expect(findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 60 },
  );
});

test('every insertion is found, wherever it is put and however it is chained', async () => {
  await fc.assert(
    fc.asyncProperty(groups, place, fc.boolean(), async (sizes, at, shift) => {
      const chain = await chainOf(sizes);
      const index = at % (chain.length + 1);
      const before = chain[index - 1] ?? chain[0]!;
      const { signature: _signature, ...unsigned } = before;
      const put: AuditEntry = { ...unsigned, sequence: index + 1, action: 'search' };
      const rest = chain
        .slice(index)
        .map((entry) => (shift ? { ...entry, sequence: entry.sequence + 1 } : entry));
      expect(await anyFlaw([...chain.slice(0, index), put, ...rest])).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('every exchange of two entries is found', async () => {
  await fc.assert(
    fc.asyncProperty(groups, place, place, async (sizes, one, other) => {
      const chain = await chainOf(sizes);
      const [a, b] = [one % chain.length, other % chain.length];
      fc.pre(a !== b);
      const swapped = [...chain];
      swapped[a] = { ...chain[b]!, sequence: a + 1 };
      swapped[b] = { ...chain[a]!, sequence: b + 1 };
      expect(await anyFlaw(swapped)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('a chain re-made after an edit is found at its checkpoints', async () => {
  const { hashOfEntry } = await import('../../../shared/audit/entry.ts');
  await fc.assert(
    fc.asyncProperty(groups, place, async (sizes, at) => {
      const chain = await chainOf(sizes);
      const from = 2 + (at % (chain.length - 2));
      const remade = chain.slice(0, from);
      for (const entry of chain.slice(from)) {
        const previous = await hashOfEntry(remade[remade.length - 1]!);
        const person = entry.sequence === from + 1 ? { person: 'nguoi-khac' } : {};
        remade.push({ ...entry, ...person, previous });
      }
      expect(await anyFlaw(remade)).toBe(true);
    }),
    { numRuns: 30 },
  );
});
