import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { disputedUnits } from '../chart/sides.ts';
import css from './disagreement.module.css';
import { DisagreementCard } from './DisagreementCard.tsx';
import { SettledLine } from './SettledLine.tsx';
import { useSettleKeys } from './useSettleKeys.ts';

/** The name under which a card is asked for from elsewhere. */
export function cardKey(record: { readonly id: string }, unit: string): string {
  return `${record.id} ${unit}`;
}

/**
 * The disagreements of these records, each in its card. One that is settled while it is in sight
 * leaves a line in its place until somebody closes it: nothing slides under a finger, and what was
 * chosen can be read.
 */
export function Disagreements(props: {
  records: readonly AnyRecord[];
  /** Only these units; all of them without it. */
  units?: readonly string[];
  heading?: 'h2' | 'h3';
  wanted?: string | undefined;
}) {
  const { records, units, heading = 'h2', wanted } = props;
  const { t } = useTranslation('disagreements');
  const [seen, setSeen] = useState<readonly string[]>([]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [settledHere, setSettledHere] = useState<string | undefined>(undefined);
  useSettleKeys();
  const ofUnits = (unit: string) => units === undefined || units.includes(unit.split('/')[0]!);
  const disputed = records.flatMap((record) =>
    disputedUnits(record)
      .filter(ofUnits)
      .map((unit) => cardKey(record, unit)),
  );
  const fresh = disputed.filter((key) => !seen.includes(key));
  if (fresh.length > 0) setSeen([...seen, ...fresh]);
  const reopened = disputed.filter((key) => closed.has(key));
  if (reopened.length > 0) {
    setClosed(new Set([...closed].filter((key) => !reopened.includes(key))));
  }
  const listed = seen.flatMap((key) => {
    const [id, unit] = key.split(' ') as [string, string];
    const record = records.find((each) => each.id === id);
    return record && !closed.has(key) ? [{ key, record, unit }] : [];
  });
  if (listed.length === 0) return null;
  return (
    <div className={css['list']} role="group" aria-label={t('list')}>
      {listed.map(({ key, record, unit }) =>
        disputed.includes(key) ? (
          <DisagreementCard
            key={key}
            record={record}
            unit={unit}
            heading={heading}
            wanted={wanted === key}
            onSettled={() => setSettledHere(key)}
          />
        ) : (
          <SettledLine
            key={`${key} settled`}
            record={record}
            unit={unit}
            focused={settledHere === key}
            onClose={() => setClosed(new Set([...closed, key]))}
          />
        ),
      )}
    </div>
  );
}
