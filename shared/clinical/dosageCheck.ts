import type { OrderableDrug } from './catalogue/orderables.ts';
import type { Dosage } from './doseText.ts';

/**
 * What doesn't fit between a drug's form and a dosage. A unit that doesn't fit forbids signing; an
 * unusual route has to be confirmed by the prescriber.
 */
export type DosageFinding = 'unitDoesNotFitForm' | 'routeIsUnusual';

export function checkDosage(
  drug: OrderableDrug,
  dosage: Pick<Dosage, 'unit' | 'route'>,
): readonly DosageFinding[] {
  const findings: DosageFinding[] = [];
  if (!drug.units.includes(dosage.unit)) findings.push('unitDoesNotFitForm');
  if (!drug.routes.includes(dosage.route)) findings.push('routeIsUnusual');
  return findings;
}
