import { useState } from 'react';
import { createPortal } from 'react-dom';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { substancesOf } from '../../../shared/clinical/allergyState.ts';
import { mayDo } from '../../../shared/people/rights.ts';
import { useSession } from '../../app/session.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useNow } from '../../ui/useNow.ts';
import { allergyWords } from '../chart/allergyWords.ts';
import { stamp, wardName } from '../chart/directory.ts';
import { useChart } from '../chart/useChart.ts';
import type { Chart } from '../chart/useChart.ts';
import css from './print.module.css';
import type { PrintedPatient } from './printedPatient.ts';
import { PrintActs } from './PrintActs.tsx';
import { labelsOnSheet, piecesOf, Sheet, sheetKinds } from './sheets.tsx';
import type { SheetKind } from './sheets.tsx';

/** Wristband, labels and registration slip of one patient: seen before they are printed. */
export function PrintPage({ patientId }: { readonly patientId: string }) {
  const chart = useChart(patientId);
  const { t } = useTranslation('print');
  const { person } = useSession();
  if (!mayDo(person.role, 'print')) return <p className={css['page']}>{t('notYours')}</p>;
  if (typeof chart === 'string') {
    return <p className={css['page']}>{t(chart === 'loading' ? 'reading' : 'missing')}</p>;
  }
  return <Preview chart={chart} />;
}

function Preview({ chart }: { readonly chart: Chart }) {
  const { t } = useTranslation('print');
  const [kind, setKind] = useState<SheetKind>('wristband');
  const [first, setFirst] = useState('1');
  const [count, setCount] = useState(String(labelsOnSheet));
  const printed = usePrinted(chart);
  const firstFree = whole(first, labelsOnSheet);
  const most = labelsOnSheet + 1 - (firstFree ?? 1);
  // A sheet that was begun holds fewer: what doesn't fit any more isn't asked for.
  const howMany = count === String(labelsOnSheet) ? most : whole(count, most);
  const places = { first: firstFree ?? 1, count: howMany ?? 0 };
  const wrong = kind === 'labels' && (firstFree === undefined || howMany === undefined);
  const sheet = <Sheet kind={kind} of={printed} places={places} />;
  const paper = { patient: chart.patientId, what: kind, count: piecesOf(kind, places) };
  return (
    <div className={css['page']}>
      <div className={css['head']}>
        <h1>{t('title')}</h1>
        <Link to="/patients/$patientId" params={{ patientId: chart.patientId }}>
          {t('back')}
        </Link>
      </div>
      <ChoiceTiles
        label={t('what')}
        value={kind}
        onChange={setKind}
        choices={sheetKinds.map((value) => ({ value, label: t(`sheet.${value}`) }))}
      />
      {kind === 'labels' ? (
        <div className={css['labelOptions']}>
          <TextField
            label={t('firstLabel')}
            value={first}
            onChange={setFirst}
            inputMode="numeric"
            error={firstFree === undefined ? t('fromTo', { most: labelsOnSheet }) : undefined}
          />
          <TextField
            label={t('labelCount')}
            value={howMany === undefined ? count : String(howMany)}
            onChange={setCount}
            inputMode="numeric"
            error={howMany === undefined ? t('fromTo', { most }) : undefined}
          />
        </div>
      ) : null}
      <PrintActs paper={paper} locked={wrong ? t('fromTo', { most }) : undefined} />
      <div className={css['preview']} role="region" aria-label={t('preview')} tabIndex={0}>
        {sheet}
      </div>
      {createPortal(
        <div className={css['onPaper']} aria-hidden="true">
          {sheet}
        </div>,
        document.body,
      )}
    </div>
  );
}

/** A whole number from 1 on, or undefined. */
function whole(text: string, most: number): number | undefined {
  const value = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return value >= 1 && value <= most ? value : undefined;
}

function usePrinted({ patient, encounter, knowledge }: Chart): PrintedPatient {
  const { t } = useTranslation(['ui', 'print', 'allergies']);
  const { t: tAllergies } = useTranslation('allergies');
  const { app, person } = useSession();
  const now = useNow();
  const known = knowledge.kind === 'known' ? knowledge.allergies : [];
  return {
    substances: [...new Set(known.flatMap(substancesOf).map(({ substance }) => substance))],
    facility: app.facility.name,
    patient,
    encounter,
    wardName: encounter ? wardName(app, encounter.ward) : undefined,
    allergies:
      knowledge.kind === 'known'
        ? knowledge.allergies.map((one) => allergyWords(tAllergies, one)).join('; ')
        : t(`ui:allergy.${knowledge.kind}`),
    printed: t('print:printedBy', { time: stamp(now), name: person.displayName }),
  };
}
