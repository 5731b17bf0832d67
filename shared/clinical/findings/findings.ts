import type { FieldsOf } from '../../records/kinds.ts';
import type { Chart } from './chart.ts';
import type { Finding, FindingAcknowledgement, FindingSeverity, Found, Rule } from './finding.ts';
import { findingId } from './findingId.ts';
import { rules } from './rules.ts';

const severities: readonly FindingSeverity[] = ['danger', 'warning', 'notice'];

/**
 * What collides in a chart, the most dangerous first, then by id: the same list on every workstation
 * that holds the same records. Acknowledged findings stay in it, marked (`isOpen`).
 */
export function findingsOf(chart: Chart): readonly Finding[] {
  const found = rules.flatMap((rule) => rule.find(chart).map((one) => asFinding(rule, one, chart)));
  return found.sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.id < b.id ? -1 : 1),
  );
}

/** Whether somebody still has to answer it. */
export function isOpen(finding: Finding): boolean {
  return finding.acknowledgedBy.length === 0;
}

/** The record by which somebody answers a finding, as they see it now. */
export function acknowledgementOf(
  finding: Finding,
  answer: { readonly reason: string; readonly authoriser?: string },
): FieldsOf<'findingAcknowledgement'> {
  return {
    findingId: finding.id,
    rule: finding.rule,
    recordIds: [...finding.recordIds],
    ...(finding.dots.length > 0 ? { seenDots: [...finding.dots] } : {}),
    ...answer,
  };
}

function asFinding(rule: Rule, found: Found, chart: Chart): Finding {
  const recordIds = [...new Set(found.recordIds)].sort();
  const dots = [...new Set(found.dots ?? [])].sort();
  const id = findingId(rule.code, recordIds);
  return {
    id,
    rule: rule.code,
    severity: rule.severity,
    recordIds,
    dots,
    heldBack: rule.heldBack,
    settledBy: rule.settledBy,
    data: found.data,
    acknowledgedBy: chart
      .of('findingAcknowledgement')
      .filter((one) => one.findingId === id && hasSeenAll(one, recordIds, dots)),
  };
}

function hasSeenAll(
  acknowledgement: FindingAcknowledgement,
  recordIds: readonly string[],
  dots: readonly string[],
): boolean {
  return (
    recordIds.every((id) => acknowledgement.recordIds.includes(id)) &&
    dots.every((dot) => acknowledgement.seenDots?.includes(dot))
  );
}
