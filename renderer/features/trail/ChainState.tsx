import { useTranslation } from 'react-i18next';
import type { TrailSummary } from '../../../shared/audit/trailView.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { personName, workstationName } from '../chart/directory.ts';
import css from './trail.module.css';

/** What the chains say, before any entry of them: whole, or where they aren't. */
export function ChainState(props: { summary: TrailSummary; onReadAgain: () => void }) {
  const { summary, onReadAgain } = props;
  const { t } = useTranslation('trail');
  const { app } = useSession();
  if (!summary.verification) {
    return (
      <div className={css['state']}>
        <Notice tone="wait" title={t('newestOnly')}>
          {t('newestOnlyWhy')}
        </Notice>
      </div>
    );
  }
  const { findings, notices, heads } = summary.verification;
  const machine = (key: string) => workstationName(app, key);
  const machines = new Set(heads.map(({ workstation }) => workstation)).size;
  const gone = summary.guarded === false ? 1 : 0;
  const again = <Button onPress={onReadAgain}>{t('readAgain')}</Button>;
  return (
    <div className={css['state']}>
      {summary.from === 'here' ? (
        <Notice tone="wait" title={t('hereOnly')} acts={again}>
          {t('hereOnlyWhy')}
        </Notice>
      ) : null}
      {findings.length + gone > 0 ? (
        <Notice tone="crit" title={t('unsound', { count: findings.length + gone })} urgent>
          <ul className={css['findings']}>
            {gone > 0 ? <li>{t('guardGone')}</li> : null}
            {findings.map(({ workstation, epoch, from, to, flaw, person }) => (
              <li key={`${workstation} ${epoch} ${String(from)} ${flaw} ${person ?? ''}`}>
                {flaw === 'noTrail'
                  ? t('noTrail', { machine: machine(workstation) })
                  : t(from === to ? 'findingOne' : 'finding', {
                      machine: machine(workstation),
                      from,
                      to,
                      flaw: t(`flaw.${flaw}`, { name: personName(app, person ?? '') }),
                    })}
              </li>
            ))}
          </ul>
          {t('unsoundWhy')}
        </Notice>
      ) : (
        <Notice
          tone="info"
          title={t('sound', { trails: heads.length, machines })}
          acts={summary.from === 'server' ? again : null}
        >
          {t('soundWhy')}
        </Notice>
      )}
      {notices.length > 0 ? (
        <ul className={css['notices']}>
          {notices.map(({ kind, workstation, epoch, sequence, seconds, person }) => (
            <li key={`${workstation} ${epoch} ${String(sequence)} ${kind} ${person ?? ''}`}>
              {t(`notice.${kind}`, {
                machine: machine(workstation),
                sequence,
                seconds,
                days: Math.floor(seconds / 86_400),
                name: personName(app, person ?? ''),
              })}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
