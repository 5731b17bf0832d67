import { candidatesFor } from './candidates.ts';
import type { Candidates } from './candidates.ts';
import { compileToken } from './fit.ts';
import type { NameFit } from './fit.ts';
import type { PatientIndex } from './patientIndex.ts';
import type { PatientQuery, QueryToken } from './patientQuery.ts';

/** For whom is looked, and when: who lies in the own ward, and who was here lately, comes first. */
export interface Place {
  /** Code of the ward that looks. */
  readonly ward: string | undefined;
  readonly nowMs: number;
}

export interface FoundPatients {
  /** The best, the first first. */
  readonly patientIds: readonly string[];
  /** How many fit in all. */
  readonly total: number;
  /** They were found by a record number whose check character doesn't fit. */
  readonly checkMisfits: boolean;
  /** They were found by the digits alone of a number with letters: those are to be looked at. */
  readonly byCode: boolean;
}

/** Patients who fit every word of the first reading that fits anybody. */
export function findPatients(
  index: PatientIndex,
  query: PatientQuery,
  place: Place,
  limit: number,
): FoundPatients {
  for (const tokens of query) {
    const found = fitting(index, tokens, place, limit);
    if (found.total > 0) return found;
  }
  return { patientIds: [], total: 0, checkMisfits: false, byCode: false };
}

function fitting(
  index: PatientIndex,
  tokens: readonly QueryToken[],
  place: Place,
  limit: number,
): FoundPatients {
  const fits = tokens.map((token) => compileToken(index, token));
  const names = fits.filter((fit): fit is NameFit => fit.kind === 'name');
  const candidates = candidatesFor(
    index,
    fits.map(({ lists }) => lists),
  );
  // What excludes most is asked first: a number before a name, a long name before a short one.
  for (const fit of fits.toSorted((a, b) => b.telling - a.telling)) fit.keep(candidates);
  if (names.some((one) => names.some((other) => other !== one && isNested(one, other)))) {
    keepPlaceable(index, candidates, names);
  }
  addStanding(index, candidates, names[0], place);
  const best = bestOf(candidates, limit, index.columns.seen);
  const checkMisfits = tokens.some((token) => token.kind === 'recordNumber' && token.misfits);
  return {
    patientIds: best.map((slot) => index.patientIdAt(slot)),
    total: candidates.count,
    checkMisfits,
    byCode: tokens.length === 1 && tokens[0]!.kind === 'digits' && tokens[0]!.whole === true,
  };
}

/** Whether one part of a name could serve both words; only then a name may have too few parts. */
function isNested(a: NameFit, b: NameFit): boolean {
  return a.folded.startsWith(b.folded) || b.folded.startsWith(a.folded);
}

/**
 * Keeps who has a part of the name for each word. Words that share parts are beginnings of each
 * other, so the longest first is enough. A word that fits as initials takes no part.
 */
function keepPlaceable(
  { columns: { parts, partStart, partCount } }: PatientIndex,
  candidates: Candidates,
  names: readonly NameFit[],
): void {
  const longestFirst = names.toSorted((a, b) => b.folded.length - a.folded.length);
  const used = new Uint8Array(256);
  const isPlaceable = (slot: number) => {
    const start = partStart[slot]!;
    const count = partCount[slot]!;
    used.fill(0, 0, count);
    for (const name of longestFirst) {
      if (name.areInitials(slot)) continue;
      let at = 0;
      while (at < count && (used[at] === 1 || name.byWord[parts[start + at]!] === 0)) at += 1;
      if (at === count) return false;
      used[at] = 1;
    }
    return true;
  };
  const { slots, scores, count } = candidates;
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at]!;
    if (!isPlaceable(slot)) continue;
    slots[kept] = slot;
    scores[kept] = scores[at]!;
    kept += 1;
  }
  candidates.count = kept;
}

const dayMinutes = 24 * 60;
/** Points: the given name was typed first, an open visit in the own ward, one elsewhere. */
const points = { given: 2, ownWard: 8, otherWard: 3 };

/** Adds to each score how near the person is, and whether they are called what was typed first. */
function addStanding(
  { columns, words }: PatientIndex,
  { slots, scores, count }: Candidates,
  firstName: NameFit | undefined,
  { ward, nowMs }: Place,
): void {
  const { parts, partStart, partCount, seen, ward: wardOf } = columns;
  const ownWard = ward === undefined ? -1 : words.wards.indexOf(ward);
  const nowMinutes = Math.floor(nowMs / 60_000);
  const [week, month, year] = [7, 30, 365].map((days) => nowMinutes - days * dayMinutes);
  // People are called by the last part of their name, and looked for by it.
  const isGiven = Uint8Array.from(words.folded, (word) => (word === firstName?.folded ? 1 : 0));
  // A letter or two are nobody's name, and fit most people: they are asked nothing for it.
  const isName = isGiven.includes(1);
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at]!;
    let score = scores[at]!;
    if (isName) {
      const ofName = partCount[slot]!;
      if (ofName > 0 && isGiven[parts[partStart[slot]! + ofName - 1]!] === 1) score += points.given;
    }
    const where = wardOf[slot]!;
    if (where !== 0) score += where === ownWard ? points.ownWard : points.otherWard;
    const last = seen[slot]!;
    scores[at] = score + (last >= week! ? 3 : last >= month! ? 2 : last >= year! ? 1 : 0);
  }
}

/** The best slots, the best first; among equals who was here last, then who came first. */
function bestOf(
  { slots, scores, count }: Candidates,
  limit: number,
  seen: Uint32Array,
): readonly number[] {
  const best: number[] = [];
  const bestScores: number[] = [];
  // Most are told from the last of the best by their score alone.
  let enough = 0;
  for (let at = 0; at < count; at += 1) {
    const score = scores[at]!;
    if (score < enough) continue;
    const slot = slots[at]!;
    if (best.length === limit && !isBefore(slot, score, best.length - 1)) continue;
    let before = best.length;
    while (before > 0 && isBefore(slot, score, before - 1)) before -= 1;
    best.splice(before, 0, slot);
    bestScores.splice(before, 0, score);
    best.splice(limit);
    bestScores.splice(limit);
    if (best.length === limit) enough = bestScores[limit - 1]!;
  }
  return best;

  function isBefore(slot: number, score: number, other: number): boolean {
    const otherScore = bestScores[other]!;
    if (score !== otherScore) return score > otherScore;
    const standing = best[other]!;
    return seen[slot] === seen[standing] ? slot < standing : seen[slot]! > seen[standing]!;
  }
}
