import { useTranslation } from 'react-i18next';
import { localInstant } from '../../../shared/records/instant.ts';
import { useSession } from '../../app/session.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { DateEntry } from '../../ui/DateEntry.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { unitWords } from '../chart/unitWords.ts';
import css from './disagreement.module.css';
import type { Typed, UnitEntry } from './unitEntry.ts';

export interface EntryFieldsProps {
  readonly unit: string;
  readonly entry: UnitEntry;
  readonly typed: Typed;
  readonly onType: (change: Typed) => void;
}

/** The fields for a third value, each the one that the value is written with elsewhere. */
export function EntryFields({ unit, entry, typed, onType }: EntryFieldsProps) {
  const { t } = useTranslation('disagreements');
  const { t: tChart } = useTranslation(['chart', 'ui', 'allergies']);
  const { app } = useSession();
  const text = (field: string) => typed[field] ?? '';
  const put = (field: string) => (value: string) => onType({ [field]: value });
  const today = localInstant(new Date()).slice(0, 10);
  const value = {
    label: t('otherValue'),
    value: text('value'),
    onChange: put('value'),
    required: true,
    autoFocus: true,
  };
  switch (entry.kind) {
    case 'line':
      return <TextField {...value} maxLength={entry.maxLength} />;
    case 'prose':
      return <TextArea {...value} label={t('newText')} maxLength={20_000} />;
    case 'birthDate':
      return <DateEntry {...value} today={today} birth />;
    case 'choice':
      return (
        <ChoiceTiles
          label={t('otherValue')}
          choices={entry.values.map((each) => ({
            value: each,
            label: unitWords(tChart, app, unit, each),
          }))}
          value={text('value') || null}
          onChange={put('value')}
          required
        />
      );
    case 'practitioner':
      return (
        <Select
          label={t('otherValue')}
          options={app.facility.people
            .filter(({ role }) => role === 'doctor')
            .map(({ key, displayName }) => ({ id: key, label: displayName }))}
          value={text('value') || null}
          onChange={put('value')}
          required
        />
      );
    case 'instant':
      return (
        <div className={css['fields']}>
          <DateEntry {...value} label={t('day')} today={today} />
          <TextField
            label={t('hour')}
            value={text('time')}
            onChange={put('time')}
            placeholder="14:05"
            required
          />
        </div>
      );
    case 'location':
      return <PlaceFields typed={typed} onType={onType} />;
    case 'diagnosis':
      return (
        <div className={css['fields']}>
          <TextField {...value} label={t('diagnosisText')} maxLength={200} />
          <TextField
            label={t('diagnosisCode')}
            value={text('code')}
            onChange={put('code')}
            maxLength={10}
          />
          <ChoiceTiles
            label={t('rank')}
            choices={(['main', 'comorbidity'] as const).map((each) => ({
              value: each,
              label: t(`rank.${each}`),
            }))}
            value={(text('rank') || null) as 'main' | null}
            onChange={put('rank')}
            required
          />
          <ChoiceTiles
            label={t('clinicalStatus')}
            choices={(['active', 'resolved'] as const).map((each) => ({
              value: each,
              label: t(`clinicalStatus.${each}`),
            }))}
            value={(text('clinicalStatus') || null) as 'active' | null}
            onChange={put('clinicalStatus')}
            required
          />
        </div>
      );
  }
}

/** Ward, room and bed together: one person's bed never meets another person's ward. */
function PlaceFields({ typed, onType }: Pick<EntryFieldsProps, 'typed' | 'onType'>) {
  const { t } = useTranslation('chart');
  const { app } = useSession();
  const ward = app.facility.wards.find(({ code }) => code === typed['ward']);
  const beds = ward?.beds.filter(({ room }) => room === typed['room']) ?? [];
  return (
    <div className={css['fields']}>
      <Select
        label={t('ward')}
        options={app.facility.wards.map(({ code, name }) => ({ id: code, label: name }))}
        value={ward?.code ?? null}
        onChange={(chosen) => onType({ ward: chosen, room: '', bed: '' })}
        required
      />
      <Select
        label={t('room')}
        options={(ward?.rooms ?? []).map(({ name }) => ({ id: name, label: name }))}
        value={typed['room'] || null}
        onChange={(chosen) => onType({ room: chosen, bed: '' })}
        placeholder={t('roomLater')}
      />
      <Select
        label={t('bed')}
        options={beds.map(({ name }) => ({ id: name, label: name }))}
        value={typed['bed'] || null}
        onChange={(chosen) => onType({ bed: chosen })}
        placeholder={t('bedLater')}
      />
    </div>
  );
}
