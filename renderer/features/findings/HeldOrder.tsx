import { useTranslation } from 'react-i18next';
import { isOpen } from '../../../shared/clinical/findings/findings.ts';
import { useSession } from '../../app/session.tsx';
import { LockIcon } from '../../ui/icons.tsx';
import { Tag } from '../../ui/Tag.tsx';
import type { Chart } from '../chart/useChart.ts';
import { findingSentence } from './findingWords.ts';

/** "giữ" beside an order whose doses aren't offered while a finding about it is open, and why. */
export function HeldOrder(props: { chart: Pick<Chart, 'findings'>; orderId: string }) {
  const { t } = useTranslation(['findings', 'encounter']);
  const { app } = useSession();
  const holding = props.chart.findings.filter(
    (finding) =>
      isOpen(finding) &&
      finding.heldBack.includes('dueDoses') &&
      finding.recordIds.includes(props.orderId),
  );
  if (holding.length === 0) return null;
  const why = holding.map((finding) => findingSentence(t, app, finding)).join('; ');
  return (
    <Tag tone="disp" icon={<LockIcon size={13} />} title={t('findings:heldBecause', { why })}>
      {t('findings:held')}
      <span className="visuallyHidden">: {why}</span>
    </Tag>
  );
}
