import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import type { SuspectedPair } from '../../../shared/identity/matching/keepMatches.ts';
import { linking, parting, saying } from '../../../shared/identity/links/parting.ts';
import type { NewLink } from '../../../shared/identity/links/parting.ts';
import { mayHaveMade, mayLink } from '../../../shared/people/rights.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useSession } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { useNotMine } from '../../app/useNotMine.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { personName, stamp, workstationName } from '../chart/directory.ts';
import { PairPhotos } from '../photo/PairPhotos.tsx';
import css from './identities.module.css';
import { usePatientGroups } from './patientGroupsContext.tsx';
import { PairAnswers } from './PairAnswers.tsx';
import { ToSort } from './ToSort.tsx';
import { WhyPair } from './WhyPair.tsx';
import type { ListedPair } from './usePairList.ts';
import { useRecordsOf } from './useRecordsOf.ts';

/** Two records side by side, why they look like one person, and what can be said of them. */
export function PairComparison({ pair }: { readonly pair: ListedPair }) {
  const { t } = useTranslation(['identities', 'ui', 'chart']);
  const { app, replica, author, person, audit } = useSession();
  const groups = usePatientGroups();
  const linked = pair.standing === 'linked';
  const ids = linked ? groups.membersOf(pair.a) : [pair.a, pair.b];
  const records = useRecordsOf(ids);
  const [why, setWhy] = useState<SuspectedPair | undefined>(undefined);
  const [reason, setReason] = useState('');
  const { run, error, busy } = useAct();
  const notMine = useNotMine();
  useEffect(
    () => audit({ action: 'comparePair', about: { patient: pair.a, other: pair.b } }),
    [audit, pair.a, pair.b],
  );
  useEffect(() => {
    let ended = false;
    replica.patients.compare(pair.a, pair.b).then(
      (found) => (ended ? undefined : setWhy(found)),
      () => undefined,
    );
    return () => {
      ended = true;
    };
  }, [replica, pair.a, pair.b]);
  const patientOf = (id: string) =>
    records?.find((record) => record.kind === 'patient' && record.patientId === id) as
      RecordOf<'patient'> | undefined;
  const [one, other] = [patientOf(pair.a), patientOf(pair.b)];
  const write = (links: readonly NewLink[]) =>
    run(async () => {
      for (const { patientId, fields } of links) {
        await replica.records.create('patientLink', patientId, fields, author);
        const about = { patient: patientId, other: fields.other, what: fields.event.kind };
        audit({ action: 'patientLink', about });
      }
      setReason('');
    });
  if (!records || !one || !other)
    return <p className={css['comparison']}>{t('identities:here')}</p>;
  const both = [pair.a, pair.b] as const;
  const said = reason.trim() === '' ? undefined : reason.trim();
  const locked = mayLink(person.role) ? undefined : t('identities:whoLinks');
  const lockedFor = (kind: 'different' | 'later') =>
    mayHaveMade(person.role, { kind: 'patientLink', event: { kind } })
      ? undefined
      : notMine('create', 'patientLink');
  return (
    <section className={css['comparison']} aria-label={t('identities:comparison')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('identities:field')}</th>
            {[one, other].map((patient) => (
              <th scope="col" key={patient.patientId}>
                <Link to="/patients/$patientId" params={{ patientId: patient.patientId }}>
                  {patient.recordNumber}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.some(({ kind }) => kind === 'patientPhoto') ? (
            <tr>
              <th scope="row">{t('identities:field.photo')}</th>
              {both.map((patientId) => (
                <td key={patientId}>
                  <PairPhotos records={records} patientId={patientId} />
                </td>
              ))}
            </tr>
          ) : null}
          {rowsOf(one, other, {
            sex: (sex) => t(`ui:sex.${sex}`),
            unknown: t('identities:notSaid'),
            made: ({ recordedBy, recordedAt, recordedOn, credential }) =>
              `${personName(app, recordedBy, credential)}, ${stamp(recordedAt)}, ${workstationName(app, recordedOn)}`,
            entries: (id) => String(entriesOf(records, id)),
          }).map(([field, left, right]) => (
            <tr key={field} className={left === right ? undefined : css['differs']!}>
              <th scope="row">{t(`identities:field.${field}`)}</th>
              <td>{left}</td>
              <td>{right}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {why ? <WhyPair pair={why} /> : null}
      <PairAnswers pair={pair} />
      {pair.standing === 'sameNumber' ? (
        <p className={css['note']}>{t('identities:sameNumberWhy')}</p>
      ) : null}
      {pair.standing === 'disputed' ? (
        <p className={css['note']}>{t('identities:disputedWhy')}</p>
      ) : null}
      {linked && groups.of(pair.a)?.contradicted ? (
        <p className={css['note']}>{t('identities:contradicted')}</p>
      ) : null}
      <TextField
        label={t('identities:reason')}
        value={reason}
        onChange={setReason}
        maxLength={300}
      />
      <SaveFailure error={error} />
      <div className={css['acts']}>
        {linked ? (
          <Button
            kind="primary"
            busy={busy}
            lockedBecause={locked ?? (said ? undefined : t('identities:reasonFirst'))}
            onPress={() => void write(parting(groups, pair.b, records, said))}
          >
            {t('identities:part')}
          </Button>
        ) : (
          <>
            <Button
              kind="primary"
              busy={busy}
              lockedBecause={locked}
              onPress={() => void write([linking(groups, both, records, said)])}
            >
              {t('identities:link')}
            </Button>
            {pair.standing === 'parted' ? null : (
              <Button
                busy={busy}
                lockedBecause={lockedFor('different')}
                onPress={() => void write([saying(groups, both, 'different', said)])}
              >
                {t('identities:different')}
              </Button>
            )}
            {pair.standing === 'suspected' ? (
              <Button
                busy={busy}
                lockedBecause={lockedFor('later')}
                onPress={() => void write([saying(groups, both, 'later', said)])}
              >
                {t('identities:later')}
              </Button>
            ) : null}
          </>
        )}
      </div>
      <p className={css['hint']}>{t(linked ? 'identities:partHint' : 'identities:linkHint')}</p>
      {pair.standing === 'parted' ? (
        <ToSort pair={pair} records={records} busy={busy} write={write} />
      ) : null}
    </section>
  );
}

interface Words {
  readonly sex: (sex: RecordOf<'patient'>['sex']) => string;
  readonly unknown: string;
  readonly made: (patient: RecordOf<'patient'>) => string;
  readonly entries: (patientId: string) => string;
}

function rowsOf(one: RecordOf<'patient'>, other: RecordOf<'patient'>, words: Words) {
  const each = (said: (patient: RecordOf<'patient'>) => string | undefined) =>
    [said(one) || words.unknown, said(other) || words.unknown] as const;
  const list = (values: readonly string[]) => values.toSorted().join(', ');
  return [
    ['name', ...each(({ name }) => name)],
    ['birthDate', ...each(({ birthDate }) => birthDate && formatPartialDate(birthDate))],
    ['sex', ...each(({ sex }) => words.sex(sex))],
    [
      'number',
      ...each(({ identifiers }) => list(Object.values(identifiers ?? {}).map((n) => n.value))),
    ],
    ['phone', ...each(({ contacts }) => list(Object.values(contacts ?? {}).map((c) => c.phone)))],
    ['address', ...each(({ address }) => address)],
    ['made', ...each(words.made)],
    ['entries', ...each(({ patientId }) => words.entries(patientId))],
  ] as const;
}

function entriesOf(records: readonly AnyRecord[], patientId: string): number {
  return records.filter((record) => record.patientId === patientId && record.kind !== 'patient')
    .length;
}
