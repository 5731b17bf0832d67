import { useTranslation } from 'react-i18next';
import type { NotLetInBecause, Person } from '../../../shared/bridge/contract.ts';
import { Notice } from '../../ui/Notice.tsx';

/** Why the workstation didn't open. */
export type Problem =
  'wrong' | 'noEntry' | 'noAnswer' | 'notACode' | 'pinGone' | 'pinTriesUsed' | NotLetInBecause;

/** The sentence about it: what happened, that nothing is lost, what to do. */
export function UnlockProblem(props: {
  readonly problem: Problem;
  readonly person: Person | undefined;
  readonly waitSeconds: number;
}) {
  const { problem, person, waitSeconds } = props;
  const { t } = useTranslation('unlock');
  const name = person?.displayName ?? '';
  switch (problem) {
    case 'wrong':
      return (
        <Notice tone="warn" title={t('wrongTitle')} urgent>
          {waitSeconds > 90
            ? t('wrongWaitMinutes', { count: Math.ceil(waitSeconds / 60) })
            : waitSeconds > 0
              ? t('wrongWait', { count: waitSeconds })
              : t('wrongNow')}
        </Notice>
      );
    case 'noEntry':
      return (
        <Notice tone="warn" title={t('noEntryTitle')} urgent>
          {t('noEntry', { name })}
        </Notice>
      );
    case 'notACode':
      return (
        <Notice tone="warn" title={t('notACodeTitle')} urgent>
          {t('notACode')}
        </Notice>
      );
    case 'pinGone':
    case 'pinTriesUsed':
      return (
        <Notice tone="info" title={t('pinGoneTitle')}>
          {t(problem)}
        </Notice>
      );
    case 'noAnswer':
      return (
        <Notice tone="warn" title={t('failed.noShell.happened')} urgent>
          {t('failed.noShell.safe')} {t('failed.noShell.todo')}
        </Notice>
      );
    default:
      return (
        <Notice tone="warn" title={t('notLetInTitle')} urgent>
          {t(`notLetIn.${problem}`, { name })}
        </Notice>
      );
  }
}
