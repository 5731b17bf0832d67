import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../../app/session.tsx';
import { useNow } from '../../ui/useNow.ts';
import { knownOfOthers } from './knownOfOthers.ts';
import { othersWords } from './othersWords.ts';
import css from './sync.module.css';
import { Unheard } from './Unheard.tsx';

/** How complete a list is: what has come in, and up to when the entries of others are known. */
export function Completeness() {
  const { t } = useTranslation('sync');
  const now = useNow();
  const { text, quiet } = othersWords(t, knownOfOthers(useSyncStatus(), now), now);
  return (
    <span className={css['known']}>
      <span className={quiet ? css['completeness'] : css['incomplete']}>{text}</span>
      <Unheard />
    </span>
  );
}
