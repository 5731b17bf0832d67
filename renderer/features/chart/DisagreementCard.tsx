import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { SplitDiscIcon } from '../../ui/icons.tsx';
import { personName, stamp, workstationName } from './directory.ts';
import { sidesIn } from './sides.ts';
import { unitTitle, unitWords } from './unitWords.ts';
import css from './disagreement.module.css';

/** One field on which people disagree: every value beside the others, with who, when and where. */
export function DisagreementCard(props: { record: AnyRecord; unit: string }) {
  const { record, unit } = props;
  const { app } = useSession();
  const { t } = useTranslation(['chart', 'ui', 'allergies']);
  const what = unitTitle(t, record.kind, unit);
  return (
    <section className={css['card']} aria-label={t('chart:disputedUnit', { what })}>
      <h2 className={css['head']}>
        <SplitDiscIcon size={17} />
        {t('chart:disputedUnit', { what })}
      </h2>
      <div className={css['sides']}>
        {sidesIn(record, unit).map((side) => (
          <div key={`${side.dot} ${JSON.stringify(side.value)}`} className={css['side']}>
            <p className={css['value']}>{unitWords(t, app, unit, side.value)}</p>
            <dl className={css['facts']}>
              {[
                [t('chart:who'), `${personName(app, side.write.by)}, ${stamp(side.write.at)}`],
                [t('chart:where'), workstationName(app, side.write.on)],
              ].map(([term, fact]) => (
                <Fragment key={term}>
                  <dt>{term}</dt>
                  <dd>{fact}</dd>
                </Fragment>
              ))}
            </dl>
          </div>
        ))}
      </div>
      <p className={css['foot']}>{t('chart:bothStand')}</p>
    </section>
  );
}
