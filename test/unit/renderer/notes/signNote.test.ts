import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, expect, test } from 'vitest';
import { openDraftKeeper } from '../../../../renderer/features/notes/draftKeeper.ts';
import { standingOfDraft } from '../../../../renderer/features/notes/draftStanding.ts';
import type { NoteDraft } from '../../../../renderer/features/notes/draftStanding.ts';
import { CannotSign, signNote } from '../../../../renderer/features/notes/signNote.ts';
import { draftOfJournal } from '../../../../renderer/features/notes/useNoteInHand.ts';
import { NotSaved, openRecords } from '../../../../renderer/replica/records.ts';
import type { Records } from '../../../../renderer/replica/records.ts';
import { makeDot } from '../../../../shared/merge/versionVector.ts';
import { newPatientId, newRecordId } from '../../../../shared/records/ids.ts';

const khoi = { person: 'le-minh-khoi', workstation: 'noi-2' };
const ha = { person: 'tran-thu-ha', workstation: 'cap-cuu-1' };
const opened: Records[] = [];

afterEach(async () => {
  for (const records of opened.splice(0)) await records.close();
});

async function bench() {
  let counter = 0;
  let actor = '00000000000000aa';
  const storage = getRxStorageMemory() as unknown as Parameters<typeof openRecords>[0];
  const records = await openRecords(storage, `sign${Math.random().toString(36).slice(2)}`, () =>
    makeDot(actor, (counter += 1)),
  );
  opened.push(records);
  const patientId = newPatientId();
  const entries = new Map<string, unknown>();
  const keeper = openDraftKeeper({
    records,
    journal: {
      write: async (key, value) => void entries.set(key, value),
      read: async () => undefined,
      remove: async (key) => void entries.delete(key),
      keys: async () => [],
    },
    author: khoi,
    patientId,
    encounterId: newRecordId(patientId, 'encounter'),
    noteType: 'progress',
  });
  const drafts = async () =>
    (await records.collections.notes.find({ selector: { kind: 'noteDraft' } }).exec()).map(
      (document) => document.toMutableJSON() as unknown as NoteDraft,
    );
  const elsewhere = (next: string) => {
    actor = next;
  };
  return { records, keeper, entries, drafts, elsewhere };
}

test('signing makes one immutable note of what is on the screen and ends the draft', async () => {
  const { records, keeper, entries, drafts } = await bench();
  keeper.write('course', 'Đỡ khó thở');
  const note = await signNote(keeper, records, khoi);
  expect(note).toMatchObject({ course: 'Đỡ khó thở', signedBy: khoi.person });
  const [draft] = await drafts();
  expect(note.draftId).toBe(draft!.id);
  expect(draft?.signedAs).toBe(note.id);
  expect(standingOfDraft(draft!, [note])).toBe('signed');
  expect(entries.size).toBe(0);
});

test('an empty note is not signed', async () => {
  const { records, keeper } = await bench();
  keeper.write('course', '   ');
  await expect(signNote(keeper, records, khoi)).rejects.toEqual(new CannotSign('blank'));
});

test('a draft that two people wrote differently is not signed', async () => {
  const { records, keeper, drafts, elsewhere } = await bench();
  keeper.write('course', 'Của Khôi');
  await keeper.save();
  const [first] = await drafts();
  elsewhere('00000000000000bb');
  await records.save<'noteDraft'>(first!, { course: 'Của Hà' }, ha);
  elsewhere('00000000000000aa');
  keeper.write('course', 'Của Khôi, thêm');
  await expect(signNote(keeper, records, khoi)).rejects.toEqual(new CannotSign('disputed'));
});

test('invariant 1: a failed signature leaves the text, and signs nothing', async () => {
  const { records, keeper, drafts } = await bench();
  keeper.write('course', 'Đau ngực');
  const full: Pick<Records, 'create' | 'save'> = {
    create: async () => {
      throw new NotSaved('storageFull');
    },
    save: records.save,
  };
  await expect(signNote(keeper, full, khoi)).rejects.toEqual(new NotSaved('storageFull'));
  expect(keeper.textOf('course')).toBe('Đau ngực');
  expect(standingOfDraft((await drafts())[0]!, [])).toBe('open');
});

test('a crash between the signature and the end of the draft leaves it signed all the same', async () => {
  const { records, keeper, drafts } = await bench();
  keeper.write('course', 'Ổn');
  const dying: Pick<Records, 'create' | 'save'> = {
    create: records.create,
    save: async () => {
      throw new NotSaved('workerLost');
    },
  };
  const note = await signNote(keeper, dying, khoi);
  const [draft] = await drafts();
  expect(draft?.signedAs).toBeUndefined();
  expect(standingOfDraft(draft!, [note])).toBe('signed');
});

test('a journal entry without a draft finds the one that was made of it just before the crash', async () => {
  const { keeper, drafts } = await bench();
  const startedAt = '2026-01-01T00:00:00.000+07:00';
  keeper.write('course', 'Một');
  await keeper.save();
  const [draft] = await drafts();
  const entry = {
    draftId: null,
    encounterId: draft!.encounterId,
    noteType: 'progress' as const,
    startedAt,
    writtenAt: startedAt,
    edits: {},
  };
  const find = (workstation: string, person: string, started = startedAt) =>
    draftOfJournal({ ...entry, startedAt: started }, [draft!], workstation, person)?.id;
  expect(find(khoi.workstation, khoi.person)).toBe(draft!.id);
  expect(find(khoi.workstation, ha.person)).toBeUndefined();
  expect(find('noi-3', khoi.person)).toBeUndefined();
  expect(find(khoi.workstation, khoi.person, '2999-01-01T00:00:00.000+07:00')).toBeUndefined();
});
