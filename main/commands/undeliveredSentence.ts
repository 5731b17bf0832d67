import type { UndeliveredAt } from '../demonstration/clearDemonstration.ts';

/** One line on what a reset would lose at a workstation. */
export function undeliveredSentence({
  workstation,
  said,
}: Pick<UndeliveredAt, 'workstation' | 'said'>): string {
  if (said === 'never') {
    return `${workstation}: has not said yet what is undelivered: it was never unlocked, or only for a moment.`;
  }
  if (said === 'unknown') {
    return `${workstation}: what is undelivered is not known, because its note of it is damaged.`;
  }
  if (said.uncounted) {
    return `${workstation}: what is undelivered is not known, because it was opened and hasn’t counted since.`;
  }
  const at = `as of ${said.at.slice(0, 16).replace('T', ' ')} UTC`;
  if (said.hereOnly === 0 && said.refused === 0) {
    return `${workstation}: everything is on the central server, ${at}.`;
  }
  const refused = said.refused > 0 ? `, ${said.refused} of them refused by the server` : '';
  return `${workstation}: ${said.hereOnly} records are here only${refused}, ${at}. They would be lost.`;
}
