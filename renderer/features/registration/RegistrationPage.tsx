import { useCallback, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { personalNumberDoubts } from '../../../shared/identity/personalNumber.ts';
import { mayPhotograph } from '../../../shared/people/rights.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { useFrame } from '../../app/frameContext.ts';
import { useSession } from '../../app/session.tsx';
import { useNotMine } from '../../app/useNotMine.ts';
import { useShortcuts } from '../../app/useShortcuts.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { DateEntry } from '../../ui/DateEntry.tsx';
import { IdentityCardIcon } from '../../ui/icons.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { readDateEntry } from '../../ui/readDateEntry.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useNow } from '../../ui/useNow.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useAct } from '../../app/useAct.ts';
import { useJournalledForm } from '../../app/useJournalledForm.ts';
import { usePhotoToSave } from '../photo/usePhotoToSave.ts';
import { clockTime } from '../sync/syncWords.ts';
import { CameraButton } from '../scanning/CameraButton.tsx';
import { CameraPanel } from '../scanning/CameraPanel.tsx';
import { ScannerTrouble } from '../scanning/ScannerTrouble.tsx';
import { useScans } from '../scanning/scansContext.tsx';
import { AllergyQuestion } from './AllergyQuestion.tsx';
import { afterAnswer, afterScan, askedCard } from './cardIntoForm.ts';
import type { CardAnswer } from './cardIntoForm.ts';
import { carryToChart } from './carryToChart.ts';
import { CardQuestion, inWords } from './CardQuestion.tsx';
import { ClaimFields } from './ClaimFields.tsx';
import { placedAt } from './claimForm.ts';
import { Enough } from './Enough.tsx';
import { LikelyPatients } from './LikelyPatients.tsx';
import { PhotoField, RegistrationPhotoPanel } from './PhotoField.tsx';
import {
  cardNumber,
  doubtOfName,
  emptyForm,
  isTooLongAgo,
  lacking,
  registrationFormSchema,
  unanswered,
  withNameUnknown,
} from './registrationForm.ts';
import type { RegistrationForm } from './registrationForm.ts';
import css from './registration.module.css';
import { saveRegistration } from './saveRegistration.ts';
import { useLikelyAnswers } from './useLikelyAnswers.ts';
import { useLikelyPatients } from './useLikelyPatients.ts';
import { usePartlySaved } from './usePartlySaved.ts';
import { useTables } from './useTables.ts';
import { VisitFields } from './VisitFields.tsx';

