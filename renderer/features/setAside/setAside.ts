import type { FindingAcknowledgement } from '../../../shared/clinical/findings/finding.ts';
import type { Settler } from '../../../shared/clinical/settlers.ts';
import { fnv1aHex } from '../../../shared/json/fnv1a.ts';
import { isSignatureFlaw } from '../../../shared/people/signature.ts';
import { parseRecordId } from '../../../shared/records/ids.ts';
import type { FieldsOf } from '../../../shared/records/kinds.ts';
import type { Withheld, WithheldReason } from '../../../shared/replica/assemble.ts';

/**
 * What was set aside of one record.
 * - `forged`: nobody who may has made it as it stands;
 * - `broken`: two contents of one signed record, both rightly signed;
 * - `doubtful`: it may be its author's, and a version that is verified stands before it;
 * - `damaged`: it doesn't read as a record.
 */
export interface SetAside {
  readonly recordId: string;
  readonly patientId: string;
  /** As the id has it; a kind that this version doesn't know is kept, too. */
  readonly kind: string;
  readonly weight: 'forged' | 'broken' | 'doubtful' | 'damaged';
  readonly leaves: readonly Withheld[];
  /** Names what somebody has seen of it: another leaf, or another reason, is to be seen anew. */
  readonly answerId: string;
}

/** Who says that it was seen: whoever relies on the chart. */
export const setAsideAnsweredBy: readonly Settler[] = ['doctor', 'nurse', 'pharmacist'];

const rule = 'setAside';

/**
 * By patient, what of their chart was set aside and has to be known by whoever reads it. What a newer
 * version wrote and what somebody deleted outside are not: there the chart shows what there is.
 */
export function setAsideByPatient(
  withheld: readonly Withheld[],
): ReadonlyMap<string, readonly SetAside[]> {
  const byRecord = new Map<string, Withheld[]>();
  for (const one of withheld) {
    if (one.reason === 'newerVersion' || one.reason === 'foreignDeletion') continue;
    byRecord.set(one.id, [...(byRecord.get(one.id) ?? []), one]);
  }
  const byPatient = new Map<string, SetAside[]>();
  for (const [recordId, unordered] of byRecord) {
    const parts = parseRecordId(recordId);
    if (!parts) continue;
    const leaves = unordered.sort((a, b) => (a.rev < b.rev ? -1 : 1));
    const seen = leaves.map(({ rev, reason }) => `${rev} ${reason}`).join(' ');
    const one: SetAside = {
      recordId,
      patientId: parts.patientId,
      kind: parts.kind,
      weight: weights.find((weight) => leaves.some(({ reason }) => weightOf(reason) === weight))!,
      leaves,
      answerId: `${rule}:${fnv1aHex(`${recordId} ${seen}`)}`,
    };
    byPatient.set(parts.patientId, [...(byPatient.get(parts.patientId) ?? []), one]);
  }
  for (const ofPatient of byPatient.values()) ofPatient.sort(loudestFirst);
  return byPatient;
}

/** Whether somebody has said that they saw exactly this. */
export function isAnswered(
  one: SetAside,
  acknowledgements: readonly FindingAcknowledgement[],
): boolean {
  return answersTo(one, acknowledgements).length > 0;
}

export function answersTo(
  one: SetAside,
  acknowledgements: readonly FindingAcknowledgement[],
): readonly FindingAcknowledgement[] {
  return acknowledgements.filter(
    ({ findingId, recordIds }) => findingId === one.answerId && recordIds.includes(one.recordId),
  );
}

/** The record by which somebody says that they saw it. */
export function answerTo(one: SetAside, reason: string): FieldsOf<'findingAcknowledgement'> {
  return { findingId: one.answerId, rule, recordIds: [one.recordId], reason };
}

/** Whether it is an act that somebody made up, or that can't be relied on: said in red. */
export function isLoud({ weight }: SetAside): boolean {
  return weight === 'forged' || weight === 'broken';
}

/** The loudest first. */
const weights: readonly SetAside['weight'][] = ['forged', 'broken', 'damaged', 'doubtful'];

function weightOf(reason: WithheldReason): SetAside['weight'] {
  switch (reason) {
    case 'unsigned':
    case 'notTheAuthor':
    case 'forged':
    case 'notAllowed':
      return 'forged';
    case 'brokenImmutable':
      return 'broken';
    default:
      return isSignatureFlaw(reason) ? 'doubtful' : 'damaged';
  }
}

function loudestFirst(a: SetAside, b: SetAside): number {
  return (
    weights.indexOf(a.weight) - weights.indexOf(b.weight) || (a.recordId < b.recordId ? -1 : 1)
  );
}
