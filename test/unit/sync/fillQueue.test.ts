import { expect, test } from 'vitest';
import { newPatientId, newRecordId } from '../../../shared/records/ids.ts';
import { fillQueue } from '../../../shared/sync/fillQueue.ts';

const idsOf = (kind: string, count: number) =>
  Array.from({ length: count }, () => newRecordId(newPatientId(), kind));

test('who lies where and what harms them comes first, whenever it was named', () => {
  const queue = fillQueue();
  const [notes, changes] = [idsOf('note', 2), idsOf('change', 1)];
  queue.add([...changes, ...notes]);
  const [patients, allergies] = [idsOf('patient', 2), idsOf('allergy', 1)];
  queue.add([...allergies, ...patients]);
  expect(queue.take(2)).toEqual(patients);
  expect(queue.size).toBe(4);
  const late = idsOf('encounter', 1);
  queue.add(late);
  expect(queue.take(9)).toEqual([...late, ...allergies, ...notes, ...changes]);
  expect(queue.size).toBe(0);
});

test('who overtakes is given out once, also when asked for again', async () => {
  const queue = fillQueue();
  const notes = idsOf('note', 4);
  queue.add(notes);
  queue.addAhead([notes[2]!]);
  queue.add(notes);
  expect(queue.size).toBe(4);
  expect(queue.take(1)).toEqual([notes[2]]);
  queue.addAhead([notes[2]!]);
  expect(queue.take(9)).toEqual([notes[2], notes[0], notes[1], notes[3]]);
  const added = queue.added();
  queue.add([notes[0]!]);
  await added;
  expect(queue.has(notes[0]!)).toBe(true);
});

test('photos, which are large, come after everything that a chart says', () => {
  const queue = fillQueue();
  const [photos, changes] = [idsOf('patientPhoto', 2), idsOf('change', 1)];
  queue.add([...changes, ...photos]);
  const said = ['patient', 'allergy', 'order', 'note', 'patientLink'].flatMap((kind) =>
    idsOf(kind, 1),
  );
  queue.add(said);
  const given = queue.take(9);
  expect(new Set(given.slice(0, said.length))).toEqual(new Set(said));
  expect(given.slice(said.length)).toEqual([...photos, ...changes]);
});
