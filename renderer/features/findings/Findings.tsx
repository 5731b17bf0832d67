import { useTranslation } from 'react-i18next';
import { isOpen } from '../../../shared/clinical/findings/findings.ts';
import { useSession } from '../../app/session.tsx';
import { ActMarks } from '../chart/ActMarks.tsx';
import { personName, stamp } from '../chart/directory.ts';
import type { Chart } from '../chart/useChart.ts';
import { FindingCard } from './FindingCard.tsx';
import css from './findings.module.css';
import { findingTabs } from './findingTabs.ts';
import type { FindingTab } from './findingTabs.ts';
import { findingSentence } from './findingWords.ts';

/** The findings of a chart, or those that concern one part of it; the loud ones first. */
export function Findings(props: { chart: Chart; tab?: FindingTab; wanted?: string | undefined }) {
  const { chart, tab, wanted } = props;
  const { t } = useTranslation(['findings', 'encounter']);
  const { app } = useSession();
  const findings = chart.findings.filter(
    ({ rule }) => tab === undefined || findingTabs[rule].includes(tab),
  );
  const open = findings.filter(isOpen);
  const answered = tab === undefined ? findings.filter((finding) => !isOpen(finding)) : [];
  if (open.length + answered.length === 0) return null;
  return (
    <div className={css['list']} role="group" aria-label={t('findings:list')}>
      {open.map((finding) => (
        <FindingCard
          key={finding.id}
          finding={finding}
          records={chart.records}
          patientId={chart.patientId}
          wanted={wanted === finding.id}
          brief={tab !== undefined}
        />
      ))}
      {answered.length > 0 ? (
        <details className={css['answered']}>
          <summary>{t('findings:acknowledgedCount', { count: answered.length })}</summary>
          <ul>
            {answered.map((finding) => (
              <li key={finding.id}>
                <strong>{findingSentence(t, app, finding)}</strong>
                {finding.acknowledgedBy.map((answer) => (
                  <p key={answer.id}>
                    {t('findings:acknowledgedBy', {
                      name: personName(app, answer.recordedBy),
                      time: stamp(answer.recordedAt),
                      reason: answer.reason,
                    })}{' '}
                    <ActMarks act={answer} whole />
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
