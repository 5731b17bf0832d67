import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { may, mayDo } from '../../shared/people/rights.ts';
import { PeoplePage } from '../features/people/PeoplePage.tsx';
import { TrailPage } from '../features/trail/TrailPage.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { LockIcon } from '../ui/icons.tsx';
import { useSession } from './session.tsx';

/**
 * A page of patients, for roles that read of them; in its place an auditor is shown the trail,
 * and an administrator the people.
 */
export function ForReaders({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('frame');
  const { person } = useSession();
  if (may(person.role, 'read', 'patient')) return children;
  if (mayDo(person.role, 'readTrail')) return <TrailPage />;
  if (mayDo(person.role, 'managePeople')) return <PeoplePage />;
  return (
    <>
      <h1 className="visuallyHidden">{t('noChartsTitle')}</h1>
      <EmptyState icon={<LockIcon size={32} />} title={t('noChartsTitle')}>
        {t('noCharts')}
      </EmptyState>
    </>
  );
}
