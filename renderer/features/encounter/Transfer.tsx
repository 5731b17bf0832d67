import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { covers } from '../../../shared/merge/versionVector.ts';
import { encounter as encounterKind } from '../../../shared/records/encounter.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { useNotMine } from '../../app/useNotMine.ts';
import { useAct } from '../../app/useAct.ts';
import { useJournalledForm } from '../../app/useJournalledForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { stamp } from '../chart/directory.ts';
import { isDisputed } from '../chart/sides.ts';
import { useWardPatients } from '../ward/useWardPatients.ts';
import css from './encounter.module.css';

type Encounter = RecordOf<'encounter'>;

const schema = z.strictObject({
  /** The encounter as it was when the panel was opened: what a save has seen. */
  opened: encounterKind.schema.nullable(),
  ward: z.string(),
  room: z.string(),
  bed: z.string(),
});
type Form = z.infer<typeof schema>;

const none = '-';

function formOf(encounter: Encounter): Form {
  const { ward, room = '', bed = '' } = encounter;
  return { opened: encounter, ward, room, bed };
}

/** Moves the patient to another ward, room or bed: one value, kept whole in a disagreement. */
export function Transfer(props: { encounter: Encounter; onClose: () => void }) {
  const { encounter, onClose } = props;
  const { t } = useTranslation(['encounter', 'chart']);
  const { app, replica, author } = useSession();
  const alive = useReplicaAlive();
  const act = useAct();
  const [initial] = useState(() => formOf(encounter));
  const form = useJournalledForm('transfer', encounter.id, schema, initial);
  const { value, set } = form;
  const opened = value.opened ?? encounter;
  const ward = app.facility.wards.find(({ code }) => code === value.ward);
  const beds = ward?.beds.filter(({ room }) => room === value.room) ?? [];
  const lying = useLying(value.ward, value.room, encounter.patientId);
  const overtaken = !covers(opened.causality.vector, encounter.causality.vector);
  const disputed = isDisputed(encounter, 'location');
  const same =
    value.ward === opened.ward &&
    value.room === (opened.room ?? '') &&
    value.bed === (opened.bed ?? '');
  const notMine = useNotMine()('edit', 'encounter');
  const lockedBecause = !alive
    ? t('encounter:locked.notAlive')
    : notMine !== undefined
      ? notMine
      : disputed
        ? t('encounter:locationDisputed')
        : same
          ? t('encounter:locked.sameplace')
          : undefined;

  const save = async () => {
    if (lockedBecause !== undefined) return;
    const location = {
      ward: value.ward,
      ...(value.room === '' ? {} : { room: value.room }),
      ...(value.bed === '' ? {} : { bed: value.bed }),
    };
    const done = await act.run(() =>
      replica.records.save<'encounter'>(opened, { location }, author),
    );
    if (!done) return;
    form.clear();
    onClose();
  };

  return (
    <SidePanel
      title={t('encounter:transferTitle')}
      onClose={onClose}
      foot={
        <>
          <Button
            onPress={() => {
              form.clear();
              onClose();
            }}
          >
            {t('encounter:giveUp')}
          </Button>
          <Button
            kind="primary"
            onPress={() => void save()}
            busy={act.busy}
            lockedBecause={lockedBecause}
          >
            {t('encounter:transferSave')}
          </Button>
        </>
      }
    >
      {form.ready ? (
        <div className={css['form']}>
          {form.restoredAt ? (
            <Notice
              tone="wait"
              title={t('encounter:restored', { time: stamp(form.restoredAt) })}
              acts={
                <Button onPress={() => set(formOf(encounter))}>{t('encounter:showNow')}</Button>
              }
            />
          ) : null}
          {form.notKept ? <Notice tone="refused" title={t('encounter:notKept')} urgent /> : null}
          {overtaken ? (
            <Notice
              tone="warn"
              title={t('encounter:overtaken')}
              acts={
                <Button onPress={() => set(formOf(encounter))}>{t('encounter:showNow')}</Button>
              }
            >
              {t('encounter:locationOvertakenWhat')}
            </Notice>
          ) : null}
          <Select
            label={t('chart:ward')}
            options={app.facility.wards.map(({ code, name }) => ({ id: code, label: name }))}
            value={value.ward}
            onChange={(code) => set({ ward: code, room: '', bed: '' })}
            required
          />
          <Select
            label={t('chart:room')}
            options={[
              { id: none, label: t('encounter:noRoom') },
              ...(ward?.rooms ?? []).map(({ name, note }) => ({
                id: name,
                label: name,
                detail: note,
              })),
            ]}
            value={value.room === '' ? none : value.room}
            onChange={(room) => set({ room: room === none ? '' : room, bed: '' })}
          />
          <Select
            label={t('chart:bed')}
            options={[
              { id: none, label: t('encounter:noBed') },
              ...beds.map(({ name }) => ({
                id: name,
                label: name,
                detail: lying.get(name) ?? t('encounter:bedFree'),
              })),
            ]}
            value={value.bed === '' ? none : value.bed}
            onChange={(bed) => set({ bed: bed === none ? '' : bed })}
            warning={
              lying.has(value.bed)
                ? t('encounter:sharing', { name: lying.get(value.bed)! })
                : undefined
            }
          />
          <SaveFailure error={act.error} />
        </div>
      ) : (
        <Skeleton lines={4} />
      )}
    </SidePanel>
  );
}

/** Who lies in the beds of a room, the patient to be moved aside. */
function useLying(ward: string, room: string, patientId: string): ReadonlyMap<string, string> {
  const inWard = useWardPatients(ward);
  return useMemo(() => {
    const names = new Map<string, string>();
    for (const person of inWard ?? []) {
      if (person.patientId === patientId || person.room !== room || !person.bed) continue;
      const name = person.patient.name ?? person.patient.recordNumber;
      const known = names.get(person.bed);
      names.set(person.bed, known === undefined ? name : `${known}, ${name}`);
    }
    return names;
  }, [inWard, room, patientId]);
}
