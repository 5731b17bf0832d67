import { collectionOf } from '../../../shared/records/kinds.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import type { MemoryDocument } from '../../../shared/replica/memory.ts';
import type { Replica } from '../../../shared/replica/replica.ts';
import type { RowError } from '../../../shared/replica/rowError.ts';

/** How a test reads and writes a replica that has no RxDB over it. */
export interface SavesRecords {
  /** Saves a record as RxDB would: as an insert, or over what memory shows. */
  put(record: AnyRecord): Promise<RowError[]>;
  /** What memory shows. */
  shown(record: { id: string; kind: AnyRecord['kind'] }): Promise<MemoryDocument | undefined>;
}

export function savesRecords(replica: Pick<Replica, 'memory' | 'save'>): SavesRecords {
  let height = 0;
  return {
    async put(record) {
      const previous = await replica.memory.document(record);
      height += 1;
      const document = {
        ...record,
        _deleted: false,
        _attachments: {},
        _meta: { lwt: Date.now() + height },
        _rev: `${String(height)}-test`,
      } as unknown as MemoryDocument;
      return replica.save(collectionOf(record.kind), [
        previous ? { previous, document } : { document },
      ]);
    },
    shown: (record) => replica.memory.document(record),
  };
}
