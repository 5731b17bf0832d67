import { Fragment, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Side } from '../../../shared/merge/join.ts';
import type { UnitValue } from '../../../shared/merge/units.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { Button } from '../../ui/Button.tsx';
import { LockIcon, SplitDiscIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { personName, stamp, workstationName } from '../chart/directory.ts';
import { sidesIn } from '../chart/sides.ts';
import { unitTitle, unitWords } from '../chart/unitWords.ts';
import { HistoryButton } from '../history/HistoryButton.tsx';
import { ChangedText } from './ChangedText.tsx';
import { TimeMark } from '../times/TimeMark.tsx';
import css from './disagreement.module.css';
import { heldWords, meanwhileWords, settlerWords } from './disagreementWords.ts';
import { settle } from './settle.ts';
import { SettleButton } from './SettleButton.tsx';
import { SettleForm } from './SettleForm.tsx';
import { policyFor, settles, standingOfCard } from './settling.ts';
import { entryFor } from './unitEntry.ts';

export interface DisagreementCardProps {
  /** The record as it stands; one unit of it is disputed. */
  readonly record: AnyRecord;
  readonly unit: string;
  /** Beneath another heading the card's own is one level lower. */
  readonly heading?: 'h2' | 'h3';
  /** Brings the card into sight, with the focus on it. */
  readonly wanted?: boolean;
  /** Somebody here settled it. */
  readonly onSettled?: (() => void) | undefined;
}

/** What the card is asking for: a side that wants a reason, or a value of its own. */
type Asking = { readonly kind: 'side'; readonly side: Side } | { readonly kind: 'other' };

/**
 * One field on which people disagree: every value beside the others, with who, when and where, what
 * waits meanwhile, and one plain button for each. What is confirmed is what the card showed.
 */
export function DisagreementCard(props: DisagreementCardProps) {
  const { record, unit, heading: Heading = 'h2', wanted = false } = props;
  const { app, person, replica, author, audit } = useSession();
  const { t } = useTranslation('disagreements');
  const { t: tChart } = useTranslation(['chart', 'ui', 'allergies']);
  const alive = useReplicaAlive();
  const titleId = useId();
  const card = useRef<HTMLElement>(null);
  const act = useAct();
  const [asking, setAsking] = useState<Asking | undefined>(undefined);
  const [shown, setShown] = useState(record);
  const standing = standingOfCard(shown, record, unit);
  // Only another field changed: what the card shows is what stands.
  if (standing === 'current' && shown !== record) setShown(record);

  useEffect(() => {
    if (!wanted) return;
    card.current?.focus();
    card.current?.scrollIntoView({ block: 'start' });
  }, [wanted]);

  const what = unitTitle(tChart, record.kind, unit);
  const sides = sidesIn(record, unit);
  const policy = policyFor(record, unit);
  const authors = sides.map(({ write }) => personName(app, write.by));
  const overtaken = standing === 'overtaken';
  const locked = !policy
    ? undefined
    : !settles(policy, record, sides, person)
      ? t('lockedFor', { who: settlerWords(t, policy.settledBy, authors) })
      : overtaken
        ? t('locked.overtaken')
        : !alive
          ? t('locked.notAlive')
          : undefined;
  const maySettle = policy !== undefined && locked === undefined;
  const texts = sides.every(({ value }) => value === null || isLongText(record.kind, unit, value));
  const entry = entryFor(unit, sides);

  async function confirm(value: UnitValue, reason: string | undefined): Promise<void> {
    if (!maySettle) return;
    const done = await act.run(() => settle(replica.records, author, shown, unit, value, reason));
    if (!done) return;
    audit({ action: 'settle', about: { record: record.id, unit: unit.split(/[^A-Za-z]/)[0]! } });
    props.onSettled?.();
  }

  const who = (side: Side) => {
    const name = personName(app, side.write.by, side.write.credential);
    const alone = sides.filter(({ write }) => write.by === side.write.by).length === 1;
    return alone ? name : `${name}, ${workstationName(app, side.write.on)}`;
  };
  const words = (side: Side) => unitWords(tChart, app, unit, side.value);
  const choiceWords = (side: Side) =>
    texts
      ? t('useVersionOf', { who: who(side) })
      : side.value === null
        ? t('useNothing')
        : t(policy && policy.asks !== 'nothing' ? 'useAsking' : 'use', { value: words(side) });
  const held = policy && heldWords(t, policy.heldBack);
  return (
    <section
      ref={card}
      className={css['card']}
      aria-labelledby={titleId}
      tabIndex={-1}
      data-record-id={record.id}
    >
      <header className={css['head']}>
        <SplitDiscIcon size={17} />
        <Heading id={titleId}>{tChart('chart:disputedUnit', { what })}</Heading>
        <HistoryButton record={record} what={what} />
      </header>
      {policy ? (
        <p className={css['held']}>
          <LockIcon size={15} />
          <span>
            {held ? (
              <>
                <strong>{t('held')}</strong> {held}
              </>
            ) : (
              t('nothingHeld')
            )}{' '}
            {meanwhileWords(t, tChart, app, policy, record)}
          </span>
        </p>
      ) : null}
      {overtaken ? (
        <div className={css['overtaken']}>
          <Notice
            tone="warn"
            title={t('overtakenTitle')}
            urgent
            acts={
              <Button
                onPress={() => {
                  setShown(record);
                  setAsking(undefined);
                }}
              >
                {t('overtakenSeen')}
              </Button>
            }
          >
            {t('overtaken')}
          </Notice>
        </div>
      ) : null}
      <div className={css['sides']}>
        {sides.map((side, index) => (
          <div key={`${side.dot} ${JSON.stringify(side.value)}`} className={css['side']}>
            {texts ? (
              <ChangedText
                text={side.value === null ? tChart('chart:noValue') : String(side.value)}
                against={String(sides[index === 0 ? 1 : 0]!.value ?? '')}
              />
            ) : (
              <p className={css['value']}>{words(side)}</p>
            )}
            <dl className={css['facts']}>
              {[
                [
                  tChart('chart:who'),
                  <>
                    {personName(app, side.write.by, side.write.credential)}, {stamp(side.write.at)}{' '}
                    <TimeMark at={side.write.at} on={side.write.on} />
                  </>,
                ] as const,
                [tChart('chart:where'), workstationName(app, side.write.on)] as const,
              ].map(([term, fact]) => (
                <Fragment key={term}>
                  <dt>{term}</dt>
                  <dd>{fact}</dd>
                </Fragment>
              ))}
            </dl>
            {policy ? (
              <SettleButton
                lockedBecause={locked}
                busy={act.busy}
                onPress={() =>
                  policy.asks === 'nothing'
                    ? void confirm(side.value, undefined)
                    : setAsking({ kind: 'side', side })
                }
              >
                {choiceWords(side)}
              </SettleButton>
            ) : null}
          </div>
        ))}
      </div>
      <SaveFailure error={act.error} />
      {asking && policy && !overtaken ? (
        <SettleForm
          key={asking.kind === 'side' ? asking.side.dot : 'other'}
          unit={unit}
          sides={sides}
          asks={policy.asks}
          chosen={asking.kind === 'side' ? asking.side : undefined}
          chosenWords={asking.kind === 'side' ? words(asking.side) : ''}
          entry={asking.kind === 'side' ? undefined : entry}
          locked={locked}
          busy={act.busy}
          onConfirm={(value, reason) => void confirm(value, reason)}
          onBack={() => {
            setAsking(undefined);
            card.current?.focus();
          }}
        />
      ) : null}
      <footer className={css['foot']}>
        <p>
          {maySettle
            ? t('signsAs', { name: person.displayName })
            : policy
              ? t('whoSettles', { who: settlerWords(t, policy.settledBy, authors) })
              : tChart('chart:bothStand')}
        </p>
        {entry && maySettle ? (
          <SettleButton
            lockedBecause={undefined}
            busy={false}
            onPress={() => setAsking({ kind: 'other' })}
          >
            {t(entry.kind === 'prose' ? 'otherText' : 'other')}
          </SettleButton>
        ) : null}
      </footer>
    </section>
  );
}

/** Whether a side is running text, which is read word against word. */
function isLongText(kind: string, unit: string, value: UnitValue): boolean {
  return typeof value === 'string' && kind === 'noteDraft' && entryFor(unit, [])?.kind === 'prose';
}
