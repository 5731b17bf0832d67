import { v7 as uuidv7 } from 'uuid';

/**
 * A record's id is `<patientId>:<kind>:<uuidv7>` (D1): one patient's chart is one key range, in
 * PouchDB and in CouchDB alike. Ids are not encrypted, so nothing personal may ever stand in one.
 */
export interface RecordIdParts {
  readonly patientId: string;
  readonly kind: string;
  readonly uuid: string;
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export const patientIdPattern = new RegExp(`^${uuid}$`);
export const recordIdPattern = new RegExp(`^(${uuid}):([a-z][A-Za-z]*):(${uuid})$`);

/** A new patient's id: the first part of the id of everything in their chart. */
export function newPatientId(): string {
  return uuidv7();
}

/** The id of the patient record itself; its own uuid is the patient's. */
export function patientRecordId(patientId: string): string {
  return `${patientId}:patient:${patientId}`;
}

/** A new id for a record of `kind` in the chart of `patientId`. */
export function newRecordId(patientId: string, kind: string): string {
  return kind === 'patient' ? patientRecordId(patientId) : `${patientId}:${kind}:${uuidv7()}`;
}

/** The parts of a record id, or undefined when the text is no record id. */
export function parseRecordId(id: string): RecordIdParts | undefined {
  const match = recordIdPattern.exec(id);
  if (!match) return undefined;
  const [, patientId, kind, ownUuid] = match;
  return { patientId: patientId!, kind: kind!, uuid: ownUuid! };
}

/** First and last possible key of one patient's chart; ids are ASCII, so every engine agrees. */
export function chartKeyRange(patientId: string): { startKey: string; endKey: string } {
  return { startKey: `${patientId}:`, endKey: `${patientId}:\uffff` };
}
