/** Fewest digits of a sequence; numbers grow beyond it without changing. */
const digits = 6;

/**
 * The next free record number of a workstation's block: `N1-000001` first. No other workstation
 * gives numbers of this block, so numbers given offline never collide.
 * @param taken record numbers that exist; those of other blocks don't count
 */
export function nextRecordNumber(block: string, taken: Iterable<string>): string {
  let highest = 0;
  for (const number of taken) {
    const [ofBlock, sequence] = number.split('-');
    if (ofBlock === block) highest = Math.max(highest, Number(sequence));
  }
  return `${block}-${String(highest + 1).padStart(digits, '0')}`;
}
