import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../../app/session.tsx';
import { SyncIcon, WarningIcon } from '../../ui/icons.tsx';
import { useNow } from '../../ui/useNow.ts';
import { knownOfOthers } from './knownOfOthers.ts';
import { othersWords, peerWords } from './othersWords.ts';
import css from './sync.module.css';
import { clockTime } from './syncWords.ts';
import { useUnheardPeers } from './useUnheardPeers.ts';

/** Up to when the entries of others are known, and whose may be missing. */
export function OthersKnown() {
  const { t } = useTranslation('sync');
  const now = useNow();
  const status = useSyncStatus();
  const known = knownOfOthers(status, now);
  const unheard = useUnheardPeers();
  const fresh = known.kind === 'fresh';
  return (
    <section className={css['section']} aria-labelledby="others-known">
      <h3 id="others-known" className={css['sectionHead']}>
        {fresh ? <SyncIcon size={16} /> : <WarningIcon size={16} />}
        {fresh ? t('others', { time: clockTime(known.at, now) }) : othersWords(t, known, now).text}
      </h3>
      {fresh ? null : (
        <p className={css['quiet']}>{t(known.kind === 'stale' ? 'othersMay' : 'othersMissing')}</p>
      )}
      {unheard && unheard.length > 0 ? (
        <>
          <h4 className={css['subHead']}>{t('unheardTitle')}</h4>
          <ul className={css['peers']}>
            {unheard.map((peer) => (
              <li key={peer.workstation.key}>
                <strong>{peer.workstation.name}</strong>: {peerWords(t, peer, now)}
              </li>
            ))}
          </ul>
          <p className={css['quiet']}>{t('unheardWhy')}</p>
        </>
      ) : (
        <p className={css['quiet']}>{t(unheard ? 'unheardNone' : 'unheardUnknown')}</p>
      )}
    </section>
  );
}
