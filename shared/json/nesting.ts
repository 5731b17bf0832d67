/**
 * Whether a JSON value is nested deeper than so many levels. It walks without recursion: a text of
 * 27 kB can be nested so deep that whatever follows it level by level, `JSON.stringify` too, runs
 * out of stack.
 */
export function isNestedDeeperThan(value: unknown, levels: number): boolean {
  let level: object[] = isObject(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((container) => Object.values(container).filter(isObject));
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
