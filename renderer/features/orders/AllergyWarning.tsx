import { useTranslation } from 'react-i18next';
import type { AllergyMatch, AllergyReason } from '../../../shared/clinical/allergyCheck.ts';
import { allergyClasses } from '../../../shared/clinical/catalogue/allergyClasses.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { allergyWords } from '../chart/allergyWords.ts';
import css from './orders.module.css';

/** What speaks against the order: each allergy, why it matches, how bad it was; and the reason to go on. */
export function AllergyWarning(props: {
  matches: readonly AllergyMatch[];
  reason: string;
  onReason: (reason: string) => void;
}) {
  const { t } = useTranslation('orders');
  const { t: tAllergies } = useTranslation('allergies');
  return (
    <Notice tone="crit" title={t('allergyMatch', { count: props.matches.length })} urgent>
      <ul className={css['matches']}>
        {props.matches.map(({ allergy, reason, severity }) => (
          <li key={allergy.id}>
            <strong>{allergyWords(tAllergies, allergy)}</strong>
            <ReasonWords reason={reason} />
            <p>
              {severity ? tAllergies(`severityWas.${severity}`) : tAllergies('severityUnknown')}
            </p>
          </li>
        ))}
      </ul>
      <TextField
        label={t('overrideReason')}
        value={props.reason}
        onChange={props.onReason}
        maxLength={300}
        required
      />
    </Notice>
  );
}

function ReasonWords({ reason }: { readonly reason: AllergyReason }) {
  const { t } = useTranslation('orders');
  const language = useLanguage();
  switch (reason.kind) {
    case 'sameSubstance':
      return <p>{t('why.sameSubstance')}</p>;
    case 'namedInWords':
      return <p>{t('why.namedInWords')}</p>;
    case 'sameClass':
      return <p>{t('why.sameClass', { class: allergyClasses[reason.class].name[language] })}</p>;
    case 'crossReactive':
      return (
        <p>
          {t('why.crossReactive', {
            class: allergyClasses[reason.class].name[language],
            with: allergyClasses[reason.with].name[language],
          })}
        </p>
      );
  }
}
