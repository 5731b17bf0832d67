import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../../../shared/people/rights.ts';
import { readUnit, unitIds } from '../../../shared/merge/units.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { sidesIn } from '../chart/sides.ts';
import { unitTitle, unitWords } from '../chart/unitWords.ts';
import { EntryFields } from '../disagreements/EntryFields.tsx';
import { entryFor, readEntry } from '../disagreements/unitEntry.ts';
import type { Typed } from '../disagreements/unitEntry.ts';
import css from './sync.module.css';

/** Parts of a record that can be corrected here, each with the form it is written with elsewhere. */
export function correctableUnits(record: AnyRecord): readonly string[] {
  const { units, immutable } = kindDefinition(record.kind)!;
  if (immutable) return [];
  return unitIds(units, record, undefined).filter((unit) => entryOf(record, unit) !== undefined);
}

/** A choice is offered whole: what stands may be what the server refuses, or right. */
function entryOf(record: AnyRecord, unit: string) {
  return entryFor(unit, unit.startsWith('identifiers/') ? sidesIn(record, unit) : []);
}

/**
 * Corrects one part of a refused record and sends it again. The save is one like any other: what
 * came in meanwhile stays beside it, and the refusal stands until the new version is read back.
 */
export function CorrectRefused(props: {
  /** The record as it was when this form was opened. */
  record: AnyRecord;
  /** The field that the server named. */
  field: string | undefined;
  onClose: () => void;
}) {
  const { record, onClose } = props;
  const { t } = useTranslation('sync');
  const { t: tChart } = useTranslation(['chart', 'ui', 'allergies']);
  const { app, author, person, replica } = useSession();
  const alive = useReplicaAlive();
  const { busy, error, run } = useAct();
  const [opened] = useState(record);
  const units = correctableUnits(opened);
  const { units: declarations } = kindDefinition(opened.kind)!;
  const [unit, setUnit] = useState(
    () => units.find((id) => fieldsOf(id, declarations).includes(props.field ?? '')) ?? units[0]!,
  );
  const [typed, setTyped] = useState<Typed>({});
  const entry = entryOf(opened, unit)!;
  const sides = unit.startsWith('identifiers/') ? sidesIn(opened, unit) : [];
  const value = readEntry(unit, entry, typed, sides, localInstant(new Date()).slice(0, 10));
  const locked = !may(person.role, 'edit', opened.kind)
    ? t('correct.noRight')
    : !alive
      ? t('correct.notAlive')
      : value === undefined
        ? t('correct.nothing')
        : undefined;
  const save = async () => {
    if (locked !== undefined) return;
    const saved = await run(() => replica.records.save(opened, { [unit]: value ?? null }, author));
    if (saved) onClose();
  };
  return (
    <div
      role="group"
      aria-label={t('correct.title')}
      className={css['correct']}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.preventDefault();
          event.stopPropagation();
          onClose();
        }
        if (event.key === 'Enter' && event.ctrlKey) {
          event.preventDefault();
          event.stopPropagation();
          void save();
        }
      }}
    >
      <Select
        label={t('correct.which')}
        options={units.map((id) => ({ id, label: unitTitle(tChart, opened.kind, id) }))}
        value={unit}
        onChange={(chosen) => {
          setUnit(chosen);
          setTyped({});
        }}
      />
      <p className={css['quiet']}>
        {t('correct.now', {
          value: unitWords(tChart, app, unit, readUnit(declarations, opened, unit)),
        })}
      </p>
      <EntryFields
        key={unit}
        unit={unit}
        entry={entry}
        typed={typed}
        onType={(change) => setTyped((now) => ({ ...now, ...change }))}
      />
      <SaveFailure error={error} />
      <div className={css['acts']}>
        <Button onPress={onClose} shortcut="Esc">
          {t('correct.back')}
        </Button>
        <Button
          onPress={() => void save()}
          busy={busy}
          lockedBecause={locked}
          shortcut="Ctrl Enter"
        >
          {t('correct.save')}
        </Button>
      </div>
    </div>
  );
}

function fieldsOf(
  unit: string,
  declarations: NonNullable<ReturnType<typeof kindDefinition>>['units'],
): readonly string[] {
  const declaration = declarations[unit.split('/')[0]!];
  if (!declaration) return [];
  return declaration.kind === 'register' ? declaration.fields : [declaration.field];
}
