import * as z from 'zod';
import { allergenByCode } from '../../../shared/clinical/catalogue/allergens.ts';
import { foldDrugName } from '../../../shared/clinical/foldText.ts';
import type { FieldsOf } from '../../../shared/records/kinds.ts';
import { oneLine } from '../../app/oneLine.ts';

export const severities = ['mild', 'moderate', 'severe'] as const;
export const certainties = ['confirmed', 'suspected'] as const;

/** What stands in the form for a new allergy. */
export const allergyFormSchema = z.strictObject({
  substance: z.string(),
  /** The catalogue's code of what was chosen; null for free words. */
  code: z.string().nullable(),
  reaction: z.string(),
  severity: z.enum(severities).nullable(),
  certainty: z.enum(certainties).nullable(),
  year: z.string(),
});
export type AllergyForm = z.infer<typeof allergyFormSchema>;

export const emptyAllergyForm: AllergyForm = {
  substance: '',
  code: null,
  reaction: '',
  severity: null,
  certainty: null,
  year: '',
};

export type AllergyGap = 'substance' | 'certainty' | 'year';

export type ReadAllergy =
  | { readonly kind: 'complete'; readonly fields: FieldsOf<'allergy'> }
  | { readonly kind: 'gap'; readonly gap: AllergyGap };

/**
 * The allergy that the form says, or the first thing that it lacks. A code counts only while the
 * words are still those of the catalogue: words that were typed over it are free text.
 * @param thisYear a reaction can't be later
 */
export function readAllergyForm(form: AllergyForm, thisYear: number): ReadAllergy {
  const substance = oneLine(form.substance);
  if (substance === '') return { kind: 'gap', gap: 'substance' };
  if (form.certainty === null) return { kind: 'gap', gap: 'certainty' };
  const year = form.year.trim();
  if (year !== '' && (!/^(19|20)\d{2}$/.test(year) || Number(year) > thisYear)) {
    return { kind: 'gap', gap: 'year' };
  }
  const allergen = form.code === null ? undefined : allergenByCode(form.code);
  const asChosen =
    allergen !== undefined &&
    [allergen.name.vi, allergen.name.en].some(
      (name) => foldDrugName(name) === foldDrugName(substance),
    );
  const reaction = oneLine(form.reaction);
  return {
    kind: 'complete',
    fields: {
      substance,
      ...(asChosen ? { substanceCode: allergen.code } : {}),
      ...(reaction === '' ? {} : { reaction }),
      ...(form.severity === null ? {} : { severity: form.severity }),
      certainty: form.certainty,
      ...(year === '' ? {} : { year }),
      status: 'active',
    },
  };
}
