import type { RxStorageWriteError } from 'rxdb';
import type { AnyRecord } from '../records/kinds.ts';
import type { MemoryDocument } from './memory.ts';

/** A row as RxDB hands it over. */
export interface WriteRow {
  readonly previous?: MemoryDocument;
  readonly document: MemoryDocument;
}

export type RowError = RxStorageWriteError<AnyRecord>;

/**
 * The answer for a row that isn't stored: 409 where something came between, 422 where it may not
 * stand, 500 and 507 where the store failed or is full.
 */
export function rowError(
  status: 409 | 422 | 500 | 507,
  row: WriteRow,
  documentInDb?: MemoryDocument,
): RowError {
  return {
    status,
    isError: true,
    documentId: row.document.id,
    writeRow: row,
    ...(documentInDb ? { documentInDb } : {}),
    ...(status === 422 ? { validationErrors: [] } : {}),
  } as unknown as RowError;
}
