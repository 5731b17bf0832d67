import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { covers } from '../../../shared/merge/versionVector.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { sexes } from '../../../shared/records/patient.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { useNotMine } from '../../app/useNotMine.ts';
import { useAct } from '../../app/useAct.ts';
import { useJournalledForm } from '../../app/useJournalledForm.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { DateEntry } from '../../ui/DateEntry.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { stamp } from '../chart/directory.ts';
import { isDisputed } from '../chart/sides.ts';
import { ClaimFields } from '../registration/ClaimFields.tsx';
import { useTables } from '../registration/useTables.ts';
import { askedCard } from '../registration/cardIntoForm.ts';
import type { CardAnswer } from '../registration/cardIntoForm.ts';
import { CardQuestion, inWords } from '../registration/CardQuestion.tsx';
import { useScans } from '../scanning/scansContext.tsx';
import { useShortcuts } from '../../app/useShortcuts.ts';
import { papersAfterAnswer, papersAfterScan } from './cardIntoPapers.ts';
import { Papers } from './Papers.tsx';
import {
  claimUnits,
  formOf,
  patientEdits,
  patientFormSchema,
  unitOf,
  unreadable,
} from './patientForm.ts';
import type { PatientField, PatientForm } from './patientForm.ts';
import css from './patient.module.css';

/**
 * Corrects who the patient is. The save carries the record as the panel was opened with: what
 * somebody else corrected meanwhile stands beside it as a disagreement.
 */
export function PatientDetails(props: {
  patient: RecordOf<'patient'>;
  onClose: () => void;
  /** Somebody found out that another record is the same person's. */
  onSame: () => void;
}) {
  const { patient, onClose, onSame } = props;
  const { t } = useTranslation(['patient', 'registration', 'identities']);
  const { replica, author } = useSession();
  const alive = useReplicaAlive();
  const act = useAct();
  const tables = useTables();
  const [initial] = useState((): PatientForm => ({ opened: patient, ...formOf(patient) }));
  const form = useJournalledForm('patient', patient.patientId, patientFormSchema, initial);
  const { value, set } = form;
  const today = localInstant(new Date());
  const opened = value.opened ?? patient;
  const edits = patientEdits(opened, value, today, () => crypto.randomUUID());
  const bad = unreadable(value, today);
  const overtaken = !covers(opened.causality.vector, patient.causality.vector);
  const changed = Object.keys(edits).length > 0;
  const notMine = useNotMine()('edit', 'patient');
  const lockedBecause = !alive
    ? t('patient:locked.notAlive')
    : notMine !== undefined
      ? notMine
      : bad.length > 0
        ? t(`patient:locked.${bad[0]!}`)
        : changed
          ? undefined
          : t('patient:locked.nothing');

  const cardReading = askedCard(value, today);
  useScans(
    (line) => {
      const change = papersAfterScan(line, value, today);
      if (change) set(change);
      return change !== undefined;
    },
    () => {
      const stood = value;
      return () => flushSync(() => set(stood));
    },
  );
  const answerCard = (answer: CardAnswer) => {
    if (value.askedCard !== '') set(papersAfterAnswer(answer, value, today));
  };
  useShortcuts({ 'Alt 6': () => answerCard('same'), 'Alt 8': () => answerCard('leave') });

  const save = async () => {
    if (lockedBecause !== undefined) return;
    const done = await act.run(() => replica.records.save<'patient'>(opened, edits, author));
    if (!done) return;
    form.clear();
    onClose();
  };
  const claimDisputed = claimUnits.some((unit) => isDisputed(patient, unit));
  const giveUp = () => {
    form.clear();
    onClose();
  };
  const fromNow = () => set({ opened: patient, ...formOf(patient) });
  const disputed = (field: PatientField) =>
    isDisputed(
      patient,
      unitOf(field, patient, () => ''),
    )
      ? t('patient:disputed')
      : undefined;

  return (
    <SidePanel
      title={t('patient:title')}
      onClose={onClose}
      foot={
        <>
          <Button onPress={giveUp}>{t('patient:giveUp')}</Button>
          <Button
            kind="primary"
            shortcut="Ctrl Enter"
            onPress={() => void save()}
            busy={act.busy}
            lockedBecause={lockedBecause}
          >
            {t('patient:save')}
          </Button>
        </>
      }
    >
      {form.ready ? (
        <form
          className={css['form']}
          aria-label={t('patient:title')}
          onSubmit={(event) => event.preventDefault()}
          onKeyDownCapture={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            event.stopPropagation();
            void save();
          }}
        >
          {form.restoredAt ? (
            <Notice
              tone="wait"
              title={t('patient:restored', { time: stamp(form.restoredAt) })}
              acts={<Button onPress={fromNow}>{t('patient:startOver')}</Button>}
            />
          ) : null}
          {form.notKept ? <Notice tone="refused" title={t('patient:notKept')} urgent /> : null}
          {overtaken ? (
            <Notice
              tone="warn"
              title={t('patient:overtaken')}
              acts={<Button onPress={fromNow}>{t('patient:showNow')}</Button>}
            >
              {t('patient:overtakenWhat')}
            </Notice>
          ) : null}
          {cardReading ? (
            <CardQuestion
              reading={cardReading}
              standing={inWords([value.name, value.birth, patient.recordNumber])}
              answers={['same', 'leave']}
              onAnswer={answerCard}
            />
          ) : null}
          <TextField
            label={t('registration:name')}
            value={value.name}
            onChange={(name) => set({ name })}
            maxLength={120}
            warning={disputed('name')}
            disabled={disputed('name') !== undefined}
            autoFocus
          />
          <DateEntry
            label={t('registration:birth')}
            value={value.birth}
            onChange={(birth) => set({ birth })}
            today={today}
            birth
            warning={disputed('birth')}
            disabled={disputed('birth') !== undefined}
          />
          {disputed('sex') === undefined ? (
            <ChoiceTiles
              label={t('registration:sex')}
              value={value.sex}
              onChange={(sex) => set({ sex })}
              choices={sexes.map((sex) => ({ value: sex, label: t(`registration:sex.${sex}`) }))}
            />
          ) : (
            <Notice tone="disp" title={t('registration:sex')}>
              {disputed('sex')}
            </Notice>
          )}
          <TextField
            label={t('registration:phone')}
            value={value.phone}
            onChange={(phone) => set({ phone })}
            type="tel"
            warning={disputed('phone')}
            disabled={disputed('phone') !== undefined}
            error={bad.includes('phone') ? t('registration:phoneUnreadable') : undefined}
          />
          <TextField
            label={t('registration:address')}
            value={value.address}
            onChange={(address) => set({ address })}
            maxLength={240}
            warning={disputed('address')}
            disabled={disputed('address') !== undefined}
          />
          <div className={css['claim']}>
            <ClaimFields
              form={value}
              set={set}
              tables={tables}
              now={today}
              disabled={claimDisputed}
            />
            {claimDisputed ? <Notice tone="disp" title={t('patient:disputed')} /> : null}
          </div>
          <div>
            <Button onPress={onSame}>{t('identities:samePerson')}</Button>
          </div>
          <Papers patient={opened} form={value} set={set} bad={bad} />
          <SaveFailure error={act.error} />
        </form>
      ) : (
        <Skeleton lines={6} />
      )}
    </SidePanel>
  );
}
