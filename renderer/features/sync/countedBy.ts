/** How many entries there are of each name, the most first; those without a name aren't counted. */
export function countedBy<T>(
  entries: readonly T[],
  nameOf: (entry: T) => string | undefined,
): readonly (readonly [name: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1));
}
