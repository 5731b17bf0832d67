import { useEffect, useMemo, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFrame } from '../../app/frameContext.ts';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { BoardIcon } from '../../ui/icons.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { FirstFill } from '../sync/FirstFill.tsx';
import { Completeness } from '../sync/Completeness.tsx';
import type { BoardPatient } from './boardPatients.ts';
import { boardFilters } from './filters.ts';
import type { BoardFilter } from './filters.ts';
import { Legend } from './Legend.tsx';
import { useWardPatients } from './useWardPatients.ts';
import { WardBoard } from './WardBoard.tsx';
import css from './ward.module.css';

/** The ward board: everybody in the ward on one screen. */
export function WardPage() {
  const { t } = useTranslation('ward');
  const { ward, lastPatient } = useFrame();
  const { firstFill } = useSyncStatus();
  const patients = useWardPatients(ward.code);
  useAuditedBoard(ward.code);
  const navigate = useNavigate();
  const [filter, setFilter] = useState<BoardFilter>('all');
  const shown = useMemo(() => patients?.filter(boardFilters[filter]), [patients, filter]);
  const open = (patientId: string) =>
    void navigate({ to: '/patients/$patientId', params: { patientId } });

  return (
    <div className={css['page']}>
      <header className={css['head']}>
        <h1>{t('title')}</h1>
        {patients && patients.length > 0 ? (
          <span className={css['counts']}>{countsInWords(t, patients)}</span>
        ) : null}
        {patients && patients.length > 0 ? (
          <Chips patients={patients} filter={filter} onFilter={setFilter} />
        ) : null}
        <span className={css['spring']} />
        <Completeness />
      </header>
      {!shown ? <Skeleton lines={12} /> : null}
      {patients?.length === 0 ? (
        firstFill ? (
          <FirstFill />
        ) : (
          <EmptyState
            icon={<BoardIcon size={36} />}
            title={t('emptyTitle', { ward: ward.name })}
            acts={
              <Button kind="primary" onPress={() => void navigate({ to: '/register' })}>
                {t('register')}
              </Button>
            }
          >
            {t('empty')}
          </EmptyState>
        )
      ) : null}
      {shown && patients && patients.length > 0 ? (
        <>
          <WardBoard
            key={ward.code}
            ward={ward}
            patients={shown}
            beginAt={lastPatient}
            onOpen={open}
          />
          <Legend />
        </>
      ) : null}
    </div>
  );
}

/** Somebody who looks at a board of other people's patients leaves one entry; one's own board leaves none. */
function useAuditedBoard(ward: string): void {
  const { app, audit, person } = useSession();
  const own = person.wards?.length ? person.wards.includes(ward) : app.workstation.ward === ward;
  useEffect(() => {
    if (!own) audit({ action: 'viewBoard', about: { ward } });
  }, [audit, own, ward]);
}

function countsInWords(
  t: ReturnType<typeof useTranslation<'ward'>>['t'],
  patients: readonly BoardPatient[],
): string {
  const beds = new Set(
    patients.filter(({ bed }) => bed).map(({ room, bed }) => `${room ?? ''}/${bed ?? ''}`),
  );
  const shared = new Set(
    patients.filter(({ sharesBed }) => sharesBed).map(({ room, bed }) => `${room}/${bed}`),
  );
  const noBed = patients.filter(({ bed }) => !bed).length;
  return [
    t('people', { count: patients.length }),
    t('beds', { count: beds.size }),
    shared.size > 0 ? t('sharedBeds', { count: shared.size }) : '',
    noBed > 0 ? t('withoutBed', { count: noBed }) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function Chips(props: {
  patients: readonly BoardPatient[];
  filter: BoardFilter;
  onFilter: (filter: BoardFilter) => void;
}) {
  const { t } = useTranslation('ward');
  return (
    <div className={css['chips']} role="group" aria-label={t('filters')}>
      {(Object.keys(boardFilters) as BoardFilter[]).map((filter) => {
        const count = props.patients.filter(boardFilters[filter]).length;
        if (count === 0 && filter !== 'all' && filter !== props.filter) return null;
        return (
          <button
            key={filter}
            type="button"
            className={css['chip']}
            aria-pressed={props.filter === filter}
            onClick={() => props.onFilter(props.filter === filter ? 'all' : filter)}
          >
            {t(`filter.${filter}`)} <strong>{count}</strong>
          </button>
        );
      })}
    </div>
  );
}
