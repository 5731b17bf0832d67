import { localInstant } from '../../../shared/records/instant.ts';
import { parseDateEntry } from '../../../shared/clinical/dates.ts';
import { identifierSystems, sexes } from '../../../shared/records/patient.ts';
import { noteSections } from '../../../shared/records/note.ts';
import { canonicalJson } from '../../../shared/json/canonical.ts';
import type { Side } from '../../../shared/merge/join.ts';
import type { UnitValue } from '../../../shared/merge/units.ts';
import { readDateEntry } from '../../ui/readDateEntry.ts';
import { oneLine } from '../../app/oneLine.ts';

/** How a third value is written where neither side is right. */
export type UnitEntry =
  | { readonly kind: 'line'; readonly maxLength: number }
  | { readonly kind: 'prose' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'birthDate' }
  | { readonly kind: 'instant' }
  | { readonly kind: 'location' }
  | { readonly kind: 'practitioner' }
  | { readonly kind: 'diagnosis' };

/** What was typed, by field of the entry. */
export type Typed = Readonly<Record<string, string>>;

const choices: Readonly<Record<string, readonly string[]>> = {
  sex: sexes,
  allergyStatement: ['notAsked', 'noneKnown'],
  codeStatus: ['full', 'dnr'],
  isolation: ['none', 'contact', 'droplet', 'airborne'],
  pregnancy: ['no', 'possible', 'yes'],
  fallRisk: ['low', 'high'],
  class: ['inpatient', 'outpatient', 'emergency'],
  severity: ['mild', 'moderate', 'severe'],
  certainty: ['confirmed', 'suspected'],
  noteType: ['progress', 'admission', 'nursing'],
};

const lines: Readonly<Record<string, number>> = {
  name: 120,
  address: 240,
  reason: 300,
  substance: 120,
  reaction: 200,
  contacts: 20,
  identifiers: 20,
};

/**
 * The entry for a unit; undefined where only the sides may be chosen from: a record number is given
 * by a workstation, the end of a draft is an act, and of a choice nothing may be left.
 */
export function entryFor(unit: string, sides: readonly Side[]): UnitEntry | undefined {
  const name = unit.split('/')[0]!;
  if ((noteSections as readonly string[]).includes(name)) return { kind: 'prose' };
  if (name === 'birthDate') return { kind: 'birthDate' };
  if (name === 'startedAt') return { kind: 'instant' };
  if (name === 'location') return { kind: 'location' };
  if (name === 'responsiblePractitioner') return { kind: 'practitioner' };
  if (name === 'diagnosis') return { kind: 'diagnosis' };
  if (name === 'identifiers' && systemOf(sides) === undefined) return undefined;
  const maxLength = Object.hasOwn(lines, name) ? lines[name] : undefined;
  if (maxLength !== undefined) return { kind: 'line', maxLength };
  const values = (choices[name] ?? []).filter(
    (value) => !sides.some((side) => side.value === value),
  );
  return values.length > 0 ? { kind: 'choice', values } : undefined;
}

/** The value that was typed, as the unit takes it; undefined while something is missing or unreadable. */
export function readEntry(
  unit: string,
  entry: UnitEntry,
  typed: Typed,
  sides: readonly Side[],
  today: string,
): UnitValue | undefined {
  const words = oneLine(typed['value'] ?? '');
  switch (entry.kind) {
    case 'choice':
    case 'practitioner':
      return words === '' ? undefined : words;
    case 'prose': {
      const text = (typed['value'] ?? '').trim().normalize('NFC');
      return text === '' ? undefined : text;
    }
    case 'line':
      return words === '' ? undefined : lineValue(unit.split('/')[0]!, words, sides);
    case 'birthDate': {
      const read = readDateEntry(words, today, true);
      if (!read) return undefined;
      return { birthDate: read.date, ...(read.estimated ? { birthDateEstimated: true } : {}) };
    }
    case 'instant':
      return readInstant(words, oneLine(typed['time'] ?? ''));
    case 'location': {
      const [ward, room, bed] = ['ward', 'room', 'bed'].map((field) => oneLine(typed[field] ?? ''));
      return ward ? { ward, ...(room ? { room } : {}), ...(bed ? { bed } : {}) } : undefined;
    }
    case 'diagnosis': {
      const code = oneLine(typed['code'] ?? '').toUpperCase();
      const { rank, clinicalStatus } = typed;
      if (words === '' || !rank || !clinicalStatus) return undefined;
      return { rank, text: words, ...(code ? { code } : {}), clinicalStatus };
    }
  }
}

/** Whether a typed value is one of the sides: then it is that side's button that is meant. */
export function isSide(value: UnitValue, sides: readonly Side[]): boolean {
  return sides.some((side) => canonicalJson(side.value) === canonicalJson(value));
}

function lineValue(name: string, words: string, sides: readonly Side[]): UnitValue {
  if (name === 'substance') return { substance: words };
  if (name === 'reaction') return { reaction: words };
  if (name === 'contacts') return { phone: words.replace(/[ .]/g, '') };
  if (name === 'identifiers') {
    return { system: systemOf(sides), value: words.replace(/[ .-]/g, '').toUpperCase() };
  }
  return words;
}

/** Where an identifier comes from, if both sides say the same: a number is never moved to another card. */
function systemOf(sides: readonly Side[]): string | undefined {
  const systems = new Set(
    sides.flatMap(({ value }) => (value === null ? [] : [(value as { system?: string }).system])),
  );
  const [system] = systems;
  return systems.size === 1 ? identifierSystems.find((known) => known === system) : undefined;
}

/** A day and an hour on the clock of this workstation. */
function readInstant(day: string, time: string): string | undefined {
  const date = parseDateEntry(day);
  const hour = /^([01]?\d|2[0-3])[:.h]([0-5]\d)$/.exec(time);
  if (!date || date.length !== 10 || !hour) return undefined;
  const [year, month, dayOfMonth] = date.split('-').map(Number);
  return localInstant(new Date(year!, month! - 1, dayOfMonth, Number(hour[1]), Number(hour[2])));
}
