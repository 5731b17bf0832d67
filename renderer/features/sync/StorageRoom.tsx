import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../shared/clinical/formatCount.ts';
import type { StorageMeter } from '../../../shared/sync/storageMeter.ts';
import { useSession } from '../../app/session.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import css from './sync.module.css';

const bytesInMegabyte = 1024 * 1024;

/** How full this workstation is; undefined until it was measured once. */
export function useStorageMeter(): StorageMeter | undefined {
  const { replica } = useSession();
  return useSyncExternalStore(
    (changed) => replica.charts.onMeter(changed),
    () => replica.charts.meter(),
  );
}

/** How much this workstation holds, of how much, and what happens when there is no more room. */
export function StorageRoom() {
  const { t } = useTranslation('storage');
  const meter = useStorageMeter();
  const language = useLanguage();
  const count = (value: number) => formatCount(Math.round(value), language);
  const megabytes = (bytes: number) => count(bytes / bytesInMegabyte);
  return (
    <section className={css['section']} aria-labelledby="storage-room">
      <h3 id="storage-room" className={css['sectionHead']}>
        {t('title')}
      </h3>
      {meter === undefined ? (
        <p className={css['quiet']}>{t('measuring')}</p>
      ) : (
        <>
          <StorageWarning />
          <meter
            className={css['room']}
            min={0}
            max={1}
            low={0.95}
            high={0.999}
            optimum={0}
            value={Math.min(1, meter.share)}
            aria-label={t('meter', { percent: Math.round(meter.share * 100) })}
          />
          <p className={css['roomHeld']}>
            {t('held', {
              records: count(meter.records),
              megabytes: megabytes(meter.bytes),
              charts: count(meter.charts),
            })}
          </p>
          <p className={css['quiet']}>
            {t('bound', {
              records: count(meter.bound.records),
              megabytes: megabytes(meter.bound.bytes),
            })}
          </p>
          {meter.state === 'makesRoom' ? <p className={css['quiet']}>{t('makesRoom')}</p> : null}
          {meter.evictionOff ? <p className={css['quiet']}>{t('evictionOff')}</p> : null}
        </>
      )}
    </section>
  );
}

/** The warning of a bound that is near or reached while nothing more may go; else nothing. */
export function StorageWarning({ strip = false }: { readonly strip?: boolean }) {
  const { t } = useTranslation('storage');
  const state = useStorageMeter()?.state;
  if (state !== 'near' && state !== 'full') return null;
  return (
    <Notice
      tone={state === 'full' ? 'crit' : 'warn'}
      title={t(state === 'full' ? 'fullTitle' : 'nearTitle')}
      strip={strip}
    >
      {t(state)}
    </Notice>
  );
}
