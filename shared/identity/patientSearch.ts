import { foldText } from '../clinical/foldText.ts';
import type { RecordOf } from '../records/kinds.ts';
import { foldedParts } from './foldName.ts';
import { foldTelex } from './telex.ts';

/** A patient as search sees them: folded once, when they come into the index. */
export interface IndexedPatient {
  readonly patient: RecordOf<'patient'>;
  /** Parts of the folded name, in order; empty while the name isn't known. */
  readonly parts: readonly string[];
  /** Digits of record number, cards and telephone numbers. */
  readonly numbers: readonly string[];
  readonly birthYear: string | undefined;
}

export function indexPatient(patient: RecordOf<'patient'>): IndexedPatient {
  const identifiers = Object.values(patient.identifiers ?? {});
  const contacts = Object.values(patient.contacts ?? {});
  return {
    patient,
    parts: foldedParts(patient.name ?? ''),
    numbers: [
      patient.recordNumber,
      ...identifiers.map(({ value }) => value),
      ...contacts.map(({ phone }) => phone),
    ].map((number) => number.replace(/\D/g, '')),
    birthYear: patient.birthDate?.slice(0, 4),
  };
}

export interface Found {
  readonly patients: readonly RecordOf<'patient'>[];
  /** How many there are in all; `patients` holds the best of them. */
  readonly total: number;
}

/**
 * Patients who fit every word of the query, the best first. A word fits as the beginning of a name
 * part, in any order, tones and đ left out or typed in Telex; four digits as a year of birth; three
 * or more digits as the end of a record, card or telephone number; `5/9/1990` as the birth date;
 * `HS-000123` as the record number.
 */
export function searchPatients(
  index: Iterable<IndexedPatient>,
  query: string,
  limit: number,
): Found {
  const plain = tokensOf(query);
  if (plain.length === 0) return { patients: [], total: 0 };
  const found = ranked(index, plain, query);
  const result =
    found.length > 0
      ? found
      : ranked(
          index,
          plain.map((token) =>
            token.kind === 'name' ? { ...token, text: foldTelex(token.text) } : token,
          ),
          query,
        );
  return { patients: result.slice(0, limit).map(({ patient }) => patient), total: result.length };
}

interface Token {
  readonly kind: 'name' | 'digits' | 'date' | 'recordNumber';
  readonly text: string;
}

function tokensOf(query: string): Token[] {
  return query
    .normalize('NFC')
    .trim()
    .split(/\s+/)
    .flatMap((word): Token[] => {
      const date = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(word);
      if (date) {
        const [, day, month, year] = date;
        return [
          { kind: 'date', text: `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` },
        ];
      }
      if (/^[0-9A-Za-z]{2,4}-\d+$/.test(word)) {
        return [{ kind: 'recordNumber', text: word.toUpperCase() }];
      }
      if (/^\d+$/.test(word)) return [{ kind: 'digits', text: word }];
      return foldText(word)
        .split(' ')
        .filter((text) => text !== '')
        .map((text) => ({ kind: 'name', text }));
    });
}

function ranked(index: Iterable<IndexedPatient>, tokens: readonly Token[], query: string) {
  const asTyped = query.normalize('NFC').trim().toLowerCase();
  const found: { patient: RecordOf<'patient'>; score: number }[] = [];
  for (const entry of index) {
    const score = scoreOf(entry, tokens);
    if (score === undefined) continue;
    const exact = entry.patient.name?.toLowerCase().includes(asTyped) ? 8 : 0;
    found.push({ patient: entry.patient, score: score + exact });
  }
  return found.sort(
    (a, b) => b.score - a.score || compare(a.patient.recordNumber, b.patient.recordNumber),
  );
}

/** How well the entry fits, or undefined when a word doesn't fit at all. */
function scoreOf(entry: IndexedPatient, tokens: readonly Token[]): number | undefined {
  const left = [...entry.parts];
  let score = 0;
  for (const token of tokens) {
    const gained = token.kind === 'name' ? takePart(left, token.text) : fit(entry, token);
    if (gained === undefined) return undefined;
    score += gained;
  }
  const given = entry.parts.at(-1);
  const first = tokens.find(({ kind }) => kind === 'name')?.text;
  return given !== undefined && given === first ? score + 2 : score;
}

/** Uses up one part of the name for the word: a whole one before a beginning. */
function takePart(parts: string[], word: string): number | undefined {
  let at = parts.indexOf(word);
  const whole = at >= 0;
  if (!whole) at = parts.findIndex((part) => part.startsWith(word));
  if (at < 0) return undefined;
  parts.splice(at, 1);
  return whole ? 3 : 1;
}

function fit({ patient, numbers, birthYear }: IndexedPatient, token: Token): number | undefined {
  if (token.kind === 'date') return patient.birthDate === token.text ? 6 : undefined;
  if (token.kind === 'recordNumber') {
    return patient.recordNumber.startsWith(token.text) ? 6 : undefined;
  }
  if (token.text === birthYear) return 3;
  if (token.text.length < 3) return undefined;
  return numbers.some((number) => number.endsWith(token.text)) ? 3 : undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
