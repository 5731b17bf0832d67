import { localInstant } from '../../../shared/records/instant.ts';
import type { Author, Records } from '../../replica/records.ts';
import type { Dosage } from '../../../shared/clinical/doseText.ts';
import type {
  OrderableDrug,
  OrderableTest,
} from '../../../shared/clinical/catalogue/orderables.ts';
import { allergyDots } from '../../../shared/clinical/allergyState.ts';
import type { Allergy } from '../../../shared/clinical/allergyState.ts';
import { itemOf } from './orderForm.ts';
import type { OrderForm } from './orderForm.ts';
import { oneLine } from '../../app/oneLine.ts';

export interface OrderContext {
  readonly records: Pick<Records, 'create'>;
  readonly author: Author;
  readonly patientId: string;
  readonly encounterId: string;
}

/** Signs a drug order. It is an immutable record: what is signed is what the preview showed. */
export async function signDrug(
  { records, author, patientId, encounterId }: OrderContext,
  drug: OrderableDrug,
  dosage: Dosage,
  form: Pick<OrderForm, 'instruction' | 'overrideReason' | 'replaces' | 'after'>,
  overridden: readonly Allergy[],
): Promise<void> {
  const instruction = oneLine(form.instruction);
  const reason = oneLine(form.overrideReason);
  await records.create(
    'order',
    patientId,
    {
      encounterId,
      category: 'medication',
      item: itemOf(drug),
      dosage,
      ...(instruction === '' ? {} : { instruction }),
      ...(overridden.length === 0 ? {} : { allergyOverride: overrideOf(overridden, reason) }),
      ...(form.replaces === null ? {} : { replaces: form.replaces }),
      ...(form.replaces === null || form.after.length === 0 ? {} : { after: form.after }),
      signedBy: author.person,
      signedAt: localInstant(new Date()),
    },
    author,
  );
}

function overrideOf(overridden: readonly Allergy[], reason: string) {
  return {
    allergyIds: overridden.map(({ id }) => id),
    reason,
    seenDots: [...new Set(overridden.flatMap(allergyDots))].sort(),
  };
}

/** Signs tests one by one; `onSigned` tells of each, so that a failure leaves only the rest in the form. */
export async function signTests(
  { records, author, patientId, encounterId }: OrderContext,
  tests: readonly OrderableTest[],
  priority: 'routine' | 'urgent',
  onSigned: (code: string) => void,
): Promise<void> {
  for (const test of tests) {
    await records.create(
      'order',
      patientId,
      {
        encounterId,
        category: 'laboratory',
        item: itemOf(test),
        priority,
        signedBy: author.person,
        signedAt: localInstant(new Date()),
      },
      author,
    );
    onSigned(test.code);
  }
}
