import type { Couch } from '../../shared/central/couchHttp.ts';
import { patientRecordId } from '../../shared/records/ids.ts';
import { compareWithStanding, newPatient, readStanding, sendRecords } from './importBatch.ts';
import type { ImportRun } from './importBatch.ts';
import type { RowFault } from './cells.ts';
import type { Column, Header } from './columns.ts';
import type { CsvRow, LostRow } from './csvRows.ts';
import { readPatientRow } from './patientRow.ts';
import type { PatientRow, RowOptions, RowRemark } from './patientRow.ts';
import type { ReportKind } from './report.ts';
import { openSeenBefore } from './seenBefore.ts';
import { readStandingPatients } from './standingPatients.ts';
import type { StandingPatients } from './standingPatients.ts';
import { columnWords, faultWords, remarkWords } from './words.ts';
import type { Said } from './words.ts';

/** What came of a file. Each row read is one of taken, standing, changed or bad. */
export interface ImportCounts {
  rows: number;
  /** Good rows that are new: written and read back, or that would be, in a dry run. */
  taken: number;
  /** Rows that an earlier run took, and that say the same. */
  standing: number;
  /** Rows that an earlier run took, and that say something else now. Nothing was overwritten. */
  changed: number;
  bad: number;
  /** New rows that may be somebody who is there already. */
  likely: number;
  /** New rows that share a card's number with a row above. */
  shared: number;
  /** New rows with something else to look at. */
  doubtful: number;
  readonly byFault: Partial<Record<RowFault, number>>;
}

/** Where rows are compared and written; without one they are only read. */
export interface ImportTarget {
  readonly couch: Couch;
  readonly database: string;
  /** Whether anything is written. */
  readonly write: boolean;
  /** Blocks from which workstations give record numbers. */
  readonly blocks: ReadonlySet<string>;
}

export interface Import {
  readonly header: Header;
  /** Rows behind the header. */
  readonly rows: AsyncIterable<CsvRow | LostRow>;
  readonly options: RowOptions;
  readonly run: ImportRun;
  readonly target: ImportTarget | undefined;
  tell(line: number, kind: ReportKind, column: Said, said: Said): Promise<void>;
  onProgress(counts: ImportCounts): void;
}

interface Taken {
  readonly line: number;
  readonly row: PatientRow;
  /** The line above that has one of its card numbers. */
  readonly sameNumberAt: number | undefined;
}

const batchSize = 500;

/**
 * Takes the good rows of a file, 500 at a time, in memory that doesn't grow with it but for 12 bytes
 * a number. Rejects with `CentralFault` where the server fails; what was taken until then stands,
 * and another run goes on behind it.
 */
