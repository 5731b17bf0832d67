import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  allergiesNotUnderstood,
  checkOrderAgainstAllergies,
} from '../../../shared/clinical/allergyCheck.ts';
import { substancesOf } from '../../../shared/clinical/allergyState.ts';
import { isCurrent } from '../../../shared/clinical/orderState.ts';
import { may } from '../../../shared/people/rights.ts';
import { isSameDrug } from '../../../shared/clinical/sameDrug.ts';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { CrossIcon, TickIcon } from '../../ui/icons.tsx';
import { EntryForm } from '../../ui/EntryPanel.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { stamp } from '../chart/directory.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useAct } from '../../app/useAct.ts';
import type { Chart } from '../chart/useChart.ts';
import type { JournalledForm } from '../../app/useJournalledForm.ts';
import { AllergyWarning } from './AllergyWarning.tsx';
import { DrugFields } from './DrugFields.tsx';
import { chosenDrug, chosenTests, itemOf, readDosage, withDrug } from './orderForm.ts';
import type { OrderForm } from './orderForm.ts';
import { OrderLine } from './OrderLine.tsx';
import { OrderSearch } from './OrderSearch.tsx';
import { signDrug, signTests } from './signOrders.ts';
import css from './orders.module.css';
import { oneLine } from '../../app/oneLine.ts';

