import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { linking, parting, saying, waysToPart } from '../../../shared/identity/links/parting.ts';
import type { NewLink, WayToPart } from '../../../shared/identity/links/parting.ts';
import { mayHaveMade, mayLink } from '../../../shared/people/rights.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { useNotMine } from '../../app/useNotMine.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './identities.module.css';
import { usePatientGroups } from './patientGroupsContext.tsx';
import { usePresenceOfAll } from './usePresenceOfAll.ts';
import type { ListedPair } from './listedPair.ts';

/** What can be said of two records: one person, two, to be decided; and of joined ones, how they part. */
export function PairActs(props: {
  readonly pair: ListedPair;
  /** Everyone whose records are compared: both, and whoever they are joined with. */
  readonly members: readonly string[];
  readonly records: readonly AnyRecord[];
  readonly numberOf: (patientId: string) => string;
  readonly busy: boolean;
  /** Resolves with whether it was acknowledged. */
  readonly write: (links: readonly NewLink[]) => Promise<boolean>;
}) {
  const { pair, members, records, numberOf, busy } = props;
  const { t } = useTranslation('identities');
  const { person } = useSession();
  const groups = usePatientGroups();
  const notMine = useNotMine();
  const presence = usePresenceOfAll(members);
  const { connection } = useSyncStatus();
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<number | null>(null);
  const both = [pair.a, pair.b] as const;
  // Two may be one by a third, whatever was said of the pair itself.
  const linked = groups.survivorOf(pair.a) === groups.survivorOf(pair.b);
  const ways = linked ? waysToPart(groups, both) : [];
  const way = ways.length === 1 ? ways[0] : chosen === null ? undefined : ways[chosen];
  const said = reason.trim() === '' ? undefined : reason.trim();
  const locked = mayLink(person.role) ? undefined : t('whoLinks');
  const cut = connection.kind === 'offline' || connection.kind === 'fault';
  const notWhole = presence === 'whole' ? undefined : t(cut ? 'notWhole.cut' : 'notWhole.fetching');
  const write = async (links: readonly NewLink[]) => {
    if (!(await props.write(links))) return;
    setReason('');
    setChosen(null);
  };
  const lockedFor = (kind: 'different' | 'later') =>
    mayHaveMade(person.role, { kind: 'patientLink', event: { kind } })
      ? undefined
      : notMine('create', 'patientLink');
  const wordsOf = ({ left }: WayToPart) =>
    left.map((piece) => piece.map(numberOf).join(' + ')).join(' | ');
  return (
    <>
      {!linked && notWhole !== undefined ? (
        <Notice tone={cut ? 'warn' : 'info'} title={t('notWhole.title')}>
          {t(cut ? 'notWhole.do' : 'notWhole.wait')}
        </Notice>
      ) : null}
      {ways.length > 1 ? (
        <ChoiceTiles
          label={t('waysToPart')}
          value={chosen === null ? null : String(chosen)}
          onChange={(value) => setChosen(Number(value))}
          choices={ways.map((each, place) => ({ value: String(place), label: wordsOf(each) }))}
          stacked
        />
      ) : null}
      <TextField label={t('reason')} value={reason} onChange={setReason} maxLength={300} />
      <div className={css['acts']}>
        {linked ? (
          <Button
            kind="primary"
            busy={busy}
            lockedBecause={locked ?? (said ? (way ? undefined : t('chooseWay')) : t('reasonFirst'))}
            onPress={() => void (way && write(parting(groups, way, records, said)))}
          >
            {t('part')}
          </Button>
        ) : (
          <>
            <Button
              kind="primary"
              busy={busy}
              lockedBecause={locked ?? notWhole}
              onPress={() => void write([linking(groups, both, records, said)])}
            >
              {t('link')}
            </Button>
            {pair.standing === 'parted' || pair.standing === 'different' ? null : (
              <Button
                busy={busy}
                lockedBecause={lockedFor('different')}
                onPress={() => void write([saying(groups, both, 'different', said)])}
              >
                {t('different')}
              </Button>
            )}
            {pair.standing === 'later' ? null : (
              <Button
                busy={busy}
                lockedBecause={lockedFor('later')}
                onPress={() => void write([saying(groups, both, 'later', said)])}
              >
                {t('later')}
              </Button>
            )}
          </>
        )}
      </div>
      <p className={css['hint']}>
        {linked ? (way ? t('partHint', { left: wordsOf(way) }) : t('chooseWay')) : t('linkHint')}
      </p>
    </>
  );
}
