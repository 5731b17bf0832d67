import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { localInstant } from '../../../shared/records/instant.ts';
import { useSession } from '../../app/session.tsx';
import { useNotMine } from '../../app/useNotMine.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Card } from './Card.tsx';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useAct } from '../../app/useAct.ts';
import { useJournalledForm } from '../../app/useJournalledForm.ts';
import css from './chart.module.css';

const classes = ['inpatient', 'outpatient', 'emergency'] as const;
const schema = z.strictObject({
  class: z.enum(classes).nullable(),
  ward: z.string(),
  room: z.string(),
  bed: z.string(),
  reason: z.string(),
});
const empty: z.infer<typeof schema> = { class: null, ward: '', room: '', bed: '', reason: '' };

/** Opens a visit or stay: without one there is nothing for notes and orders to hang on. */
export function OpenEncounter({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation('chart');
  const { app, replica, author } = useSession();
  const form = useJournalledForm('encounter', patientId, schema, empty);
  const act = useAct();
  const notMine = useNotMine();
  const { value, set } = form;
  const wardCode = value.ward === '' ? app.workstation.ward : value.ward;
  const ward = app.facility.wards.find(({ code }) => code === wardCode);
  const beds = ward?.beds.filter(({ room }) => room === value.room) ?? [];

  async function open(): Promise<void> {
    const saved = await act.run(() =>
      replica.records.create(
        'encounter',
        patientId,
        {
          class: value.class!,
          startedAt: localInstant(new Date()),
          ward: wardCode,
          ...(value.room === '' ? {} : { room: value.room }),
          ...(value.bed === '' ? {} : { bed: value.bed }),
          ...(value.reason.trim() === '' ? {} : { reason: value.reason.trim().normalize('NFC') }),
        },
        author,
      ),
    );
    if (saved) form.clear();
  }

  return (
    <Card title={t('openEncounter')} aside={t('openEncounterWhy')}>
      <div className={css['form']}>
        <div className={css['formWide']}>
          <ChoiceTiles
            label={t('encounterClass')}
            choices={classes.map((each) => ({ value: each, label: t(`class.${each}`) }))}
            value={value.class}
            onChange={(chosen) => set({ class: chosen })}
            required
          />
        </div>
        <Select
          label={t('ward')}
          options={app.facility.wards.map(({ code, name }) => ({ id: code, label: name }))}
          value={wardCode}
          onChange={(chosen) => set({ ward: chosen, room: '', bed: '' })}
          required
        />
        <Select
          label={t('room')}
          options={(ward?.rooms ?? []).map(({ name, note }) => ({
            id: name,
            label: name,
            detail: note,
          }))}
          value={value.room === '' ? null : value.room}
          onChange={(chosen) => set({ room: chosen, bed: '' })}
          placeholder={t('roomLater')}
        />
        <Select
          label={t('bed')}
          options={beds.map(({ name }) => ({ id: name, label: name }))}
          value={value.bed === '' ? null : value.bed}
          onChange={(chosen) => set({ bed: chosen })}
          placeholder={t('bedLater')}
        />
        <div className={css['formWide']}>
          <TextField
            label={t('reason')}
            value={value.reason}
            onChange={(reason) => set({ reason })}
            maxLength={300}
          />
        </div>
        <div className={css['formWide']}>
          <SaveFailure error={act.error} />
        </div>
        <div className={css['formActs']}>
          <Button
            kind="primary"
            onPress={() => void open()}
            busy={act.busy}
            lockedBecause={
              notMine('create', 'encounter') ??
              (value.class === null ? t('openEncounterLocked') : undefined)
            }
          >
            {t('openEncounterAct')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
