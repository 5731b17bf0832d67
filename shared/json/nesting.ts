/**
 * Whether a JSON value is nested deeper than so many levels. It goes no deeper than that itself: a
 * text of 27 kB can be nested so deep that whatever follows it level by level, `JSON.stringify` too,
 * runs out of stack.
 * @param levels far from where any engine runs out of stack: at most a thousand
 */
export function isNestedDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((entry) => isNestedDeeperThan(entry, levels - 1));
  for (const key in value) {
    if (isNestedDeeperThan((value as Record<string, unknown>)[key], levels - 1)) return true;
  }
  return false;
}
