import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { personName, stamp, workstationName } from '../chart/directory.ts';
import css from './trail.module.css';

const usesShown = 4;

/**
 * Who came with a ward's emergency code: told by the code's own signature, so also where the
 * workstation's trail hasn't come yet.
 */
export function CodeUses() {
  const { t } = useTranslation(['trail', 'unlock']);
  const { app } = useSession();
  const uses = app.emergencyUses ?? [];
  if (uses.length === 0) return null;
  return (
    <div className={css['state']}>
      <Notice tone="warn" title={t('trail:codeTitle', { count: uses.length })}>
        <ul className={css['glasses']}>
          {uses
            .slice(0, usesShown)
            .map(({ person, workstation, name, reason, openedAt, until }) => (
              <li key={`${person} ${workstation} ${openedAt} ${name}`}>
                {[
                  t('trail:codeUse', { name, from: stamp(openedAt), until: stamp(until) }),
                  t(`unlock:emergencyReason.${reason}`),
                  personName(app, person),
                  workstationName(app, workstation),
                ].join(' · ')}
              </li>
            ))}
        </ul>
      </Notice>
    </div>
  );
}
