import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Asked } from '../../../shared/clinical/policies.ts';
import type { Side } from '../../../shared/merge/join.ts';
import type { UnitValue } from '../../../shared/merge/units.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './disagreement.module.css';
import { EntryFields } from './EntryFields.tsx';
import { isSide, readEntry } from './unitEntry.ts';
import type { Typed, UnitEntry } from './unitEntry.ts';

/** What a settlement still needs: a reason or document for a chosen side, or a value of one's own. */
export function SettleForm(props: {
  unit: string;
  sides: readonly Side[];
  asks: Asked;
  /** The side that was chosen; undefined for a value of one's own. */
  chosen: Side | undefined;
  chosenWords: string;
  entry: UnitEntry | undefined;
  locked: string | undefined;
  busy: boolean;
  onConfirm: (value: UnitValue, reason: string | undefined) => void;
  onBack: () => void;
}) {
  const { unit, sides, asks, chosen, entry } = props;
  const { t } = useTranslation('disagreements');
  const [typed, setTyped] = useState<Typed>({});
  const [reason, setReason] = useState('');
  const given = reason.replace(/\s+/g, ' ').trim().normalize('NFC');
  const today = localInstant(new Date()).slice(0, 10);
  const value = chosen ? chosen.value : entry && readEntry(unit, entry, typed, sides, today);
  const locked =
    props.locked ??
    (value === undefined
      ? t('locked.value')
      : !chosen && isSide(value, sides)
        ? t('locked.sameAsSide')
        : asks !== 'nothing' && given === ''
          ? t(asks === 'reason' ? 'locked.reason' : 'locked.document')
          : undefined);
  const confirm = () => {
    if (locked === undefined)
      props.onConfirm(value ?? null, asks === 'nothing' ? undefined : given);
  };
  const words = chosen
    ? props.chosenWords.length > 60
      ? t('confirmVersion')
      : t('confirm', { value: props.chosenWords })
    : t('confirmNew');
  return (
    <div
      role="group"
      aria-label={chosen ? words : t('otherValue')}
      className={css['form']}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.preventDefault();
          event.stopPropagation();
          props.onBack();
        }
        if (event.key !== 'Enter' || !(event.target instanceof HTMLElement)) return;
        // Enter in a line of text confirms; in running text only Ctrl Enter does.
        const confirms = event.ctrlKey || event.target.tagName === 'INPUT';
        if (!confirms) return;
        event.preventDefault();
        event.stopPropagation();
        confirm();
      }}
    >
      {chosen ? <p className={css['chosen']}>{t('use', { value: props.chosenWords })}</p> : null}
      {entry && !chosen ? (
        <EntryFields
          unit={unit}
          entry={entry}
          typed={typed}
          onType={(change) => setTyped((now) => ({ ...now, ...change }))}
        />
      ) : null}
      {asks === 'nothing' ? null : (
        <TextField
          label={t(asks === 'reason' ? 'reason' : 'document')}
          placeholder={t(asks === 'reason' ? 'reasonPlaceholder' : 'documentPlaceholder')}
          value={reason}
          onChange={setReason}
          maxLength={300}
          autoFocus={chosen !== undefined}
          required
        />
      )}
      <div className={css['formActs']}>
        <Button onPress={props.onBack} shortcut="Esc">
          {t('back')}
        </Button>
        <Button
          onPress={confirm}
          busy={props.busy}
          lockedBecause={locked}
          shortcut={entry?.kind === 'prose' ? 'Ctrl Enter' : 'Enter'}
        >
          {words}
        </Button>
      </div>
    </div>
  );
}
