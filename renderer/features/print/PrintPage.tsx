import { useState } from 'react';
import { createPortal } from 'react-dom';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { allergyKnowledge, substancesOf } from '../../../shared/clinical/allergyState.ts';
import { mayDo } from '../../../shared/people/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { useNow } from '../../ui/useNow.ts';
import { allergyWords } from '../chart/allergyWords.ts';
import { stamp, wardName } from '../chart/directory.ts';
import { useChart } from '../chart/useChart.ts';
import type { Chart } from '../chart/useChart.ts';
import css from './print.module.css';
import type { PrintedPatient } from './printedPatient.ts';
import { piecesOf, Sheet, sheetKinds } from './sheets.tsx';
import type { SheetKind } from './sheets.tsx';
import { useAuditedPaper } from './useAuditedPaper.ts';

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
  const printed = usePrinted(chart);
  const paper = { patient: chart.patientId, what: kind, count: piecesOf(kind) };
  const print = useAuditedPaper(paper);
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
      <div>
        <Button kind="primary" onPress={() => void print()}>
          {t('print')}
        </Button>
      </div>
      <div className={css['preview']} role="region" aria-label={t('preview')} tabIndex={0}>
        <Sheet kind={kind} of={printed} />
      </div>
      {createPortal(
        <div className={css['onPaper']} aria-hidden="true">
          <Sheet kind={kind} of={printed} />
        </div>,
        document.body,
      )}
    </div>
  );
}

function usePrinted({ patient, encounter, allergies }: Chart): PrintedPatient {
  const { t } = useTranslation(['ui', 'print', 'allergies']);
  const { t: tAllergies } = useTranslation('allergies');
  const { app, person } = useSession();
  const now = useNow();
  const knowledge = allergyKnowledge(patient.allergyStatement, allergies);
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
