import { useTranslation } from 'react-i18next';
import type { TrailSummary } from '../../../shared/audit/trailView.ts';
import { useSession } from '../../app/session.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { personName, workstationName } from '../chart/directory.ts';
import type { FilterForm } from './filterForm.ts';
import { dayOf } from './filterForm.ts';
import css from './trail.module.css';
import { personalActions } from './TrailRow.tsx';

const all = 'all';

/** By person, by what was done, by workstation, by patient and by time. */
export function Filters(props: {
  readonly summary: TrailSummary;
  readonly form: FilterForm;
  readonly patient: string | null | undefined;
  readonly onChange: (form: FilterForm) => void;
}) {
  const { summary, form, patient, onChange } = props;
  const { t } = useTranslation('trail');
  const { app } = useSession();
  const people = summary.people.map((id) => ({ id, label: personName(app, id) }));
  const machines = summary.workstations.map((id) => ({ id, label: workstationName(app, id) }));
  const byLabel = (a: { label: string }, b: { label: string }) =>
    a.label.localeCompare(b.label, 'vi');
  const choose = (name: 'person' | 'action' | 'workstation') => (id: string) =>
    onChange({ ...form, [name]: id === all ? undefined : id });
  const day = (name: 'from' | 'to') => ({
    label: t(name),
    value: form[name],
    onChange: (text: string) => onChange({ ...form, [name]: text }),
    placeholder: 'dd/mm/yyyy',
    ...(dayOf(form[name]) === 'unreadable' ? { error: t('badDate') } : {}),
  });
  return (
    <div role="group" aria-label={t('filters')} className={css['filters']}>
      <Select
        label={t('person')}
        options={[{ id: all, label: t('everybody') }, ...people.sort(byLabel)]}
        value={form.person ?? all}
        onChange={choose('person')}
      />
      <Select
        label={t('action')}
        options={[
          { id: all, label: t('everyAction') },
          ...personalActions.map((id) => ({ id, label: t(`action.${id}`) })),
        ]}
        value={form.action ?? all}
        onChange={choose('action')}
      />
      <Select
        label={t('machine')}
        options={[{ id: all, label: t('everyMachine') }, ...machines.sort(byLabel)]}
        value={form.workstation ?? all}
        onChange={choose('workstation')}
      />
      <TextField
        label={t('patient')}
        value={form.recordNumber}
        onChange={(recordNumber) => onChange({ ...form, recordNumber })}
        placeholder="N1-000001"
        {...(patient === null ? { error: t('patientUnknown') } : {})}
      />
      <TextField {...day('from')} />
      <TextField {...day('to')} />
    </div>
  );
}
