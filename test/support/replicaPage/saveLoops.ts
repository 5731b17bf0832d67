import type { Author } from '../../../renderer/replica/records.ts';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { fillerNote } from './fillerNote.ts';
import type { TimedSave } from './pageApi.ts';

/**
 * Registers patients, writes drafts, edits them and types into the journal, one save after the
 * other, and tells the test of each acknowledgement before it goes on. Ends when the page dies.
 * @param restMs after each patient, so that what was saved is sent, read back and marked meanwhile
 */
export async function saveForEver(
  { records, journal }: ReplicaClient,
  author: Author,
  round: number,
  restMs: number,
): Promise<never> {
  const key = `${author.person}/note/${round}`;
  const tell = window.acknowledged!;
  for (let count = 1; ; count += 1) {
    const patientId = newPatientId();
    const patient = await records.create(
      'patient',
      patientId,
      {
        recordNumber: `T${round % 10}-${String(count).padStart(6, '0')}`,
        name: `Nguyễn Thị Mẫu ${round} ${count}`,
        sex: 'female',
        allergyStatement: 'notAsked',
      },
      author,
    );
    await tell({ kind: 'record', record: patient });
    await journal.write(key, { count });
    await tell({ kind: 'journal', key, count });
    const encounterId = `${patientId}:encounter:${patientId}`;
    let draft: RecordOf<'noteDraft'> = await records.create(
      'noteDraft',
      patientId,
      fillerNote(encounterId, 800),
      author,
    );
    await tell({ kind: 'record', record: draft });
    for (let edit = 1; edit <= 2; edit += 1) {
      draft = await records.save<'noteDraft'>(
        draft,
        { plan: `Lần ${round}.${count}.${edit}` },
        author,
      );
      await tell({ kind: 'record', record: draft });
    }
    if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
  }
}

/** Longer than a sync to disk takes, under a trace too. */
const pauseMs = 300;

/**
 * Saves one after the other with a pause between them: a record, then a journal entry, and so on.
 * Times are milliseconds of the wall clock, as precise as the page's clock.
 */
export async function timedSaves(
  { records, journal }: ReplicaClient,
  author: Author,
  count: number,
): Promise<readonly TimedSave[]> {
  const patientId = newPatientId();
  const encounterId = `${patientId}:encounter:${patientId}`;
  const times: TimedSave[] = [];
  for (let save = 0; save < count; save += 1) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const what = save % 2 === 0 ? 'record' : 'journal';
    const fields = fillerNote(encounterId, 800);
    const startedMs = performance.timeOrigin + performance.now();
    if (what === 'record') await records.create('noteDraft', patientId, fields, author);
    else await journal.write(`${author.person}/note/${patientId}`, { save });
    times.push({ what, startedMs, acknowledgedMs: performance.timeOrigin + performance.now() });
  }
  return times;
}
