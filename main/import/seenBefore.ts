import { createHash } from 'node:crypto';

/** In which line a text was first seen: 12 bytes a text, for a file of a million rows. */
export interface SeenBefore {
  /** The line in which this text stood before; else it is noted as seen in this one. */
  first(text: string, line: number): number | undefined;
}

/**
 * A table of 64 bits of each text's digest: of a million texts two would be taken for one in one file
 * of thirty million.
 */
export function openSeenBefore(): SeenBefore {
  let slots = 1 << 12;
  let count = 0;
  let table = tableOf(slots);

  const placeOf = (into: Table, size: number, high: number, low: number) => {
    let place = low & (size - 1);
    while (into.line[place] !== 0 && (into.high[place] !== high || into.low[place] !== low)) {
      place = (place + 1) & (size - 1);
    }
    return place;
  };
  const grow = () => {
    const larger = tableOf(slots * 2);
    for (let from = 0; from < slots; from += 1) {
      if (table.line[from] === 0) continue;
      const [high, low] = [table.high[from]!, table.low[from]!];
      const place = placeOf(larger, slots * 2, high, low);
      [larger.high[place], larger.low[place], larger.line[place]] = [high, low, table.line[from]!];
    }
    [table, slots] = [larger, slots * 2];
  };

  return {
    first(text, line) {
      const digest = createHash('sha256').update(text).digest();
      const [high, low] = [digest.readUInt32LE(0), digest.readUInt32LE(4)];
      const place = placeOf(table, slots, high, low);
      if (table.line[place] !== 0) return table.line[place];
      [table.high[place], table.low[place], table.line[place]] = [high, low, line];
      count += 1;
      if (count > slots * 0.7) grow();
      return undefined;
    },
  };
}

interface Table {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly line: Uint32Array;
}

function tableOf(slots: number): Table {
  return {
    high: new Uint32Array(slots),
    low: new Uint32Array(slots),
    line: new Uint32Array(slots),
  };
}
