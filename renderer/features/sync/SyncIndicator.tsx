import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { useFrame } from '../../app/frameContext.ts';
import { useSyncStatus } from '../../app/session.tsx';
import { classNames } from '../../ui/classNames.ts';
import { CloudIcon, CloudOffIcon, SyncIcon, WarningIcon } from '../../ui/icons.tsx';
import { useNow } from '../../ui/useNow.ts';
import css from './sync.module.css';
import { syncWords } from './syncWords.ts';

const icons = {
  connecting: SyncIcon,
  online: CloudIcon,
  offline: CloudOffIcon,
  fault: WarningIcon,
};

/** The sync state in words and number, always in the top strip. It opens the sync centre. */
export function SyncIndicator() {
  const { t } = useTranslation('sync');
  const { open } = useFrame();
  const status = useSyncStatus();
  const words = syncWords(t, status, useNow());
  // Another server is no ordinary state, however well it answers.
  const loud = status.connection.kind === 'fault' || status.server.kind === 'other';
  const Icon = loud ? WarningIcon : icons[status.connection.kind];
  const left = [words.waiting, words.heldBack].filter(Boolean).join(' · ');
  const said = [words.state, words.safe, left].filter(Boolean).join(' · ');
  return (
    <Button
      className={classNames(css['indicator'], loud && css['fault'])}
      onPress={() => open('sync')}
      aria-label={t('openCentre', { state: said })}
    >
      <Icon size={18} />
      <span data-testid="sync-state" className={css['said']}>
        <span>{words.state}</span>
        {words.safe ? (
          <span className={left ? css['safe'] : undefined}>{` · ${words.safe}`}</span>
        ) : null}
        {left ? <strong>{` · ${left}`}</strong> : null}
      </span>
    </Button>
  );
}
