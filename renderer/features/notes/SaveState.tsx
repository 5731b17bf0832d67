import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../shared/clinical/dates.ts';
import { useReplicaAlive } from '../../app/session.tsx';
import { PencilIcon, RefusedIcon, TickIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { failureKey } from '../../app/SaveFailure.tsx';
import type { KeeperState } from './draftKeeper.ts';

/** After so long without an answer from the disk the screen no longer calls it saving. */
const silentMs = 4_000;
/** A shorter wait changes the sign alone: the words would only flicker. */
const noticeableMs = 400;

/**
 * Where the typed text is, in one line beside the title. The tick stands only while everything that
 * was typed is on the disk; from a keystroke until then it is a pencil.
 */
export function SaveState({ state }: { readonly state: KeeperState }) {
  const { t } = useTranslation('notes');
  const writing = state.keeping.kind === 'writing';
  const slow = useLasts(writing, noticeableMs);
  const lost = useLost(state);
  const [keptAt, setKeptAt] = useState<string | undefined>(undefined);
  const at = state.keeping.kind === 'kept' ? state.keeping.at : undefined;
  useEffect(() => {
    if (at !== undefined) setKeptAt(at);
  }, [at]);
  if (lost)
    return (
      <Tag tone="crit" icon={<RefusedIcon size={15} />}>
        {t('state.notKept')}
      </Tag>
    );
  if (state.keeping.kind === 'untouched') return <Tag>{t('state.untouched')}</Tag>;
  if (slow || keptAt === undefined) return <Tag tone="wait">{t('state.writing')}</Tag>;
  return (
    <Tag
      tone="wait"
      busy={writing}
      icon={writing ? <PencilIcon size={15} /> : <TickIcon size={15} />}
    >
      {t('state.kept', { time: formatTime(keptAt) })}
    </Tag>
  );
}

/** What to do when the text isn't safe, or only half: loud in the first case, calm in the second. */
export function SaveTrouble({ state }: { readonly state: KeeperState }) {
  const { t } = useTranslation(['notes', 'failures']);
  const alive = useReplicaAlive();
  const lost = useLost(state);
  const error = state.keeping.kind === 'notKept' ? state.keeping.error : state.notShared;
  const reason = alive ? t(`failures:${failureKey(error)}`) : t('failures:notSaved.workerLost');
  if (lost) {
    return (
      <Notice tone="refused" title={t('notes:state.notKept')} urgent strip>
        {t('notes:notKeptDo')} {reason}
      </Notice>
    );
  }
  if (state.notShared === undefined) return null;
  return (
    <Notice tone="warn" title={t('notes:notSharedTitle')} strip>
      {t('notes:notShared')} {reason}
    </Notice>
  );
}

function useLost(state: KeeperState): boolean {
  const alive = useReplicaAlive();
  const writing = state.keeping.kind === 'writing';
  const silent = useLasts(writing, silentMs);
  return state.keeping.kind === 'notKept' || silent || (writing && !alive);
}

/** Whether a condition has held for so long. */
function useLasts(condition: boolean, delayMs: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    setLasts(false);
    if (!condition) return undefined;
    const timer = setTimeout(() => setLasts(true), delayMs);
    return () => clearTimeout(timer);
  }, [condition, delayMs]);
  return lasts && condition;
}
