import { useTranslation } from 'react-i18next';
import { compareBySeverity, countsAsActive } from '../../../shared/clinical/allergyState.ts';
import chartCss from '../chart/chart.module.css';
import type { Chart } from '../chart/useChart.ts';
import { Findings } from '../findings/Findings.tsx';
import findingsCss from '../findings/findings.module.css';
import { AllergyRow } from './AllergyRow.tsx';
import { NewAllergy } from './NewAllergy.tsx';
import { Statement } from './Statement.tsx';
import { EntryPanel } from '../../ui/EntryPanel.tsx';
import css from './allergies.module.css';

/** Dị ứng: what is known, what was refuted, and a new one beside them. */
export function AllergiesTab({ chart }: { readonly chart: Chart }) {
  const { t } = useTranslation('allergies');
  const active = chart.allergies.filter(countsAsActive).sort(compareBySeverity);
  const refuted = chart.allergies.filter((allergy) => !countsAsActive(allergy));
  return (
    <>
      <div className={chartCss['work']}>
        <div className={chartCss['scroll']} tabIndex={0} role="region" aria-label={t('title')}>
          <div className={findingsCss['inset']}>
            <Findings chart={chart} tab="allergies" />
          </div>
          <div className={css['group']}>
            <h2>{t('title')}</h2>
            <Statement chart={chart} />
            <ul>
              {active.map((allergy) => (
                <AllergyRow key={allergy.id} allergy={allergy} />
              ))}
            </ul>
          </div>
          {refuted.length > 0 ? (
            <div className={css['group']}>
              <h2>{t('refutedTitle')}</h2>
              <ul>
                {refuted.map((allergy) => (
                  <AllergyRow key={allergy.id} allergy={allergy} />
                ))}
              </ul>
            </div>
          ) : null}
        </div>
      </div>
      <EntryPanel label={t('newAllergy')}>
        <NewAllergy patientId={chart.patientId} />
      </EntryPanel>
    </>
  );
}
