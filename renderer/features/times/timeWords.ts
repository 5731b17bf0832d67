import type { TFunction } from 'i18next';
import type { TimeDoubt } from '../../../shared/clinical/statedTime.ts';
import { span } from '../sync/clockWords.ts';

/** What is wrong with a stated time, in a few words, and in a sentence. */
export function timeWords(
  t: TFunction<'times'>,
  tSync: TFunction<'sync'>,
  doubt: TimeDoubt,
): { readonly short: string; readonly why: string } {
  if (doubt.kind === 'ahead') {
    return { short: t('ahead', { by: span(tSync, doubt.byMs) }), why: t('aheadWhy') };
  }
  const by = span(tSync, Math.abs(doubt.offsetMs));
  const way = doubt.offsetMs > 0 ? 'behind' : 'fast';
  return { short: t(way, { by }), why: t(`${way}Why`) };
}
