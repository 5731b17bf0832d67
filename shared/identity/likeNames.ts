import { foldText } from '../clinical/foldText.ts';

/** Two people of one ward whose names look alike, as seen from one of them. */
export interface LikeName<Key> {
  readonly other: Key;
  /** Places of the syllables that differ, counted from 0; empty where the names are the same. */
  readonly differing: readonly number[];
}

/**
 * For each person who has one, those of like name: the same name once tones and letter marks are
 * left out. "Hoà" and "Hoa" are one word at 3 a.m.
 */
export function likeNames<Key>(
  people: readonly { readonly key: Key; readonly name: string | undefined }[],
): ReadonlyMap<Key, readonly LikeName<Key>[]> {
  const byFolded = new Map<string, { key: Key; name: string }[]>();
  for (const { key, name } of people) {
    if (!name) continue;
    const folded = foldText(name);
    const group = byFolded.get(folded);
    if (group) group.push({ key, name });
    else byFolded.set(folded, [{ key, name }]);
  }
  const like = new Map<Key, readonly LikeName<Key>[]>();
  for (const group of byFolded.values()) {
    if (group.length < 2) continue;
    for (const person of group) {
      like.set(
        person.key,
        group
          .filter((other) => other !== person)
          .map((other) => ({ other: other.key, differing: differing(person.name, other.name) })),
      );
    }
  }
  return like;
}

function differing(a: string, b: string): number[] {
  const others = b.normalize('NFC').toLowerCase().split(/\s+/);
  return a
    .normalize('NFC')
    .toLowerCase()
    .split(/\s+/)
    .flatMap((syllable, place) => (syllable === others[place] ? [] : [place]));
}
