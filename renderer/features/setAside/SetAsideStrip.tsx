import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { isAnswered, isLoud } from './setAside.ts';
import type { SetAside } from './setAside.ts';
import type { Chart } from '../chart/useChart.ts';

/** Over the whole chart: something was set aside in it, and nobody has said yet that they saw it. */
export function SetAsideStrip(props: {
  readonly chart: Pick<Chart, 'acknowledgements'>;
  readonly setAside: readonly SetAside[];
  /** Without it nobody here may read what it was. */
  readonly onShow?: () => void;
}) {
  const { chart, setAside, onShow } = props;
  const { t } = useTranslation('setAside');
  const open = setAside.filter((one) => !isAnswered(one, chart.acknowledgements));
  if (open.length === 0) return null;
  const loud = open.some(isLoud);
  return (
    <Notice
      tone={loud ? 'crit' : 'warn'}
      strip
      urgent
      title={t(loud ? 'strip.loud' : 'strip.quiet', { count: open.length })}
      acts={onShow ? <Button onPress={onShow}>{t('show')}</Button> : undefined}
    >
      {t(loud ? 'stripWhy.loud' : 'stripWhy.quiet')}
    </Notice>
  );
}
