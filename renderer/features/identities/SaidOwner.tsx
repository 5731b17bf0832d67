import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Owner } from '../../../shared/identity/links/owners.ts';
import { useSession } from '../../app/session.tsx';
import { ActMarks } from '../chart/ActMarks.tsx';
import { personName, stamp } from '../chart/directory.ts';
import css from './identities.module.css';

/** Whose something is, as somebody said, or that two said otherwise. */
export function SaidOwner(props: {
  readonly owner: Owner;
  readonly numberOf: (patientId: string) => string;
  /** What is to be done because of it. */
  readonly children?: ReactNode;
}) {
  const { owner, numberOf, children } = props;
  const { t } = useTranslation('identities');
  const { app } = useSession();
  if (owner.kind === 'disputed') return <p className={css['note']}>{t('sortDisputed')}</p>;
  const { by, patientId } = owner;
  const said = t('saidBy', {
    number: numberOf(patientId),
    name: personName(app, by.recordedBy),
    time: stamp(by.recordedAt),
  });
  return (
    <p>
      {said} <ActMarks act={by} /> {children}
    </p>
  );
}
