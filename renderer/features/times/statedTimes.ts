import type { StatedTime } from '../../../shared/clinical/statedTime.ts';

/** When a signed record states that it was signed, and where. */
export function timeOfSigning(record: {
  readonly signedAt: string;
  readonly recordedOn: string;
}): StatedTime {
  return { at: record.signedAt, on: record.recordedOn };
}

/** When any record states that it was made, and where. */
export function timeOfRecord(record: {
  readonly recordedAt: string;
  readonly recordedOn: string;
}): StatedTime {
  return { at: record.recordedAt, on: record.recordedOn };
}
