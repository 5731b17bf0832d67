import { useTranslation } from 'react-i18next';
import type { OrderableDrug } from '../../../shared/clinical/catalogue/orderables.ts';
import { routeNames, timingText, unitNames } from '../../../shared/clinical/doseText.ts';
import { routes } from '../../../shared/records/order.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { DecimalField } from '../../ui/DecimalField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { frequencies, isUnusualRoute, readDosage, readTimesOfDay } from './orderForm.ts';
import type { OrderForm } from './orderForm.ts';
import css from './orders.module.css';

/** The dosage of a drug; no field of it is filled in by the machine where there is a choice. */
export function DrugFields(props: {
  drug: OrderableDrug;
  form: OrderForm;
  set: (change: Partial<OrderForm>) => void;
}) {
  const { drug, form, set } = props;
  const { t } = useTranslation('orders');
  const language = useLanguage();
  const read = readDosage(form, drug);
  const gaps = read.kind === 'gaps' ? read.gaps : [];
  const otherRoutes = routes.filter((route) => !drug.routes.includes(route));
  return (
    <div className={css['fields']}>
      <div className={css['dosePair']}>
        <DecimalField
          label={t('amount')}
          value={form.amount}
          onChange={(amount) => set({ amount })}
          hint={t('strengths', { strengths: drug.strengths.join('; ') })}
          required
          autoFocus
        />
        <ChoiceTiles
          label={t('unit')}
          choices={drug.units.map((unit) => ({ value: unit, label: unitNames[unit][language] }))}
          value={form.unit}
          onChange={(unit) => set({ unit })}
          required
        />
      </div>
      <div className={css['halves']}>
        <Select
          label={t('route')}
          options={[...drug.routes, ...otherRoutes].map((route) => ({
            id: route,
            label: routeNames[route][language],
            detail: drug.routes.includes(route) ? undefined : t('unusual'),
          }))}
          value={form.route}
          onChange={(route) =>
            set({ route: routes.find((known) => known === route) ?? null, routeConfirmed: false })
          }
          required
        />
        <Select
          label={t('frequency')}
          options={Object.entries(frequencies).map(([id, timing]) => ({
            id,
            label: timing === 'timesOfDay' ? t('atTimes') : timingText(timing, language),
          }))}
          value={form.frequency}
          onChange={(frequency) => set({ frequency })}
          required
        />
      </div>
      {isUnusualRoute(form, drug) ? (
        <Notice
          tone="warn"
          title={t('unusualRoute')}
          acts={
            form.routeConfirmed ? undefined : (
              <Button onPress={() => set({ routeConfirmed: true })}>
                {t('confirmRoute', { route: routeNames[form.route!][language] })}
              </Button>
            )
          }
        >
          {form.routeConfirmed ? t('routeConfirmed') : null}
        </Notice>
      ) : null}
      {form.frequency === 'at' ? (
        <TextField
          label={t('timesOfDay')}
          value={form.timesOfDay}
          onChange={(timesOfDay) => set({ timesOfDay })}
          placeholder="08:00, 20:00"
          error={
            form.timesOfDay !== '' && !readTimesOfDay(form.timesOfDay)
              ? t('timesOfDayUnreadable')
              : undefined
          }
          required
        />
      ) : null}
      <div className={css['pair']}>
        <TextField
          label={t('duration')}
          value={form.duration}
          onChange={(duration) => set({ duration })}
          inputMode="numeric"
          unit={t('days')}
          error={gaps.includes('duration') ? t('durationUnreadable') : undefined}
        />
        <TextField
          label={t('asNeededFor')}
          value={form.asNeededFor}
          onChange={(asNeededFor) => set({ asNeededFor })}
          maxLength={120}
        />
      </div>
      <TextField
        label={t('instruction')}
        value={form.instruction}
        onChange={(instruction) => set({ instruction })}
        maxLength={1000}
      />
    </div>
  );
}
