import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import { checkedRecordNumber } from '../../../shared/identity/recordNumber.ts';
import { stamp } from '../chart/directory.ts';
import { classNames } from '../../ui/classNames.ts';
import { Barcode } from './Barcode.tsx';
import { allergyRoom, asManyAsFit, nameSize } from './fitOnPaper.ts';
import css from './print.module.css';
import type { PrintedPatient } from './printedPatient.ts';

/** What can be printed, and on which paper. */
export const sheetKinds = [
  'wristband',
  'wristbandChild',
  'wristbandNewborn',
  'labels',
  'labelRoll',
  'slip',
] as const;
export type SheetKind = (typeof sheetKinds)[number];

/** A sheet of three by eight, 70 by 37 mm: the commonest A4 label sheet. */
export const labelsOnSheet = 24;

/** Which labels of a sheet are printed: a sheet that was begun isn't thrown away. */
export interface LabelPlaces {
  /** The first that is free, from 1, line by line. */
  readonly first: number;
  readonly count: number;
}

/** How many labels, bands or slips one print of this kind gives. */
export function piecesOf(kind: SheetKind, places: LabelPlaces): number {
  return kind === 'labels' ? places.count : 1;
}

export function Sheet(props: {
  readonly kind: SheetKind;
  readonly of: PrintedPatient;
  readonly places: LabelPlaces;
}) {
  const { kind, of, places } = props;
  switch (kind) {
    case 'wristband':
    case 'wristbandChild':
    case 'wristbandNewborn':
      return <Wristband of={of} paper={kind} />;
    case 'labels':
      return (
        <div className={css['labels']}>
          {Array.from({ length: labelsOnSheet }, (_unused, place) =>
            place + 1 >= places.first && place + 1 < places.first + places.count ? (
              <Label key={place} of={of} paper="labels" />
            ) : (
              <div key={place} className={css['usedLabel']} />
            ),
          )}
        </div>
      );
    case 'labelRoll':
      return <Label of={of} paper="labelRoll" />;
    case 'slip':
      return <Slip of={of} />;
  }
}

function useIdentity({ patient }: PrintedPatient) {
  const { t } = useTranslation(['ui', 'print']);
  return {
    name: patient.name?.toLocaleUpperCase('vi') ?? t('print:nameUnknown'),
    born: patient.birthDate ? formatPartialDate(patient.birthDate) : '–',
    sex: t(`ui:sex.${patient.sex}`),
    number: checkedRecordNumber(patient.recordNumber),
  };
}

/** Name, birth, sex, number and allergies: what is compared at the bed before every act. */
function Wristband(props: {
  readonly of: PrintedPatient;
  readonly paper: 'wristband' | 'wristbandChild' | 'wristbandNewborn';
}) {
  const { of, paper } = props;
  const { t } = useTranslation('print');
  const { name, born, sex, number } = useIdentity(of);
  const { shown, more } = asManyAsFit(of.substances, allergyRoom[paper]);
  return (
    <div className={css[paper]}>
      <div>
        <strong className={css[nameSize(name, paper)]}>{name}</strong>
        <span className={css['oneLine']}>
          {born} · {sex} · {of.wardName ?? of.facility}
        </span>
        <span>
          {of.substances.length === 0 ? (
            of.allergies
          ) : (
            <b>
              {t('allergyTo')} {shown.join('; ')}
              {more > 0 ? ` ${t('moreAllergies', { count: more })}` : null}
            </b>
          )}
        </span>
      </div>
      <Barcode text={number} />
    </div>
  );
}

function Label(props: { readonly of: PrintedPatient; readonly paper: 'labels' | 'labelRoll' }) {
  const { of, paper } = props;
  const { name, born, sex, number } = useIdentity(of);
  return (
    <div className={classNames(css['label'], paper === 'labelRoll' && css['labelRoll'])}>
      <strong className={css[nameSize(name, paper)]}>{name}</strong>
      <span>
        {born} · {sex}
      </span>
      <Barcode text={number} />
    </div>
  );
}

function Slip({ of }: { readonly of: PrintedPatient }) {
  const { t } = useTranslation('print');
  const { name, born, sex, number } = useIdentity(of);
  const { patient, encounter } = of;
  const insurance = Object.values(patient.coverage ?? {}).map(({ number: card, state }) =>
    state === 'verified' ? card : `${card} (${t('unverified')})`,
  );
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('name'), <strong key="name">{name}</strong>],
    [t('born'), born],
    [t('sex'), sex],
    [t('address'), patient.address ?? '–'],
    [t('insurance'), insurance.join(', ') || '–'],
    [t('ward'), of.wardName ?? '–'],
    [t('arrived'), encounter ? stamp(encounter.startedAt) : '–'],
    [t('reason'), encounter?.reason ?? '–'],
    [
      t('allergies'),
      of.substances.length > 0 ? <strong key="allergies">{of.allergies}</strong> : of.allergies,
    ],
  ];
  return (
    <div className={css['slip']}>
      <p>{of.facility}</p>
      <h2>{t('slipTitle')}</h2>
      <Barcode text={number} />
      <dl>
        {rows.map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p className={css['printed']}>{of.printed}</p>
    </div>
  );
}
