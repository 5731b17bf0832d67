import type { TFunction } from 'i18next';
import type { ClockState } from './clockState.ts';
import { clockTime } from './syncWords.ts';

/** What is said of a clock that is wrong; undefined for one that is right or not known. */
export function clockWords(
  t: TFunction<'sync'>,
  state: ClockState,
  now: string,
): string | undefined {
  switch (state.kind) {
    case 'right':
    case 'unknown':
      return undefined;
    case 'behind':
    case 'ahead':
      return t(`clock.${state.kind}`, { by: span(t, state.byMs) });
    case 'wentBack':
      return t('clock.wentBack', { time: clockTime(state.before, now) });
  }
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const yearMs = 365.25 * dayMs;

/** A length of time in its largest fitting unit, rounded: `17 phút`, `3 năm`. */
export function span(t: TFunction<'sync'>, ms: number): string {
  if (ms < 2 * hourMs) return t('span.minutes', { count: Math.max(1, Math.round(ms / minuteMs)) });
  if (ms < 2 * dayMs) return t('span.hours', { count: Math.round(ms / hourMs) });
  if (ms < 2 * yearMs) return t('span.days', { count: Math.round(ms / dayMs) });
  return t('span.years', { count: Math.round(ms / yearMs) });
}
