/**
 * Dates as people here write and read them: day first (05/09/2026, 14:05). Records keep FHIR
 * partial dates (`1990`, `1990-09`, `1990-09-05`) and instants with their offset.
 */

/** A partial date on screen: `05/09/1990`, `09/1990` or `1990`. */
export function formatPartialDate(date: string): string {
  return date.split('-').reverse().join('/');
}

/** The calendar date of an instant, on the clock that stamped it: `23/11/2026`. */
export function formatDate(instant: string): string {
  return formatPartialDate(instant.slice(0, 10));
}

/** The time of an instant, on the clock that stamped it: `14:05`. */
export function formatTime(instant: string): string {
  return instant.slice(11, 16);
}

/** `14:05` on the day that `now` is, else `22/11/2026 14:05`: a time without a date is today's. */
export function formatTimeOrDate(instant: string, now: string): string {
  return instant.slice(0, 10) === now.slice(0, 10)
    ? formatTime(instant)
    : `${formatDate(instant)} ${formatTime(instant)}`;
}

/**
 * A typed date as a partial date, or undefined when it is none. Taken: `5/9/1990`, `05-09-1990`,
 * `05.09.1990`, `05091990`, `9/1990`, `091990`, `1990`. Two-digit years are not guessed.
 */
export function parseDateEntry(text: string): string | undefined {
  const typed = text.trim();
  const parts = /^\d+$/.test(typed) ? splitDigits(typed) : typed.split(/\s*[/.\-\s]\s*/);
  if (!parts || parts.length > 3 || !parts.every((part) => /^\d{1,4}$/.test(part)))
    return undefined;
  const [year, month, day] = [...parts].reverse();
  if (!year || year.length !== 4 || Number(year) < 1850) return undefined;
  if ((month && month.length > 2) || (day && day.length > 2)) return undefined;
  const iso = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter(Boolean).join('-');
  return exists(iso) ? iso : undefined;
}

function splitDigits(digits: string): string[] | undefined {
  if (digits.length === 4) return [digits];
  if (digits.length === 6) return [digits.slice(0, 2), digits.slice(2)];
  if (digits.length === 8) return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  return undefined;
}

function exists(partialDate: string): boolean {
  const [year, month, day] = partialDate.split('-').map(Number);
  if (month === undefined) return true;
  if (month < 1 || month > 12) return false;
  if (day === undefined) return true;
  const date = new Date(Date.UTC(year!, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