/** A new order: search, dosage or tests, checks, the line as it will be signed, the signature. */
export function NewOrder(props: {
  chart: Chart;
  encounterId: string;
  form: JournalledForm<OrderForm>;
}) {
  const { chart, encounterId, form } = props;
  const { t } = useTranslation('orders');
  const { replica, author, person } = useSession();
  const language = useLanguage();
  const alive = useReplicaAlive();
  const act = useAct();
  const [signed, setSigned] = useState<string | undefined>(undefined);
  const { value, set } = form;
  const drug = chosenDrug(value);
  const tests = chosenTests(value);
  const read = drug && readDosage(value, drug);
  const matches = drug ? checkOrderAgainstAllergies(itemOf(drug), chart.allergies) : [];
  const unclear = drug ? allergiesNotUnderstood(chart.allergies) : [];
  const current = chart.orders.filter(
    ({ id }) => id !== value.replaces && isCurrent(chart.orderStates.get(id)!),
  );
  const replaced = chart.orders.find(({ id }) => id === value.replaces);
  const replacedGone = replaced && !isCurrent(chart.orderStates.get(replaced.id)!);
  const chosen = drug ? [itemOf(drug)] : tests.map(itemOf);
  const same = current.filter(({ item }) => chosen.some((each) => isSameDrug(each, item)));
  const { knowledge } = chart;

  function locked(): string | undefined {
    if (!may(person.role, 'create', 'order')) return t('locked.notDoctor');
    if (!alive) return t('locked.notAlive');
    if (chart.encounterState.kind !== 'open') return t('locked.closed');
    if (!drug && tests.length === 0) return t('locked.nothing');
    if (read?.kind === 'gaps') return t(`locked.${read.gaps[0]!}`);
    if (matches.length > 0 && oneLine(value.overrideReason) === '') return t('locked.override');
    if (!drug && value.priority === null) return t('locked.priority');
    return undefined;
  }

  async function sign(): Promise<void> {
    if (locked() !== undefined) return;
    const context = { records: replica.records, author, patientId: chart.patientId, encounterId };
    const words = drug ? drug.name[language] : tests.map(({ name }) => name[language]).join(', ');
    let left = value.tests;
    const done = await act.run(async () => {
      if (drug && read?.kind === 'complete') {
        await signDrug(
          context,
          drug,
          read.dosage,
          value,
          matches.map(({ allergy }) => allergy),
        );
      } else {
        await signTests(context, tests, value.priority!, (code) => {
          left = left.filter((other) => other !== code);
          set({ tests: left });
        });
      }
    });
    if (!done) return;
    form.clear();
    setSigned(words);
  }

  if (!form.ready) return <Skeleton lines={4} />;
  const lockedBecause = locked();
  return (
    <EntryForm
      label={t('newOrder')}
      title={t(replaced ? 'replacing' : 'newOrder')}
      onSave={() => void sign()}
      foot={
        <>
          {drug && read?.kind === 'complete' ? (
            <div className={css['preview']} role="group" aria-label={t('preview')}>
              <p className={css['previewHead']}>{t('preview')}</p>
              <OrderLine order={{ item: itemOf(drug), dosage: read.dosage }} large />
              {oneLine(value.instruction) === '' ? null : <p>{oneLine(value.instruction)}</p>}
            </div>
          ) : null}
          <SaveFailure error={act.error} />
          <Button
            kind="primary"
            wide
            shortcut="Ctrl Enter"
            busy={act.busy}
            lockedBecause={lockedBecause}
            onPress={() => void sign()}
          >
            {replaced
              ? t('signReplacement')
              : drug
                ? t('signDrug')
                : t('signTests', { count: tests.length })}
          </Button>
        </>
      }
    >
      {replaced ? (
        <p className={css['replaced']}>
          <s>
            <OrderLine order={replaced} />
          </s>
          <span>{t('replacingWhat')}</span>
        </p>
      ) : null}
      {replacedGone ? (
        <Notice tone="warn" title={t('replacedGone')} urgent>
          {t('replacedGoneDo')}
        </Notice>
      ) : null}
      {form.restoredAt ? (
        <Notice
          tone="wait"
          title={t('restored', { time: stamp(form.restoredAt) })}
          acts={
            <Button kind="quiet" onPress={form.clear}>
              {t('startOver')}
            </Button>
          }
        />
      ) : null}
      {form.notKept ? <Notice tone="refused" title={t('notKept')} urgent /> : null}
      {knowledge.kind === 'notAsked' ? (
        <Notice tone="warn" title={t('askFirstTitle')}>
          {t('askFirst')}
        </Notice>
      ) : null}
      {signed === undefined ? null : (
        <p className={css['signedNow']} role="status">
          <TickIcon size={15} /> {t('signedNow', { what: signed })}
        </p>
      )}
      {drug ? (
        <p className={css['chosen']}>
          <strong>{drug.name[language]}</strong> {drug.form[language]}
          <Button
            kind="quiet"
            icon={<CrossIcon size={14} />}
            label={t('removeItem', { what: drug.name[language] })}
            onPress={form.clear}
          >
            {t('change')}
          </Button>
        </p>
      ) : (
        <OrderSearch
          key={value.tests.join(' ')}
          text={value.search}
          onText={(search) => set({ search })}
          onChoose={(found) => {
            setSigned(undefined);
            if (found.kind === 'drug') set(withDrug(value, found));
            else set({ search: '', tests: [...new Set([...value.tests, found.code])] });
          }}
        />
      )}
      {matches.length > 0 ? (
        <AllergyWarning
          matches={matches}
          reason={value.overrideReason}
          onReason={(overrideReason) => set({ overrideReason })}
        />
      ) : null}
      {unclear.length > 0 ? (
        <Notice tone="warn" title={t('unclearTitle')}>
          {unclear.map((each) => substancesOf(each)[0]?.substance).join('; ')}. {t('unclear')}
        </Notice>
      ) : null}
      {same.length > 0 ? (
        <Notice tone="warn" title={t('sameActive', { count: same.length })}>
          {same.map((order) => (
            <div key={order.id}>
              <OrderLine order={order} />
            </div>
          ))}
        </Notice>
      ) : null}
      {drug ? <DrugFields drug={drug} form={value} set={set} /> : null}
      {!drug && tests.length > 0 ? (
        <>
          <ul className={css['tests']} aria-label={t('chosenTests')}>
            {tests.map((test) => (
              <li key={test.code}>
                {test.name[language]}
                <Button
                  kind="quiet"
                  icon={<CrossIcon size={14} />}
                  label={t('removeItem', { what: test.name[language] })}
                  onPress={() => set({ tests: value.tests.filter((code) => code !== test.code) })}
                >
                  {t('remove')}
                </Button>
              </li>
            ))}
          </ul>
          <ChoiceTiles
            label={t('priority')}
            choices={[
              { value: 'routine', label: t('priority.routine') },
              { value: 'urgent', label: t('priority.urgent') },
            ]}
            value={value.priority}
            onChange={(priority) => set({ priority })}
            required
          />
        </>
      ) : null}
    </EntryForm>
  );
}
