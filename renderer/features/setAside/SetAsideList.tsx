import { useTranslation } from 'react-i18next';
import type { Chart } from '../chart/useChart.ts';
import { SetAsideCard } from './SetAsideCard.tsx';
import type { SetAside } from './setAside.ts';
import css from './setAside.module.css';

/** Everything of a chart that was set aside, the loudest first; what was seen stays readable. */
export function SetAsideList(props: {
  readonly chart: Chart;
  readonly setAside: readonly SetAside[];
  /** The record, or its card in the inbox, that somebody came for. */
  readonly wanted: string | undefined;
}) {
  const { chart, setAside, wanted } = props;
  const { t } = useTranslation('setAside');
  if (setAside.length === 0) return null;
  return (
    <div className={css['list']} role="group" aria-label={t('list')}>
      {setAside.map((one) => (
        <SetAsideCard
          key={one.recordId}
          setAside={one}
          chart={chart}
          wanted={wanted === one.recordId}
        />
      ))}
    </div>
  );
}
