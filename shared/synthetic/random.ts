/** A seeded source of everything that looks random in the synthetic hospital. Not for secrets. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** One of the choices, each with its weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
  hex(digits: number): string;
  digits(count: number): string;
  /** A uuid of version 7 with this time (RFC 9562). */
  uuidAt(timeMs: number): string;
}

/** Four 32-bit words of state (sfc32), filled from the seed by splitmix32. */
export function seededRandom(seed: number): Random {
  let mixed = seed | 0;
  const splitmix = () => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let word = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return (word ^ (word >>> 15)) | 0;
  };
  let [a, b, c, counter] = [splitmix(), splitmix(), splitmix(), splitmix()];

  const word = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  const next = () => word() / 0x1_0000_0000;
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const hex = (digits: number) => {
    let text = '';
    while (text.length < digits) text += word().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  };

  return {
    next,
    whole,
    hex,
    chance: (probability) => next() < probability,
    pick: (choices) => choices[whole(0, choices.length - 1)]!,
    weighted(choices) {
      let rest = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) {
        rest -= weight;
        if (rest < 0) return choice;
      }
      return choices[choices.length - 1]![0];
    },
    digits: (count) =>
      String(Math.floor(next() * 10 ** count))
        .padStart(count, '0')
        .slice(-count),
    uuidAt(timeMs) {
      const time = Math.floor(timeMs).toString(16).padStart(12, '0');
      const noise = hex(19);
      const variant = '89ab'[Number.parseInt(noise[3]!, 16) & 3]!;
      return `${time.slice(0, 8)}-${time.slice(8)}-7${noise.slice(0, 3)}-${variant}${noise.slice(4, 7)}-${noise.slice(7, 19)}`;
    },
  };
}
