import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  refutation,
  standingOf,
  substancesOf,
  worstSeverity,
} from '../../../shared/clinical/allergyState.ts';
import type { Allergy } from '../../../shared/clinical/allergyState.ts';
import { may } from '../../../shared/people/rights.ts';
import { allergy as allergyKind } from '../../../shared/records/allergy.ts';
import { ReasonForm } from '../../app/ReasonForm.tsx';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { personName, stamp } from '../chart/directory.ts';
import { isDisputed, sidesIn } from '../chart/sides.ts';
import { WrittenBy } from '../chart/WrittenBy.tsx';
import { Disagreements } from '../disagreements/Disagreements.tsx';
import { HistoryButton } from '../history/HistoryButton.tsx';
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
                name: personName(app, refutedBy.write.by, refutedBy.write.credential),
                time: stamp(refutedBy.write.at),
              })}
              {allergy.refutedBecause ? `: ${allergy.refutedBecause}` : ''}
            </p>
          ) : null}
          <WrittenBy
            by={allergy.recordedBy}
            at={allergy.recordedAt}
            on={allergy.recordedOn}
            id={allergy.id}
            credential={allergy.credential}
          />
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

/** A form keeps the record as it was when it was opened: what arrives meanwhile isn't refuted too. */
function Refute(props: { allergy: Allergy; name: string; onDone: () => void }) {
  const { allergy, name, onDone } = props;
  const { t } = useTranslation('allergies');
  const { replica, author } = useSession();
  return (
    <ReasonForm
      form="refute"
      about={allergy.id}
      seenSchema={allergyKind.schema}
      seen={allergy}
      words={{
        act: t('refuteItem', { what: name }),
        reason: t('refuteReason'),
        missing: t('locked.reason'),
        back: t('back'),
        confirm: t('refuteConfirm'),
      }}
      lockedBecause={undefined}
      save={(opened, reason) =>
        replica.records.save<'allergy'>(opened, { status: refutation(opened, reason) }, author)
      }
      onDone={onDone}
    />
  );
}
