import { allergyDots, refutation } from '../../../../../shared/clinical/allergyState.ts';
import type { AnyRecord } from '../../../../../shared/records/kinds.ts';
import { joined } from '../../../../support/builders/disputed.ts';
import type { Finds } from './ruleCase.ts';
import * as sample from './sampleChart.ts';

const { paracetamol, drugOrder, orderEvent, allergy, patient, edited, editedByTwo } = sample;
const refuted = { status: { status: 'refuted', refutedBecause: 'Thử lại không sao' } };

/** The join with a leaf in which somebody changed fields and kept the causality. */
function changedByHand<R extends AnyRecord>(record: R, fields: object): R {
  return joined(record, { ...record, ...fields });
}

/** Charts for the rules that speak of allergies. */
export function addAllergyCases(finds: Finds): void {
  {
    const rule = 'orderAgainstAllergy';
    const order = paracetamol();
    const known = allergy();
    const overridden = paracetamol({
      allergyOverride: { allergyIds: [known.id], reason: 'Không có thuốc khác' },
    });
    const disputed = editedByTwo(known, refuted, { status: { status: 'active' } });
    const twoSubstances = editedByTwo(
      known,
      { substance: { substance: 'Ibuprofen' } },
      { substance: { substance: 'Tôm' } },
    );
    const ibuprofen = drugOrder('ibuprofen-tablet', 'Ibuprofen');
    finds(rule, 'its drug is ordered', [order, known], [order, known]);
    finds(rule, 'its removal is disputed', [order, disputed], [order, disputed]);
    finds(
      rule,
      'one of two disputed substances',
      [ibuprofen, twoSubstances],
      [ibuprofen, twoSubstances],
    );
    finds(
      rule,
      'a second allergy beside the one that was overridden',
      [overridden, known, allergy()],
      [overridden, { id: '*' }],
    );
    finds(rule, 'refuted', [order, edited(known, refuted)]);
    finds(rule, 'refuted twice, for different reasons', [
      order,
      editedByTwo(known, refuted, { status: { status: 'refuted', refutedBecause: 'Nhầm người' } }),
    ]);
    finds(rule, 'the prescriber said why', [overridden, known]);
    const seen = paracetamol({
      allergyOverride: {
        allergyIds: [known.id],
        reason: 'Không có thuốc khác',
        seenDots: [...allergyDots(known)],
      },
    });
    const worse = edited(known, { severity: 'severe' });
    finds(rule, 'the prescriber said why, with it before them', [seen, known]);
    finds(rule, 'it was found to be worse since they said why', [seen, worse], [seen, worse]);
    const byHand = changedByHand(known, { severity: 'severe' });
    finds(
      rule,
      'a hand at the database made it worse under the same write',
      [seen, byHand],
      [seen, byHand],
    );
    finds(rule, 'another drug', [ibuprofen, known]);
    finds(rule, 'the order is stopped', [order, known, orderEvent(order, 'stop')]);
  }
  {
    const rule = 'refutedUnseen';
    const known = allergy();
    const bySomebodyWhoSaw = (had: typeof known) =>
      edited(had, { status: refutation(known, 'Thử lại không sao') });
    const worse = edited(known, { severity: 'severe' });
    finds(rule, 'its severity was changed meanwhile', [bySomebodyWhoSaw(worse)], [worse]);
    finds(rule, 'refuted by somebody who had it before them', [bySomebodyWhoSaw(known)]);
    const byHand = changedByHand(bySomebodyWhoSaw(known), { severity: 'severe' });
    finds(
      rule,
      'a hand at the database changed it under a write that was seen',
      [byHand],
      [byHand],
    );
    finds(rule, 'in force', [worse]);
    finds(rule, 'a disagreement about the status is marked where it stands', [
      editedByTwo(known, refuted, { status: { status: 'active' } }),
    ]);
  }
  {
    const rule = 'noneKnownBesideAllergy';
    const none = patient({ allergyStatement: 'noneKnown' });
    const one = allergy();
    const disputed = editedByTwo(
      patient(),
      { allergyStatement: 'noneKnown' },
      { allergyStatement: 'notAsked' },
    );
    finds(rule, 'an active allergy', [none, one], [none, one]);
    finds(rule, 'stated by one of two', [disputed, one], [disputed, one]);
    finds(rule, 'no allergy', [none]);
    finds(rule, 'a refuted allergy', [none, edited(one, refuted)]);
    finds(rule, 'not asked', [patient(), one]);
  }
}
