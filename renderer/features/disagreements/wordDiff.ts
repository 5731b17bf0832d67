/** A run of text that both versions have (`same`), or that only this one has. */
export interface DiffPart {
  readonly text: string;
  readonly same: boolean;
}

/** Above so many pairs of words the middle is marked whole: a screen must not wait for a comparison. */
const mostPairs = 4_000_000;

/**
 * Two versions of one text, word by word: what both have in the same order is `same`, the rest is
 * each one's own (longest common subsequence). Each list joined gives its text back, to the letter:
 * the comparison is for reading only, nothing is ever spliced out of it.
 */
export function wordDiff(
  one: string,
  other: string,
): readonly [readonly DiffPart[], readonly DiffPart[]] {
  const left = one.split(/(\s+)/).filter((word) => word !== '');
  const right = other.split(/(\s+)/).filter((word) => word !== '');
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  ) {
    end += 1;
  }
  const [inLeft, inRight] = commonWords(
    left.slice(start, left.length - end),
    right.slice(start, right.length - end),
  );
  return [marked(left, start, end, inLeft), marked(right, start, end, inRight)];
}

/** Of each list, the places that belong to one longest common subsequence. */
function commonWords(
  left: readonly string[],
  right: readonly string[],
): readonly [ReadonlySet<number>, ReadonlySet<number>] {
  const inLeft = new Set<number>();
  const inRight = new Set<number>();
  const width = right.length + 1;
  if (left.length * right.length > mostPairs) return [inLeft, inRight];
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        left[i] === right[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) {
      inLeft.add(i);
      inRight.add(j);
      i += 1;
      j += 1;
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i += 1;
    else j += 1;
  }
  return [inLeft, inRight];
}

function marked(
  words: readonly string[],
  start: number,
  end: number,
  common: ReadonlySet<number>,
): readonly DiffPart[] {
  const parts: { text: string; same: boolean }[] = [];
  words.forEach((word, index) => {
    const same = index < start || index >= words.length - end || common.has(index - start);
    const last = parts.at(-1);
    if (last && last.same === same) last.text += word;
    else parts.push({ text: word, same });
  });
  return parts;
}
