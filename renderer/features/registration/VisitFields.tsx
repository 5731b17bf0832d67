import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWardPatients } from '../ward/useWardPatients.ts';
import type { RegistrationForm } from './registrationForm.ts';
import css from './registration.module.css';

const noBed = '-';

/** Why and where: kind of visit, reason, ward and bed. */
export function VisitFields(props: {
  form: RegistrationForm;
  set: (part: Partial<RegistrationForm>) => void;
}) {
  const { form, set } = props;
  const { t } = useTranslation('registration');
  const { app } = useSession();
  const ward = app.facility.wards.find(({ code }) => code === form.ward);
  const inWard = useWardPatients(form.ward ?? '');
  const lying = useMemo(() => {
    const byPlace = new Map<string, string>();
    for (const { room, bed, patient } of inWard ?? []) {
      if (!bed) continue;
      const place = `${room ?? ''}/${bed}`;
      const name = patient.name ?? patient.recordNumber;
      byPlace.set(place, byPlace.has(place) ? `${byPlace.get(place)}, ${name}` : name);
    }
    return byPlace;
  }, [inWard]);
  const beds = ward?.beds ?? [];
  const free = beds.filter(({ room, name }) => !lying.has(`${room}/${name}`)).length;
  const neighbour = form.place === null ? undefined : lying.get(form.place);

  return (
    <fieldset className={css['section']}>
      <legend>{t('visit')}</legend>
      <div className={css['grid']}>
        <div className={css['wide']}>
          <TextField
            label={t('reason')}
            value={form.reason}
            onChange={(reason) => set({ reason })}
            maxLength={300}
          />
        </div>
        <Select
          label={t('ward')}
          options={app.facility.wards.map(({ code, name }) => ({ id: code, label: name }))}
          value={form.ward}
          onChange={(code) => set({ ward: code, place: null })}
          required
        />
        <div className={css['wide']}>
          <ChoiceTiles
            label={t('class')}
            value={form.class}
            onChange={(next) => set({ class: next })}
            choices={(['inpatient', 'outpatient', 'emergency'] as const).map((value) => ({
              value,
              label: t(`class.${value}`),
            }))}
          />
        </div>
        {beds.length > 0 ? (
          <Select
            label={t('bed')}
            aside={t('freeBeds', { count: free })}
            options={[
              { id: noBed, label: t('noBed') },
              ...beds.map(({ room, name }) => ({
                id: `${room}/${name}`,
                label: t('bedInRoom', { bed: name, room }),
                detail: lying.get(`${room}/${name}`) ?? t('bedFree'),
              })),
            ]}
            value={form.place ?? noBed}
            onChange={(id) => set({ place: id === noBed ? null : id })}
            warning={neighbour ? t('sharing', { name: neighbour }) : undefined}
          />
        ) : null}
      </div>
    </fieldset>
  );
}
