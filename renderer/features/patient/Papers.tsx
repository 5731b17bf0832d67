import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import { personalNumberDoubts } from '../../../shared/identity/personalNumber.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { stamp } from '../chart/directory.ts';
import { cardNumber, systemOfCard } from '../registration/registrationForm.ts';
import { Notice } from '../../ui/Notice.tsx';
import { isLongCode, isResult } from './paperEdits.ts';
import { lookupOutcomes } from './patientForm.ts';
import type { PatientForm } from './patientForm.ts';
import css from './patient.module.css';

/** The person's papers with those that ended, and insurance with what looking it up said. */
export function Papers(props: {
  patient: RecordOf<'patient'>;
  form: PatientForm;
  set: (part: Partial<PatientForm>) => void;
  bad: readonly string[];
}) {
  const { patient, form, set, bad } = props;
  const { t } = useTranslation(['patient', 'registration', 'chart']);
  const papers = Object.entries(patient.identifiers ?? {});
  const coverage = Object.entries(patient.coverage ?? {});
  const number = cardNumber(form.newCard);
  const doubts =
    systemOfCard(number) === 'cccd'
      ? personalNumberDoubts(number, { sex: patient.sex, birthDate: patient.birthDate })
      : [];
  const scanned = form.scannedInsurance;
  const shown =
    scanned !== null && scanned.number === cardNumber(form.newInsurance)
      ? {
          facility: scanned.facility ?? '–',
          from: scanned.validFrom ? formatPartialDate(scanned.validFrom) : '–',
          until: scanned.validUntil ? formatPartialDate(scanned.validUntil) : '–',
        }
      : undefined;
  return (
    <fieldset className={css['papers']}>
      <legend>{t('patient:papers')}</legend>
      {papers.length === 0 ? <p>{t('patient:noPapers')}</p> : null}
      <ul>
        {papers.map(([key, { system, value, endedOn }]) => {
          const ending = form.ended.includes(key);
          return (
            <li key={key}>
              <span>
                {t(`chart:value.system.${system}`)} <strong>{value}</strong>
                {endedOn ? `, ${t('patient:endedOn', { date: formatPartialDate(endedOn) })}` : null}
              </span>
              {endedOn ? null : (
                <Button
                  kind="quiet"
                  label={`${ending ? t('patient:keepPaper') : t('patient:endPaper')}: ${value}`}
                  onPress={() =>
                    set({
                      ended: ending
                        ? form.ended.filter((each) => each !== key)
                        : [...form.ended, key],
                    })
                  }
                >
                  {ending ? t('patient:keepPaper') : t('patient:endPaper')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <p>{t('patient:scanPapers')}</p>
      {form.scanSaid.length > 0 ? (
        <Notice tone="warn" title={t('registration:scanSaid')}>
          {form.scanSaid.map((said) => t(`registration:scan.${said}`)).join(' ')}
        </Notice>
      ) : null}
      <TextField
        label={t('patient:newCard')}
        value={form.newCard}
        onChange={(newCard) => set({ newCard })}
        maxLength={40}
        error={bad.includes('card') ? t('registration:cardUnreadable') : undefined}
        warning={
          number !== '' && doubts.length > 0
            ? doubts.map((doubt) => t(`registration:cardDoubt.${doubt}`)).join(' ')
            : undefined
        }
      />
      <TextField
        label={t('patient:newInsurance')}
        value={form.newInsurance}
        onChange={(newInsurance) => set({ newInsurance })}
        maxLength={40}
        error={bad.includes('insurance') ? t('registration:insuranceUnreadable') : undefined}
        aside={shown ? t('patient:newInsuranceSays', shown) : undefined}
      />
      {coverage.map(([key, { number: card, state, at }]) => (
        <div key={key}>
          <p>
            <strong>{card}</strong>:{' '}
            {t('patient:coverageSince', {
              state: t(`chart:value.coverage.${state}`),
              time: stamp(at),
            })}
          </p>
          <ChoiceTiles
            label={t('patient:lookup', { number: card })}
            value={form.outcomes[key] ?? null}
            onChange={(outcome) => set({ outcomes: { ...form.outcomes, [key]: outcome } })}
            choices={lookupOutcomes.map((value) => ({
              value,
              label: t(`patient:lookup.${value}`),
            }))}
            stacked
          />
          {form.outcomes[key] === 'verified' || form.outcomes[key] === 'refused' ? (
            <Reply
              long={isLongCode(card)}
              reply={form.replies[key] ?? noReply}
              onChange={(reply) => set({ replies: { ...form.replies, [key]: reply } })}
            />
          ) : null}
        </div>
      ))}
    </fieldset>
  );
}

const noReply = { result: '', time: '', code: '' };

/** What the portal answered, as whoever looked it up reads it off the screen. */
function Reply(props: {
  readonly long: boolean;
  readonly reply: typeof noReply;
  readonly onChange: (reply: typeof noReply) => void;
}) {
  const { long, reply, onChange } = props;
  const { t } = useTranslation('patient');
  const wrong = {
    result: reply.result.trim() !== '' && !isResult(reply.result),
    code: reply.code.trim() !== '' && !isLongCode(reply.code),
  };
  return (
    <>
      <TextField
        label={t('replyResult')}
        value={reply.result}
        onChange={(result) => onChange({ ...reply, result })}
        inputMode="numeric"
        maxLength={3}
        error={wrong.result ? t('replyResultUnreadable') : undefined}
      />
      <TextField
        label={t('replyTime')}
        value={reply.time}
        onChange={(time) => onChange({ ...reply, time })}
        maxLength={5}
      />
      {long ? null : (
        <TextField
          label={t('replyCode')}
          value={reply.code}
          onChange={(code) => onChange({ ...reply, code })}
          maxLength={20}
          error={wrong.code ? t('replyCodeUnreadable') : undefined}
        />
      )}
    </>
  );
}