export async function importPatients(task: Import): Promise<ImportCounts> {
  const { header, rows, options, run, target } = task;
  const counts: ImportCounts = {
    rows: 0,
    taken: 0,
    standing: 0,
    changed: 0,
    bad: 0,
    likely: 0,
    shared: 0,
    doubtful: 0,
    byFault: {},
  };
  const seen = openSeenBefore();
  let there: StandingPatients | undefined;
  let batch: Taken[] = [];

  const refuse = async (line: number, faults: readonly { column?: Column; fault: RowFault }[]) => {
    counts.bad += 1;
    for (const { column, fault } of faults) {
      counts.byFault[fault] = (counts.byFault[fault] ?? 0) + 1;
      await task.tell(line, 'notTaken', columnWords(column), faultWords(fault));
    }
  };
  const remark = (line: number, column: Column, what: RowRemark, other?: string) =>
    task.tell(line, 'lookAt', columnWords(column), remarkWords(what, other));

  const read = async (row: CsvRow | LostRow): Promise<Taken | undefined> => {
    counts.rows += 1;
    const { line } = row;
    if ('lost' in row) return refuse(line, [{ fault: row.lost }]).then(() => undefined);
    const parsed = readPatientRow(row.cells, header, options);
    if ('bad' in parsed) {
      await refuse(line, parsed.bad as readonly { column?: Column; fault: RowFault }[]);
      return undefined;
    }
    const block = parsed.recordNumber.split('-')[0]!;
    const fault = target?.blocks.has(block)
      ? ('workstationsBlock' as const)
      : seen.first(parsed.recordNumber, line) !== undefined
        ? ('seenBefore' as const)
        : undefined;
    if (fault !== undefined) {
      await refuse(line, [{ column: 'recordNumber', fault }]);
      return undefined;
    }
    const above = parsed.numbers.flatMap((number) => seen.first(number, line) ?? []);
    return { line, row: parsed, sameNumberAt: above[0] };
  };

  const remarkOn = async ({ line, row, sameNumberAt }: Taken, likely: readonly string[]) => {
    if (row.remarks.length > 0) counts.doubtful += 1;
    for (const { column, remark: what } of row.remarks) await remark(line, column, what);
    if (sameNumberAt !== undefined) {
      counts.shared += 1;
      await remark(line, 'citizenNumber', 'sameNumberAbove', String(sameNumberAt));
    }
    if (likely.length > 0) {
      counts.likely += 1;
      await remark(line, 'name', 'likelyThere', likely.join(', '));
    }
  };

  /** Compares with the server and writes what is new there. */
  const settle = async (taken: readonly Taken[], { couch, database, write }: ImportTarget) => {
    const idOf = ({ row }: Taken) => patientRecordId(run.keys.patientId(row.recordNumber));
    const standing = await readStanding(couch, database, taken.map(idOf));
    const fresh: (Taken & { record: NonNullable<ReturnType<typeof newPatient>> })[] = [];
    for (const each of taken) {
      const leaves = standing.get(idOf(each));
      if (!leaves) {
        there ??= await readStandingPatients(couch, database, run.on);
        if (there.hasNumber(each.row.recordNumber)) {
          await refuse(each.line, [{ column: 'recordNumber', fault: 'numberTaken' }]);
          continue;
        }
        const record = newPatient(each.row, run);
        if (record) fresh.push({ ...each, record });
        else await refuse(each.line, [{ fault: 'unreadable' }]);
        continue;
      }
      const compared = await compareWithStanding(each.row, run, leaves);
      if (compared.kind === 'unchanged') counts.standing += 1;
      else if (compared.kind === 'gone') {
        await refuse(each.line, [{ column: 'recordNumber', fault: 'goneThere' }]);
      } else {
        counts.changed += 1;
        await task.tell(
          each.line,
          'changed',
          columnWords(undefined),
          changedWords(compared.fields),
        );
      }
    }
    const sent = write
      ? await sendRecords(
          couch,
          database,
          fresh.map(({ record }) => record),
        )
      : undefined;
    for (const { record, ...each } of fresh) {
      if (sent?.refused.has(record.id)) {
        await refuse(each.line, [{ fault: 'refusedThere' }]);
        continue;
      }
      counts.taken += 1;
      await remarkOn(each, there!.likely(record));
    }
  };

  const flush = async () => {
    const taken = batch;
    batch = [];
    if (target) await settle(taken, target);
    else {
      for (const each of taken) {
        if (!newPatient(each.row, run)) {
          await refuse(each.line, [{ fault: 'unreadable' }]);
          continue;
        }
        counts.taken += 1;
        await remarkOn(each, []);
      }
    }
    task.onProgress(counts);
  };

  for await (const row of rows) {
    const taken = await read(row);
    if (taken) batch.push(taken);
    if (batch.length >= batchSize) await flush();
  }
  await flush();
  return counts;
}

/** Fields as the records have them; which columns they came of is plain. */
function changedWords(fields: readonly string[]): Said {
  const named = fields.join(', ');
  return {
    vi: `nay khác với lần nhập trước và với hồ sơ (${named}). Không ghi đè gì; hãy sửa trong hồ sơ nếu cần.`,
    en: `says otherwise than at the last import and than the record (${named}). Nothing was overwritten; put the record right where it is wrong.`,
  };
}
