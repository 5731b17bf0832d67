import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ageAt } from '../../../shared/clinical/age.ts';
import { classNames } from '../../ui/classNames.ts';
import { LockIcon } from '../../ui/icons.tsx';
import {
  AllergyMark,
  DeliveryMark,
  DisputedMark,
  LikeNameMark,
  SetAsideMark,
  SharedBedMark,
} from '../../ui/marks.tsx';
import { useNow } from '../../ui/useNow.ts';
import type { BoardPatient } from './boardPatients.ts';
import css from './ward.module.css';

/** One person on the board. */
export const BoardRow = memo(function BoardRow(props: {
  patient: BoardPatient;
  /** The one row that Tab reaches; arrows move from there. */
  focusable: boolean;
  /** Whoever is signed in doesn't read diagnoses here. */
  closed: boolean;
  onFocus: () => void;
  onOpen: () => void;
}) {
  const { patient: row, focusable } = props;
  const { t } = useTranslation('ward');
  return (
    <div
      role="row"
      data-patient={row.patientId}
      tabIndex={focusable ? 0 : -1}
      className={classNames(css['row'], css['person'], row.sharesBed && css['shares'])}
      onFocus={props.onFocus}
      onClick={props.onOpen}
    >
      <span role="gridcell" className={css['bed']}>
        {row.bed ?? '–'}
      </span>
      <span role="gridcell" className={css['name']}>
        <Name row={row} />
        {row.like.beds.length > 0 ? <LikeNameMark beds={row.like.beds.join(', ')} /> : null}
        {row.setAside > 0 ? <SetAsideMark count={row.setAside} /> : null}
        {row.sharesBed ? <SharedBedMark /> : null}
      </span>
      <span role="gridcell" className={css['age']}>
        <AgeAndSex row={row} />
      </span>
      <span role="gridcell" className={css['diagnosis']} title={row.diagnosis}>
        {props.closed ? (
          <NotYours />
        ) : (
          (row.diagnosis ?? <span className={css['missing']}>{t('noDiagnosis')}</span>)
        )}
      </span>
      <span role="gridcell" className={css['number']}>
        {row.drugOrders > 0 ? (
          <span aria-label={t('drugOrders', { count: row.drugOrders })} role="img">
            {row.drugOrders}
          </span>
        ) : null}
      </span>
      <span role="gridcell" className={css['number']}>
        {row.drafts > 0 ? (
          <span
            className={css['drafts']}
            role="img"
            aria-label={t('draftCount', { count: row.drafts })}
          >
            {row.drafts}
          </span>
        ) : null}
      </span>
      <span role="gridcell" className={css['centre']}>
        <AllergyMark state={row.allergy} />
      </span>
      <span role="gridcell" className={css['centre']}>
        {row.disputed ? <DisputedMark /> : null}
      </span>
      <span role="gridcell" className={css['centre']}>
        <DeliveryMark delivery={row.delivery} />
      </span>
    </div>
  );
});

/** In the place of what somebody's role doesn't read; the mark says so where the words don't fit. */
function NotYours() {
  const { t } = useTranslation('frame');
  return (
    <span className={css['missing']} title={t('notYours')}>
      <LockIcon size={14} label={t('notYours')} />
    </span>
  );
}

/** The name, with the syllable underlined that tells it from a like one. */
function Name({ row }: { row: BoardPatient }) {
  const { t } = useTranslation('ui');
  const { name, recordNumber } = row.patient;
  if (!name) {
    return (
      <span className={css['nameUnknown']}>
        {t('nameUnknown')} {recordNumber}
      </span>
    );
  }
  if (row.like.differing.length === 0) return <span className={css['nameText']}>{name}</span>;
  return (
    <span className={css['nameText']} title={name}>
      {name.split(' ').map((syllable, place) => (
        <span key={place}>
          {place > 0 ? ' ' : ''}
          {row.like.differing.includes(place) ? (
            <span className={css['differs']}>{syllable}</span>
          ) : (
            syllable
          )}
        </span>
      ))}
    </span>
  );
}

function AgeAndSex({ row }: { row: BoardPatient }) {
  const { t } = useTranslation(['ui', 'ward']);
  const { birthDate, sex } = row.patient;
  const now = useNow();
  const age = birthDate ? ageAt(birthDate, now) : undefined;
  const unit = age && age.unit !== 'years' ? t(`ward:ageUnit.${age.unit}`) : '';
  const years = age ? `${age.exact ? '' : '~'}${age.value}${unit}` : '?';
  return (
    <>
      {years} {t(`ui:sex.${sex}`)}
    </>
  );
}
