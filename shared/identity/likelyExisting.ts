import type { RecordOf } from '../records/kinds.ts';
import { foldedParts } from './foldName.ts';
import type { IndexedPatient } from './patientSearch.ts';

/** What is known of somebody who is being registered. */
export interface StatedIdentity {
  readonly name?: string | undefined;
  readonly sex?: string | undefined;
  readonly birthDate?: string | undefined;
  /** Card numbers and telephone numbers, without spaces. */
  readonly cards: readonly string[];
  readonly phones: readonly string[];
}

export type Comparison = 'same' | 'near' | 'different' | 'unknown';

/** A patient on this workstation who may be the same person, and in what they agree. */
export interface LikelyPatient {
  readonly patient: RecordOf<'patient'>;
  readonly name: Comparison;
  readonly sex: Comparison;
  readonly birthDate: Comparison;
  readonly number: Comparison;
}

/**
 * Patients who share a card or telephone number with the stated person, or the folded name where
 * sex and year of birth don't speak against it. The closest first; nobody is chosen.
 */
export function likelyExisting(
  index: Iterable<IndexedPatient>,
  stated: StatedIdentity,
  limit: number,
): readonly LikelyPatient[] {
  const parts = foldedParts(stated.name ?? '');
  const folded = parts.length > 1 ? parts.join(' ') : undefined;
  const numbers = [...stated.cards, ...stated.phones].filter((number) => number.length >= 8);
  if (!folded && numbers.length === 0) return [];
  const likely: { found: LikelyPatient; weight: number }[] = [];
  for (const entry of index) {
    const sameName = folded !== undefined && entry.parts.join(' ') === folded;
    const sameNumber = numbers.some((number) => entry.numbers.includes(number));
    if (!sameName && !sameNumber) continue;
    const found: LikelyPatient = {
      patient: entry.patient,
      name: nameOf(sameName, stated.name, entry.patient.name),
      sex: sexOf(stated.sex, entry.patient.sex),
      birthDate: datesOf(stated.birthDate, entry.patient.birthDate),
      number: sameNumber ? 'same' : cardsDiffer(stated.cards, entry) ? 'different' : 'unknown',
    };
    if (!sameNumber && (found.sex === 'different' || found.birthDate === 'different')) continue;
    likely.push({ found, weight: weigh(found) });
  }
  return likely
    .sort((a, b) => b.weight - a.weight)
    .slice(0, limit)
    .map(({ found }) => found);
}

function nameOf(sameFolded: boolean, a: string | undefined, b: string | undefined): Comparison {
  if (!a || !b) return 'unknown';
  if (!sameFolded) return 'different';
  return a.normalize('NFC').toLowerCase() === b.toLowerCase() ? 'same' : 'near';
}

function sexOf(a: string | undefined, b: string): Comparison {
  if (!a || a === 'unknown' || b === 'unknown') return 'unknown';
  return a === b ? 'same' : 'different';
}

/** Equal as far as both say; one year apart, or day and month the other way round, is near. */
function datesOf(a: string | undefined, b: string | undefined): Comparison {
  if (!a || !b) return 'unknown';
  if (a === b) return 'same';
  if (a.startsWith(b) || b.startsWith(a)) return 'near';
  const [yearA, monthA, dayA] = a.split('-');
  const [yearB, monthB, dayB] = b.split('-');
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 'near';
  if (yearA === yearB) return 'near';
  return Math.abs(Number(yearA) - Number(yearB)) <= 1 ? 'near' : 'different';
}

/** Both have a citizen card, and not the same one. (A number can be cancelled and given anew.) */
function cardsDiffer(cards: readonly string[], { patient }: IndexedPatient): boolean {
  const known = Object.values(patient.identifiers ?? {}).some(({ system }) => system === 'cccd');
  return known && cards.some((card) => card.length === 12);
}

function weigh({ name, sex, birthDate, number }: LikelyPatient): number {
  const value: Record<Comparison, number> = { same: 3, near: 1, unknown: 0, different: -2 };
  return value[number] * 3 + value[birthDate] * 2 + value[name] + value[sex];
}
