import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import {
  refutation,
  standingOf,
  substancesOf,
  worstSeverity,
} from '../../../shared/clinical/allergyState.ts';
import type { Allergy } from '../../../shared/clinical/allergyState.ts';
import { may } from '../../../shared/people/rights.ts';
import { allergy as allergyKind } from '../../../shared/records/allergy.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { personName, stamp } from '../chart/directory.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { isDisputed, sidesIn } from '../chart/sides.ts';
import { useAct } from '../../app/useAct.ts';
import { useJournalledForm } from '../../app/useJournalledForm.ts';
import { WrittenBy } from '../chart/WrittenBy.tsx';
import { Disagreements } from '../disagreements/Disagreements.tsx';
import { HistoryButton } from '../history/HistoryButton.tsx';
import { oneLine } from '../orders/orderForm.ts';
import css from './allergies.module.css';

/** One allergy; refuted, it stays readable, struck through, with the reason and who gave it. */
export function AllergyRow({ allergy }: { readonly allergy: Allergy }) {
  const { t } = useTranslation('allergies');
  const { app, person } = useSession();
  const [refuting, setRefuting] = useState(false);
  const standing = standingOf(allergy);
  const mayRefute = may(person.role, 'edit', 'allergy');
  const severity = worstSeverity(allergy);
  const name = [...new Set(substancesOf(allergy).map((side) => side.substance))].join(' / ');
  const facts = [
    allergy.reaction,
    severity && t(`severity.${severity}`).toLocaleLowerCase(),
    t(`certainty.${allergy.certainty}`).toLocaleLowerCase(),
    allergy.year,
  ].filter((fact) => fact !== undefined);
  const refutedBy = sidesIn(allergy, 'status')[0];
  return (
    <li
      className={classNames(css['row'], standing === 'refuted' && css['refuted'])}
      data-record-id={allergy.id}
    >
      <div className={css['rowMain']}>
        <div className={css['rowWords']}>
          <p className={css['what']}>
            <strong>{name}</strong> <span>{facts.join(', ')}</span>
          </p>
          {standing === 'refuted' && refutedBy ? (
            <p className={css['because']}>
              {t('refutedBy', {
                name: personName(app, refutedBy.write.by),
                time: stamp(refutedBy.write.at),
              })}
              {allergy.refutedBecause ? `: ${allergy.refutedBecause}` : ''}
            </p>
          ) : null}
          <WrittenBy by={allergy.recordedBy} at={allergy.recordedAt} id={allergy.id} />
        </div>
        <HistoryButton record={allergy} what={name} />
        <span className={css['standing']}>{t(`standing.${standing}`)}</span>
        {mayRefute && standing !== 'refuted' && !isDisputed(allergy, 'status') && !refuting ? (
          <Button onPress={() => setRefuting(true)} label={t('refuteItem', { what: name })}>
            {t('refute')}
          </Button>
        ) : null}
      </div>
      <Disagreements records={[allergy]} heading="h3" />
      {refuting ? <Refute allergy={allergy} name={name} onDone={() => setRefuting(false)} /> : null}
    </li>
  );
}

const refuteSchema = z.strictObject({ opened: allergyKind.schema, reason: z.string() });

function Refute(props: { allergy: Allergy; name: string; onDone: () => void }) {
  const { allergy, name, onDone } = props;
  const { t } = useTranslation('allergies');
  const { replica, author } = useSession();
  // A form keeps the record as it was when it was opened, a crash in between included: what arrives
  // meanwhile isn't refuted with it.
  const [initial] = useState(() => ({ opened: allergy, reason: '' }));
  const { ready, value, set, clear } = useJournalledForm(
    'refute',
    allergy.id,
    refuteSchema,
    initial,
  );
  const act = useAct();
  const locked = oneLine(value.reason) === '' ? t('locked.reason') : undefined;

  async function refute(): Promise<void> {
    if (locked !== undefined) return;
    const { opened } = value;
    const status = refutation(opened, oneLine(value.reason));
    const done = await act.run(() => replica.records.save<'allergy'>(opened, { status }, author));
    if (!done) return;
    clear();
    onDone();
  }

  if (!ready) return <Skeleton lines={2} />;
  return (
    <form
      className={css['refuteForm']}
      aria-label={t('refuteItem', { what: name })}
      onSubmit={(event) => {
        event.preventDefault();
        void refute();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDone();
      }}
    >
      <TextField
        label={t('refuteReason')}
        value={value.reason}
        onChange={(reason) => set({ reason })}
        maxLength={300}
        autoFocus
        required
      />
      <Button onPress={onDone} shortcut="Esc">
        {t('back')}
      </Button>
      <Button kind="primary" type="submit" busy={act.busy} lockedBecause={locked}>
        {t('refuteConfirm')}
      </Button>
      <SaveFailure error={act.error} />
    </form>
  );
}
