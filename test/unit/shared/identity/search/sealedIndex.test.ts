import { expect, test } from 'vitest';
import { rowsOf } from '../../../../../shared/identity/search/columns.ts';
import { openPatientIndex } from '../../../../../shared/identity/search/patientIndex.ts';
import { sealedIndexOver } from '../../../../../shared/identity/search/sealedIndex.ts';
import { searchablePatient } from '../../../../../shared/identity/search/searchable.ts';
import type { Bytes } from '../../../../../shared/replica/envelope.ts';
import { cipherFor, importDataKey } from '../../../../../shared/replica/envelope.ts';
import { aPatient } from '../../../../support/builders/records.ts';

/** More patients than go into two chunks, so that columns run over from one into the next. */
const patients = 20_000;

async function written() {
  const chunks = new Map<string, Bytes>();
  const cipher = cipherFor(await importDataKey(new Uint8Array(32).fill(3)), 'search');
  const sealed = sealedIndexOver(
    {
      read: async (name) => chunks.get(name),
      write: async (name, chunk) => void chunks.set(name, chunk),
      keepOnly: async () => undefined,
    },
    cipher,
    'store',
  );
  const index = openPatientIndex();
  for (let at = 0; at < patients; at += 1) {
    const recordNumber = `N1-${String(at).padStart(6, '0')}`;
    const patient = aPatient({ name: `Lò Thị ${at % 7 ? 'Mận' : 'Đào Mơ'}`, recordNumber });
    index.put(searchablePatient(patient));
    index.place(patient.patientId, { ward: at % 3 ? 'NOI' : undefined, seenMs: at * 60_000 });
  }
  await sealed.write(7, index);
  return { chunks, sealed, index };
}

test('an index over several chunks is read as it was written', async () => {
  const { chunks, sealed, index } = await written();
  expect(chunks.size).toBeGreaterThanOrEqual(4);
  const kept = await sealed.read(7);
  expect(kept?.sequence).toBe(7);
  expect(kept?.index.filled()).toEqual(index.filled());
  expect(kept?.index.words).toEqual(index.words);
  const { slots, parts, numbers } = index.filled();
  const lengthOf = (name: string) => {
    if ((rowsOf.parts as readonly string[]).includes(name)) return parts;
    if ((rowsOf.numbers as readonly string[]).includes(name)) return numbers;
    return name === 'ids' ? 4 * slots : slots;
  };
  for (const [name, column] of Object.entries(index.columns)) {
    const length = lengthOf(name);
    const read = Object.entries(kept!.index.columns).find(([other]) => other === name)![1];
    const bytesOf = (one: typeof column) => Buffer.from(one.slice(0, length).buffer);
    expect(bytesOf(read).equals(bytesOf(column)), name).toBe(true);
  }
  expect(kept?.index.patientIds()).toEqual(index.patientIds());
});

test('without one of its chunks, or with two of them exchanged, it is built anew', async () => {
  const { chunks, sealed } = await written();
  const [first, second] = [...chunks.keys()].filter(
    (name) => name.endsWith('/0') || name.endsWith('/1'),
  );
  const [a, b] = [chunks.get(first!)!, chunks.get(second!)!];
  chunks.delete(second!);
  expect(await sealed.read(7)).toBeUndefined();
  chunks.set(second!, a).set(first!, b);
  expect(await sealed.read(7)).toBeUndefined();
  chunks.set(first!, a).set(second!, b);
  expect((await sealed.read(7))?.index.size).toBe(patients);
});
