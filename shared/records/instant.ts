/**
 * The local time with its offset, as records carry it: `2026-11-23T14:05:00.000+07:00`.
 * @param date the moment
 * @param offsetMinutes minutes east of UTC; default the machine's own
 */
export function localInstant(date: Date, offsetMinutes = -date.getTimezoneOffset()): string {
  const shifted = new Date(date.getTime() + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const minutes = Math.abs(offsetMinutes);
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${shifted}${sign}${hours}:${String(minutes % 60).padStart(2, '0')}`;
}
