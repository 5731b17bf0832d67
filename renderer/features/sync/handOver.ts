import type { AppDescription } from '../../../shared/bridge/contract.ts';
import { parseRecordId } from '../../../shared/records/ids.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import type { RefusedRecord } from '../../../shared/sync/status.ts';

/**
 * What IT needs of a refused record, as a text that may leave the ward: ids, versions, times and the
 * reason. Nothing that the record says is in it; where the server's words repeat some of it, that is
 * left out. English, for it goes to those who keep the server.
 */
export function handOverText(
  app: AppDescription,
  refusal: RefusedRecord,
  record: AnyRecord | undefined,
  now: string,
): string {
  const id = parseRecordId(refusal.id);
  return [
    'Bedside: a record that the central server refused',
    '',
    `record      ${refusal.id}`,
    `kind        ${id?.kind ?? 'unknown'}, schema version ${record?.schemaVersion ?? 'not readable here'}`,
    `revision    ${refusal.rev}`,
    `refused at  ${refusal.at}`,
    `reason      ${withoutContent(refusal.reason, record)}`,
    `being sent  ${refusal.retrying ? 'again, not read back yet' : 'no'}`,
    `made at     ${record?.recordedAt ?? 'not readable here'}`,
    `made on     ${record?.recordedOn ?? 'not readable here'}`,
    `bytes       ${record ? new TextEncoder().encode(JSON.stringify(record)).length : 'not readable here'}`,
    '',
    `workstation ${app.workstation.key}, app ${app.version}`,
    `server      ${app.central.url}, database ${app.central.database}`,
    `facility    ${app.facility.code}`,
    `written at  ${now}`,
    '',
    'The record is whole on the workstation. Nothing was deleted; it is sent again by itself.',
    '',
  ].join('\n');
}

/** Values shorter than this say nothing of anybody, and leaving them out would spoil every sentence. */
const shortest = 3;

/** A sentence without anything that the record says; ids and revisions stay. */
export function withoutContent(sentence: string, record: AnyRecord | undefined): string {
  if (!record) {
    const code = /^[A-Za-z]{1,40}(?=:|$)/.exec(sentence)?.[0];
    return `${code ?? 'in words'}; not repeated here, for what the record says is not known`;
  }
  const { id: _id, causality: _causality, kind: _kind, patientId: _patientId, ...content } = record;
  let kept = sentence.normalize('NFC');
  for (const text of textsOf(content).sort((a, b) => b.length - a.length)) {
    for (let at = find(kept, text); at >= 0; at = find(kept, text)) {
      kept = `${kept.slice(0, at)}…${kept.slice(at + text.length)}`;
    }
  }
  return kept;
}

function find(sentence: string, text: string): number {
  return sentence.toLowerCase().indexOf(text.toLowerCase());
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    const whole = value.normalize('NFC').trim();
    return [whole, ...whole.split(/[\s,.;:()]+/)].filter((text) => text.length >= shortest);
  }
  if (typeof value === 'number') return textsOf(String(value));
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
