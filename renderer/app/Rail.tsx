import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { may, mayDo } from '../../shared/people/rights.ts';
import { useMineCount } from '../features/inbox/useMineCount.ts';
import { useUndeliveredCount } from '../features/sync/useUndeliveredCount.ts';
import { classNames } from '../ui/classNames.ts';
import {
  BoardIcon,
  InboxIcon,
  PersonIcon,
  RegisterIcon,
  SlidersIcon,
  SyncIcon,
  TrailIcon,
} from '../ui/icons.tsx';
import { useFrame } from './frameContext.ts';
import { useSession } from './session.tsx';
import css from './frame.module.css';

const active = { className: css['placeActive']!, 'aria-current': 'page' as const };

/** Where one can go. */
export function Rail() {
  const { t } = useTranslation('frame');
  const { panel, open, close } = useFrame();
  const waiting = useUndeliveredCount();
  const mine = useMineCount();
  const { person } = useSession();
  return (
    <nav className={css['rail']} aria-label={t('rail')}>
      {may(person.role, 'read', 'patient') ? (
        <>
          <Link
            to="/"
            className={css['place']}
            activeProps={active}
            activeOptions={{ exact: true }}
          >
            <BoardIcon size={22} />
            {t('place.ward')}
          </Link>
          <Link to="/register" className={css['place']} activeProps={active}>
            <RegisterIcon size={22} />
            {t('place.register')}
          </Link>
          <Link to="/inbox" className={css['place']} activeProps={active}>
            <InboxIcon size={22} />
            {t('place.inbox')}
            {mine > 0 ? (
              <span className={css['count']} aria-label={t('mineCount', { count: mine })}>
                {mine}
              </span>
            ) : null}
          </Link>
          <Link to="/duplicates" className={css['place']} activeProps={active}>
            <PersonIcon size={22} />
            {t('place.duplicates')}
          </Link>
        </>
      ) : null}
      {mayDo(person.role, 'readTrail') ? (
        <Link to="/" className={css['place']} activeProps={active} activeOptions={{ exact: true }}>
          <TrailIcon size={22} />
          {t('place.trail')}
        </Link>
      ) : null}
      {mayDo(person.role, 'managePeople') ? (
        <Link to="/" className={css['place']} activeProps={active} activeOptions={{ exact: true }}>
          <PersonIcon size={22} />
          {t('place.people')}
        </Link>
      ) : null}
      <Button
        className={classNames(css['place'], panel === 'sync' && css['placeActive'])}
        aria-expanded={panel === 'sync'}
        onPress={() => (panel === 'sync' ? close() : open('sync'))}
      >
        <SyncIcon size={22} />
        {t('place.sync')}
        {waiting > 0 ? (
          <span className={css['count']} aria-label={t('waitingCount', { count: waiting })}>
            {waiting}
          </span>
        ) : null}
      </Button>
      <span className={css['spring']} />
      <Link to="/settings" className={css['place']} activeProps={active}>
        <SlidersIcon size={22} />
        {t('place.settings')}
      </Link>
    </nav>
  );
}