/** Registers somebody on one screen, by the keyboard alone; what can wait is asked later. */
export function RegistrationPage() {
  const { t } = useTranslation('registration');
  const session = useSession();
  const { ward } = useFrame();
  const navigate = useNavigate();
  const now = useNow();
  const initial = useMemo(
    (): RegistrationForm => ({ ...emptyForm, ward: ward.code, class: usualClass(ward.code) }),
    [ward.code],
  );
  const {
    ready,
    value,
    restoredAt,
    notKept,
    set,
    clear: clearForm,
  } = useJournalledForm('registration', 'new', registrationFormSchema, initial);
  const photo = usePhotoToSave();
  const clear = () => (clearForm(), photo.clear());
  const act = useAct();
  usePartlySaved(ready, value, set);
  const nameInput = useRef<HTMLInputElement>(null);
  const birthInput = useRef<HTMLInputElement>(null);
  const likely = useLikelyPatients(value, now);
  const tables = useTables();
  const lacks = lacking(value, now);
  const partlySaved = value.recordNumber !== undefined;
  const { waiting, turn, answer, onFocus } = useLikelyAnswers(value, set, likely);
  const answerCard = useCallback(
    (cardAnswer: CardAnswer) => {
      if (value.askedCard !== '') set(afterAnswer(cardAnswer, value, now, tables));
    },
    [value, set, now, tables],
  );
  const notMine = useNotMine()('create', 'patient');
  const lockedBecause = !ready
    ? t('reading')
    : notMine !== undefined
      ? notMine
      : lacks.length > 0
        ? t('lacking', { what: lacks.map((lack) => t(`lack.${lack}`)).join(', ') })
        : waiting.length > 0 && !partlySaved
          ? t('decideFirst')
          : undefined;

  const save = () =>
    void act.run(async () => {
      if (lockedBecause !== undefined) return;
      const at = localInstant(new Date());
      const patientId = await saveRegistration(session, value, at, set, photo.jpeg);
      clear();
      await navigate({ to: '/patients/$patientId', params: { patientId } });
    });
  const openExisting = async (patient: RecordOf<'patient'>) => {
    // Where the journal can't be written, the form stays as it is: nothing typed is lost.
    if (!(await act.run(() => carryToChart(session, patient, value)))) return;
    clear();
    const { patientId } = patient;
    await navigate({ to: '/patients/$patientId', params: { patientId } });
  };
  useShortcuts(
    useMemo(
      () => ({
        'Ctrl Enter': () =>
          document.getElementById('register-act')?.querySelector('button')?.click(),
        'Alt 1': () => {
          flushSync(() => set({ ...withNameUnknown(true, value), name: '' }));
          birthInput.current?.focus();
        },
        'Alt 3': () => setCamera((open) => (open === 'card' ? undefined : 'card')),
        'Alt 5': () => setCamera((open) => (open === 'photo' ? undefined : 'photo')),
        'Alt 6': () => answerCard('same'),
        'Alt 7': () => answerCard('other'),
        'Alt 8': () => answerCard('leave'),
      }),
      [set, value, answerCard],
    ),
  );

  const [camera, setCamera] = useState<'card' | 'photo'>();
  /** Whether the text was a card; one that can't be read leaves the form as it was, and says why. */
  const takeCard = (line: string): boolean => {
    if (partlySaved) return false;
    const change = afterScan(line, value, now, tables);
    if (change) set(change);
    return change !== undefined;
  };
  useScans(takeCard, () => {
    const stood = value;
    return () => flushSync(() => set(stood));
  });
  const asked = askedCard(value, now);
  const typed = (field: RegistrationForm['fromCard'][number], part: Partial<RegistrationForm>) =>
    set({ ...part, fromCard: value.fromCard.filter((name) => name !== field) });
  const mark = (field: RegistrationForm['fromCard'][number]) =>
    value.fromCard.includes(field) ? ('fromCard' as const) : undefined;
  const nameDoubt = doubtOfName(value.name);
  const doubts = personalNumberDoubts(cardNumber(value.card), {
    sex: value.sex ?? undefined,
    birthDate: readDateEntry(value.birth, now, true)?.date,
  });

  return (
    <div className={css['page']}>
      <form
        className={css['form']}
        aria-label={t('title')}
        onSubmit={(event) => event.preventDefault()}
        onKeyDownCapture={(event) => {
          // Before the controls: a radio button keeps every Enter to itself.
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.stopPropagation();
          save();
        }}
      >
        <header className={css['head']}>
          <h1>{t('title')}</h1>
          <span className={css['quiet']}>
            {value.fromCard.length > 0 || photo.jpeg === undefined ? (
              <>
                <IdentityCardIcon size={16} />
                {value.fromCard.length > 0
                  ? t('takenFromCard', { count: value.fromCard.length })
                  : t('scanHint')}
              </>
            ) : null}
            <ScannerTrouble />
            <CameraButton shortcut="Alt 3" onPress={() => setCamera('card')} />
            <PhotoField
              jpeg={photo.jpeg}
              shortcut="Alt 5"
              onOpen={() => setCamera('photo')}
              onDrop={() => photo.set(undefined)}
            />
          </span>
        </header>
        <div className={css['scroll']}>
          {restoredAt ? (
            <Notice
              tone="wait"
              title={t('restored', { time: clockTime(restoredAt, now) })}
              acts={<Button onPress={clear}>{t('startAnew')}</Button>}
            >
              {t('restoredWhat')}
            </Notice>
          ) : null}
          {partlySaved ? (
            <Notice
              tone="warn"
              title={t('partlySaved', { number: value.recordNumber ?? '' })}
              urgent
            >
              {t('partlySavedDo')}
            </Notice>
          ) : null}
          {asked ? (
            <CardQuestion
              reading={asked}
              standing={inWords([
                value.nameUnknown ? t('nameUnknown') : value.name,
                value.birth,
                asked.kind === 'citizenCard' ? value.card : value.insuranceNumber || value.card,
              ])}
              onAnswer={answerCard}
            />
          ) : null}
          {value.scanSaid.length > 0 ? (
            <Notice tone="warn" title={t('scanSaid')}>
              {value.scanSaid.map((said) => t(`scan.${said}`)).join(' ')}
            </Notice>
          ) : null}
          {notKept ? <Notice tone="warn" title={t('notKept')} urgent /> : null}
          <fieldset className={css['section']} disabled={partlySaved}>
            <legend>{t('who')}</legend>
            <div className={css['grid']}>
              <div className={css['wide']}>
                <TextField
                  label={t('name')}
                  value={value.name}
                  onChange={(name) => typed('name', { name, ...unanswered })}
                  inputRef={nameInput}
                  disabled={value.nameUnknown || partlySaved}
                  placeholder={value.nameUnknown ? t('nameUnknownShown') : t('namePlaceholder')}
                  mark={mark('name')}
                  maxLength={240}
                  warning={nameDoubt ? t(`nameDoubt.${nameDoubt}`) : undefined}
                  autoFocus
                  required
                  aside={
                    <label className={css['unknown']}>
                      <input
                        type="checkbox"
                        checked={value.nameUnknown}
                        onChange={(event) => set(withNameUnknown(event.target.checked, value))}
                      />
                      {t('nameUnknown')} <Kbd>Alt 1</Kbd>
                    </label>
                  }
                />
              </div>
              <DateEntry
                label={t('birth')}
                inputRef={birthInput}
                value={value.birth}
                onChange={(birth) => typed('birth', { birth })}
                today={now}
                birth
                placeholder={t('birthPlaceholder')}
                disabled={partlySaved}
                mark={mark('birth')}
                warning={isTooLongAgo(value.birth, now) ? t('birthTooLongAgo') : undefined}
                required={!value.nameUnknown}
              />
              <div className={css['wide']}>
                <ChoiceTiles
                  label={t('sex')}
                  value={value.sex}
                  onChange={(sex) => typed('sex', { sex })}
                  mark={mark('sex')}
                  choices={(['female', 'male', 'other', 'unknown'] as const).map((sex) => ({
                    value: sex,
                    label: t(`sex.${sex}`),
                  }))}
                  required
                />
              </div>
              <TextField
                label={t('phone')}
                value={value.phone}
                onChange={(phone) => set({ phone })}
                type="tel"
                disabled={partlySaved}
                aside={value.phone === '' ? t('beforeDischarge') : undefined}
                error={lacks.includes('phone') ? t('phoneUnreadable') : undefined}
              />
              <TextField
                label={t('card')}
                value={value.card}
                onChange={(card) => typed('card', { card })}
                inputMode="numeric"
                disabled={partlySaved}
                mark={mark('card')}
                aside={value.card === '' ? t('beforeDischarge') : undefined}
                warning={
                  doubts.length > 0
                    ? doubts.map((doubt) => t(`cardDoubt.${doubt}`)).join(' ')
                    : undefined
                }
                error={lacks.includes('card') ? t('cardUnreadable') : undefined}
              />
              <TextField
                label={t('insurance')}
                value={value.insuranceNumber}
                onChange={(insuranceNumber) =>
                  typed('insurance', {
                    insuranceNumber,
                    insuranceFacility: '',
                    insuranceFrom: '',
                    insuranceUntil: '',
                    insuranceFiveYears: '',
                    insuranceScanned: false,
                  })
                }
                disabled={partlySaved}
                mark={mark('insurance')}
                aside={
                  value.insuranceNumber === '' ? t('beforeDischarge') : t('coverageUnverified')
                }
                error={lacks.includes('insurance') ? t('insuranceUnreadable') : undefined}
              />
              <div className={css['whole']}>
                <TextField
                  label={t('address')}
                  value={value.address}
                  onChange={(address) => typed('address', { address })}
                  onBlur={() => value.provinceCode ?? set(placedAt(value.address, tables))}
                  disabled={partlySaved}
                  mark={mark('address')}
                  maxLength={240}
                  aside={value.address === '' ? t('beforeDischarge') : undefined}
                />
              </div>
            </div>
          </fieldset>
          <VisitFields form={value} set={set} />
          <AllergyQuestion form={value} set={set} disabled={partlySaved} />
          <ClaimFields form={value} set={set} tables={tables} now={now} disabled={partlySaved} />
        </div>
        <footer className={css['foot']}>
          <SaveFailure error={act.error} />
          <div className={css['footLine']}>
            <Enough form={value} enough={lacks.length === 0} now={now} />
            <div id="register-act" className={css['act']}>
              <Button
                kind="primary"
                shortcut="Ctrl Enter"
                onPress={save}
                busy={act.busy}
                lockedBecause={lockedBecause}
              >
                {act.busy ? t('saving') : t('save')}
              </Button>
            </div>
          </div>
        </footer>
      </form>
      {camera === 'photo' && mayPhotograph(session.person.role) ? (
        <RegistrationPhotoPanel
          onTaken={(jpeg) => {
            photo.set(jpeg);
            // The form is kept with it: whoever comes back is told of both, and can drop them.
            set({});
          }}
          onClose={() => setCamera(undefined)}
        />
      ) : camera === 'card' && !partlySaved ? (
        <CameraPanel onText={takeCard} onClose={() => setCamera(undefined)} />
      ) : (
        <LikelyPatients
          likely={likely}
          answers={value.pairAnswers}
          turn={turn}
          onAnswer={answer}
          onFocus={onFocus}
          onOpen={({ patient }) => void openExisting(patient)}
        />
      )}
    </div>
  );
}

/** The kind of visit that people come to this ward for; it can be changed. */
function usualClass(wardCode: string): RegistrationForm['class'] {
  if (wardCode === 'CC') return 'emergency';
  return wardCode === 'KKB' ? 'outpatient' : 'inpatient';
}
