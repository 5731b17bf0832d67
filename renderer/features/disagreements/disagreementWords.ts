import type { TFunction } from 'i18next';
import type { AppDescription } from '../../../shared/bridge/contract.ts';
import type { HeldBack, Policy } from '../../../shared/clinical/policies.ts';
import type { Settler } from '../../../shared/clinical/settlers.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { readUnit } from '../../../shared/merge/units.ts';
import { unitWords } from '../chart/unitWords.ts';
import { vi } from '../../app/messages/vi/index.ts';

type Words = TFunction<'disagreements'>;
type ChartWords = TFunction<['chart', 'ui', 'allergies']>;

/** What waits until somebody settles or answers, as one phrase; undefined when nothing does. */
export function heldWords(t: Words, heldBack: readonly HeldBack[]): string | undefined {
  if (heldBack.length === 0) return undefined;
  const what = heldBack.map((each) => t(`heldBack.${each}`)).join(', ');
  return t('heldUntil', { what });
}

/** What holds until a unit is settled: which value is used, and what is checked. */
export function meanwhileWords(
  t: Words,
  tChart: ChartWords,
  app: AppDescription,
  policy: Policy,
  record: AnyRecord,
): string {
  const own = `meanwhile.${policy.kind}.${policy.unit}`;
  if (Object.hasOwn(vi.disagreements, own)) return t(`${own}` as never) as string;
  if (policy.policy === 'keepBoth') return t('meanwhileBoth');
  const { units } = kindDefinition(record.kind)!;
  if (units[policy.unit]?.kind !== 'register') return t('meanwhileBoth');
  const value = readUnit(units, record, policy.unit);
  return t('meanwhileShown', { value: unitWords(tChart, app, policy.unit, value) });
}

/** Who settles, in words: "bác sĩ hoặc dược sĩ"; authors by their names where they are given. */
export function settlerWords(
  t: Words,
  settledBy: readonly Settler[],
  authors: readonly string[] = [],
): string {
  const names = settledBy.flatMap((each) =>
    each === 'author' && authors.length > 0 ? [...new Set(authors)] : [t(`settler.${each}`)],
  );
  return names.join(` ${t('or')} `);
}
