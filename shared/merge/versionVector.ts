/**
 * Causality of a record (D4): who wrote how often, and which write last touched each merge unit.
 *
 * An actor is one opening of one replica Worker: a random 64-bit number in 16 hex digits, never
 * used again. A dot names one write: `<actor>.<counter>`. A version vector gives, for each actor
 * that wrote the record, the highest counter among its writes that this version has seen.
 */
export type Actor = string;
export type Dot = string;
export type VersionVector = Readonly<Record<Actor, number>>;

export const actorPattern = /^[0-9a-f]{16}$/;
export const dotPattern = /^([0-9a-f]{16})\.([1-9]\d{0,14})$/;

export function makeDot(actor: Actor, counter: number): Dot {
  return `${actor}.${counter}`;
}

/** Actor and counter of a dot. Throws on text that is no dot: dots are parsed at the boundary. */
export function parseDot(dot: Dot): { actor: Actor; counter: number } {
  const match = dotPattern.exec(dot);
  if (!match) throw new Error('not a dot');
  return { actor: match[1]!, counter: Number(match[2]) };
}

/** Whether a version with this vector has seen the write. */
export function hasSeen(vector: VersionVector, dot: Dot): boolean {
  const { actor, counter } = parseDot(dot);
  return (Object.hasOwn(vector, actor) ? vector[actor]! : 0) >= counter;
}

/** Whether `a` has seen everything that `b` has. */
export function covers(a: VersionVector, b: VersionVector): boolean {
  return Object.entries(b).every(
    ([actor, counter]) => (Object.hasOwn(a, actor) ? a[actor]! : 0) >= counter,
  );
}

/** The least vector that covers both. */
export function leastUpperBound(a: VersionVector, b: VersionVector): VersionVector {
  const bound: Record<Actor, number> = { ...a };
  for (const [actor, counter] of Object.entries(b)) {
    bound[actor] = Math.max(Object.hasOwn(bound, actor) ? bound[actor]! : 0, counter);
  }
  return bound;
}

/** The vector after the write that `dot` names. */
export function advance(vector: VersionVector, dot: Dot): VersionVector {
  const { actor, counter } = parseDot(dot);
  return leastUpperBound(vector, { [actor]: counter });
}

/** Order of dots for display and serialisation only: it never decides what survives. */
export function compareDots(a: Dot, b: Dot): number {
  const left = parseDot(a);
  const right = parseDot(b);
  if (left.actor !== right.actor) return left.actor < right.actor ? -1 : 1;
  return left.counter - right.counter;
}
