import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';
import { classNames } from '../../ui/classNames.ts';
import { SplitDiscIcon } from '../../ui/icons.tsx';
import { personName, stamp, workstationName } from '../chart/directory.ts';
import { unitTitle, unitWords } from '../chart/unitWords.ts';
import { TimeMark } from '../times/TimeMark.tsx';
import css from './history.module.css';
import type { PastChange, PastValue } from './recordHistory.ts';

/** One save: who, when, where; each value with what became of it; and what it merged with. */
export function PastSave(props: { past: PastChange; kind: string; reason: string | undefined }) {
  const { past, kind, reason } = props;
  const { change, values, merged } = past;
  const { t } = useTranslation('history');
  const { t: tChart } = useTranslation(['chart', 'ui', 'allergies']);
  const { app } = useSession();
  const titles = (units: readonly string[]) =>
    [...new Set(units.map((unit) => unitTitle(tChart, kind, unit)))].join(', ');
  return (
    <li className={css['save']}>
      <p className={css['who']}>
        {t('wrote', {
          name: personName(app, change.recordedBy, change.credential),
          time: stamp(change.recordedAt),
          where: workstationName(app, change.recordedOn),
        })}{' '}
        <TimeMark at={change.recordedAt} on={change.recordedOn} />
        {change.unrecorded ? <span className={css['quiet']}>{t('unrecorded')}</span> : null}
      </p>
      <dl className={css['values']}>
        {values.map(({ unit, value, standing }) => (
          <div
            key={unit}
            className={classNames(
              css['value'],
              css[standing.kind === 'gone' ? 'superseded' : standing.kind],
            )}
          >
            <dt>{unitTitle(tChart, kind, unit)}</dt>
            <dd>
              <span className={css['words']}>{unitWords(tChart, app, unit, value)}</span>
              <Standing standing={standing} />
            </dd>
          </div>
        ))}
      </dl>
      {reason === undefined ? null : <p className={css['reason']}>{t('because', { reason })}</p>}
      {merged ? (
        <p className={css['merged']} title={t('mergedWhy')}>
          {t('merged', { own: titles(merged.own), others: titles(merged.others) })}
        </p>
      ) : null}
    </li>
  );
}

function Standing({ standing }: Pick<PastValue, 'standing'>) {
  const { t } = useTranslation('history');
  const { app } = useSession();
  if (standing.kind === 'superseded') {
    return (
      <span className={css['quiet']}>
        {t('superseded', {
          name: personName(app, standing.by.recordedBy, standing.by.credential),
          time: stamp(standing.by.recordedAt),
        })}
      </span>
    );
  }
  return (
    <span className={css[`${standing.kind}Mark`]}>
      {standing.kind === 'disputed' ? <SplitDiscIcon size={13} /> : null}
      {t(standing.kind)}
    </span>
  );
}
