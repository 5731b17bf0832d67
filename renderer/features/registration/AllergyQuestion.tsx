import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { allergens } from '../../../shared/clinical/catalogue/allergens.ts';
import { searchAllergens } from '../../../shared/clinical/catalogue/search.ts';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { RegistrationForm } from './registrationForm.ts';
import css from './registration.module.css';

/** Allergies: nothing is preselected, and an unanswered question counts as not asked. */
export function AllergyQuestion(props: {
  form: RegistrationForm;
  set: (part: Partial<RegistrationForm>) => void;
  disabled: boolean;
}) {
  const { form, set } = props;
  const { t } = useTranslation('registration');
  const language = useLanguage();
  const options = useMemo(
    () =>
      searchAllergens(form.substance).map(({ code, name }) => ({
        id: code,
        label: name[language],
      })),
    [form.substance, language],
  );
  return (
    <fieldset className={css['section']} disabled={props.disabled}>
      <legend>{t('allergy')}</legend>
      <div className={css['grid']}>
        <div className={css['whole']}>
          <ChoiceTiles
            label={t('allergyAsked')}
            value={form.allergy}
            onChange={(allergy) => set({ allergy })}
            choices={(['notAsked', 'noneKnown', 'add'] as const).map((value) => ({
              value,
              label: t(`allergy.${value}`),
            }))}
          />
        </div>
        {form.allergy === 'add' ? (
          <>
            <ComboBox
              label={t('substance')}
              options={options}
              value={form.substanceCode}
              text={form.substance}
              onText={(substance) =>
                set({ substance, substanceCode: codeOf(substance, language) ?? null })
              }
              onChange={(code) => {
                const chosen = allergens.find((allergen) => allergen.code === code);
                if (chosen) set({ substanceCode: chosen.code, substance: chosen.name[language] });
              }}
              allowsFreeText
              filtered
              required
            />
            <div className={css['wide']}>
              <TextField
                label={t('reaction')}
                value={form.reaction}
                onChange={(reaction) => set({ reaction })}
                maxLength={200}
                placeholder={t('reactionPlaceholder')}
              />
            </div>
          </>
        ) : null}
      </div>
    </fieldset>
  );
}

/** The code of the allergen with exactly this name. */
function codeOf(substance: string, language: 'vi' | 'en'): string | undefined {
  return allergens.find(({ name }) => name[language] === substance)?.code;
}
