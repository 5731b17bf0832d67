import { join } from '../../../shared/merge/join.ts';
import type { CausalRecord, Edits } from '../../../shared/merge/join.ts';
import { makeDot } from '../../../shared/merge/versionVector.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord, Kind } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { someWrite } from './records.ts';

let actors = 0xd000;

/** The record after people edited it without knowing of each other, one edit each. */
export function disputedBy<R extends AnyRecord>(
  record: R,
  ...edits: readonly { readonly by: string; readonly on?: string; readonly edits: Edits }[]
): R {
  const leaves = edits.map(({ by, on = 'noi-1', edits: own }) => {
    actors += 1;
    const dot = makeDot(actors.toString(16).padStart(16, '0'), 1);
    const write = someWrite({ by, on, dot });
    return editedRecord<Kind>(record, record.causality.vector, own, write);
  });
  return joined(record, ...(leaves as unknown as R[]));
}

/** What a workstation shows that has all of these leaves of one record. */
export function joined<R extends AnyRecord>(...leaves: readonly R[]): R {
  const { units } = kindDefinition(leaves[0]!.kind)!;
  return leaves
    .map((leaf) => leaf as unknown as CausalRecord)
    .reduce((one, other) => join(units, one, other)) as unknown as R;
}
