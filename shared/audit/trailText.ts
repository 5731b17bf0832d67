import { parseRecordId, patientIdPattern } from '../records/ids.ts';
import type { AuditEntry } from './entry.ts';

/** Numbers in the place of people and patients, the same for the same one through a whole export. */
export interface TrailNumbers {
  person(key: string): string;
  patient(id: string): string;
  /** What is known to be a person's key from an entry before. */
  isPerson(text: string): boolean;
}

export function trailNumbers(): TrailNumbers {
  const people = new Map<string, string>();
  const patients = new Map<string, string>();
  const numberIn = (known: Map<string, string>, what: string, key: string) => {
    const number = known.get(key) ?? `${what}-${String(known.size + 1)}`;
    known.set(key, number);
    return number;
  };
  return {
    person: (key) => numberIn(people, 'person', key),
    patient: (id) => numberIn(patients, 'patient', id),
    isPerson: (text) => people.has(text),
  };
}

const columns = 'at,workstation,epoch,sequence,person,action,about,previous';

/**
 * Entries as comma-separated text (RFC 4180), for a file that anybody may read who has the disk:
 * times, codes, counts, and numbers in the place of people's keys, which are made of names, and of
 * patients. Workstation, epoch and sequence find an entry again in the trail, where the names are.
 */
export function trailText(entries: readonly AuditEntry[], numbers: TrailNumbers): string {
  const rows = entries.map(
    ({ at, workstation, epoch, sequence, person, action, about, previous }) =>
      [
        at,
        workstation,
        epoch,
        String(sequence),
        person === undefined ? '' : numbers.person(person),
        action,
        Object.entries(about ?? {})
          .map(([name, value]) => `${name}=${numbered(name, String(value), numbers)}`)
          .join(' '),
        previous,
      ]
        .map((value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
        .join(','),
  );
  return [columns, ...rows, ''].join('\r\n');
}

/** A newer version may have fields that this one doesn't know: ids are told by their form, too. */
function numbered(name: string, value: string, numbers: TrailNumbers): string {
  if (name === 'whom' || numbers.isPerson(value)) return numbers.person(value);
  if (patientIdPattern.test(value)) return numbers.patient(value);
  const record = parseRecordId(value);
  return record ? `${numbers.patient(record.patientId)}:${record.kind}` : value;
}
