import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../../app/session.tsx';
import { useNow } from '../../ui/useNow.ts';
import { knownOfOthers } from '../sync/knownOfOthers.ts';
import { othersWords } from '../sync/othersWords.ts';
import { clockTime } from '../sync/syncWords.ts';
import { Unheard } from '../sync/Unheard.tsx';
import { useChartPresence } from './useChartPresence.ts';
import css from './chart.module.css';

/** How complete this chart is on this workstation, and up to when the entries of others are known. */
export function Completeness({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation(['chart', 'sync']);
  const { t: tSync } = useTranslation('sync');
  const status = useSyncStatus();
  const now = useNow();
  // What was set aside is said over the chart, with its reasons.
  const damaged = status.quarantined.filter(
    ({ id, reason }) => reason === 'newerVersion' && id.startsWith(`${patientId}:`),
  ).length;
  const known = knownOfOthers(status, now);
  const presence = useChartPresence(patientId);
  const words = () => {
    if (presence !== 'whole' && known.kind !== 'filling') return t('chart:notWholeShort');
    switch (known.kind) {
      case 'filling':
        return t('chart:partial', { done: known.done, total: known.total });
      case 'owed':
        return t('chart:owed', { count: known.count });
      case 'never':
        return t('chart:neverHeard');
      case 'fresh':
        return t('chart:allHere', { time: clockTime(known.at, now) });
      default:
        return othersWords(tSync, known, now).text;
    }
  };
  return (
    <>
      <span
        className={known.kind === 'fresh' && presence === 'whole' ? undefined : css['incomplete']}
      >
        {words()}
      </span>
      {damaged > 0 ? (
        <span className={css['incomplete']}>{t('chart:damaged', { count: damaged })}</span>
      ) : null}
      <Unheard />
    </>
  );
}
