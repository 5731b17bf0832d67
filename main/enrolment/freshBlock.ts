import type { Workstation } from '../../shared/bridge/contract.ts';
import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import { EnrolmentError } from './enrolmentError.ts';

/** Letters that are told apart when a number is read aloud. */
const endings = 'ABCDEFGHKLMNPQRSTUVWXYZ';

/**
 * The block of record numbers for a new enrolment: none that any enrolment ever had, a revoked one's
 * included, for its numbers are on paper and in records that may still come. Without a word from IT
 * it is the workstation's own, or that with the next letter behind. Rejects a taken one with
 * `EnrolmentError`.
 * @param waiting blocks of codes that nobody has used yet
 */
export function freshBlock(
  facts: PeopleFacts,
  workstation: Workstation,
  wanted: string | undefined,
  waiting: readonly string[],
): string {
  const described = facts.facility?.configuration.workstations ?? [];
  const taken = new Map<string, string>([
    ...waiting.map((block) => [block, 'a code that waits to be used'] as const),
    ...described
      .filter(({ key }) => key !== workstation.key)
      .map(({ key, recordNumberBlock }) => [recordNumberBlock, key] as const),
    ...facts.workstations.map(({ document }) => {
      const { key, recordNumberBlock } = document.enrolment.workstation;
      return [recordNumberBlock, key] as const;
    }),
  ]);
  if (wanted !== undefined) {
    const by = taken.get(wanted);
    if (by === undefined) return wanted;
    throw new EnrolmentError(
      `Numbers of the block ${wanted} were given already, by ${by}: two patients would have one number. Give another --block, or none.`,
    );
  }
  const own = workstation.recordNumberBlock;
  const stem = own.slice(0, 3);
  const free = [own, ...[...endings].map((letter) => `${stem}${letter}`)].find(
    (block) => !taken.has(block),
  );
  if (free !== undefined) return free;
  throw new EnrolmentError(`No block beginning with ${stem} is free: give one with --block.`);
}
