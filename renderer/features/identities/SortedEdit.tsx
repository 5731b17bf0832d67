import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { policies } from '../../../shared/clinical/policies.ts';
import { maySettle } from '../../../shared/clinical/settlers.ts';
import type { Owner } from '../../../shared/identity/links/owners.ts';
import { toPutRight } from '../../../shared/identity/links/puttingRight.ts';
import type { ToPutRight } from '../../../shared/identity/links/puttingRight.ts';
import type { UnitValue } from '../../../shared/merge/units.ts';
import { mayRead } from '../../../shared/people/mayRead.ts';
import type { AnyRecord, Kind, RecordOf } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { useNotMine } from '../../app/useNotMine.ts';
import { Button } from '../../ui/Button.tsx';
import { unitTitle, unitWords } from '../chart/unitWords.ts';
import { WrittenBy } from '../chart/WrittenBy.tsx';
import { useKindWords } from '../sync/useKindWords.ts';
import css from './identities.module.css';
import { usePatientGroups } from './patientGroupsContext.tsx';
import { SaidOwner } from './SaidOwner.tsx';
import { SayOwner } from './SayOwner.tsx';

/**
 * An edit that was made while two identities were one: what it wrote, what had stood there, and whose
 * it is. Where it is the other's, each value is written there and taken back here by a press of its
 * own: two saves like those of the patient's panel, on what is before whoever presses.
 */
export function SortedEdit(props: {
  readonly edit: RecordOf<'change'>;
  /** What was edited, as it stands. */
  readonly record: AnyRecord;
  /** The history of both charts. */
  readonly changes: readonly RecordOf<'change'>[];
  readonly owner: Owner | undefined;
  readonly identities: readonly { readonly patientId: string; readonly number: string }[];
  readonly patientOf: (patientId: string) => RecordOf<'patient'> | undefined;
  readonly busy: boolean;
  readonly run: (act: () => Promise<unknown>) => Promise<unknown>;
  /** Left out for whoever may only look. */
  readonly onSay?: (whose: string) => void;
}) {
  const { edit, record, owner, patientOf } = props;
  const { t } = useTranslation('identities');
  const { t: tChart } = useTranslation(['chart', 'ui', 'allergies']);
  const { app, person } = useSession();
  const kindWords = useKindWords();
  const groups = usePatientGroups();
  const numberOf = (id: string) => patientOf(id)?.recordNumber ?? '';
  const whose = owner?.kind === 'said' ? owner.patientId : undefined;
  const elsewhere =
    whose !== undefined && groups.survivorOf(whose) !== groups.survivorOf(record.patientId);
  const right = elsewhere ? patientOf(whose) : undefined;
  const values = toPutRight(edit, record, props.changes, right);
  const words = (unit: string, value: UnitValue) => unitWords(tChart, app, unit, value);
  const readable = mayRead(person, record.kind, []);
  return (
    <li>
      <b>{t('edited', { what: kindWords(record.kind) })}</b>{' '}
      <Link to="/patients/$patientId" params={{ patientId: record.patientId }}>
        {numberOf(record.patientId)}
      </Link>{' '}
      <WrittenBy
        by={edit.recordedBy}
        at={edit.recordedAt}
        on={edit.recordedOn}
        credential={edit.credential}
      />
      {readable ? (
        <dl className={css['values']}>
          {values.map(({ unit, value, before }) => (
            <div key={unit}>
              <dt>{unitTitle(tChart, record.kind, unit)}</dt>
              <dd>
                {words(unit, value)}{' '}
                <small>
                  {t('before', { value: before.map((one) => words(unit, one)).join('; ') })}
                </small>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <SayOwner {...props} />
      {owner ? <SaidOwner owner={owner} numberOf={numberOf} /> : null}
      {right && readable
        ? values.map((one) => (
            <PutRight
              key={one.unit}
              of={one}
              record={record}
              number={numberOf(record.patientId)}
              right={right}
              busy={props.busy}
              run={props.run}
            />
          ))
        : null}
    </li>
  );
}

/** The two presses that put one value right; each is gone once it stands as it should. */
function PutRight(props: {
  readonly of: ToPutRight;
  readonly record: AnyRecord;
  /** Record number of the identity in whose record it was written. */
  readonly number: string;
  readonly right: RecordOf<'patient'>;
  readonly busy: boolean;
  readonly run: (act: () => Promise<unknown>) => Promise<unknown>;
}) {
  const { of, record, number, right, busy } = props;
  const { t } = useTranslation('identities');
  const { t: tChart } = useTranslation(['chart', 'ui', 'allergies']);
  const { app, replica, author, audit } = useSession();
  const locked = useLocked(record.kind, of.unit);
  const title = unitTitle(tChart, record.kind, of.unit);
  const words = (value: UnitValue) => unitWords(tChart, app, of.unit, value);
  const save = (into: AnyRecord, value: UnitValue) =>
    void props.run(async () => {
      await replica.records.save<Kind>(into, { [of.unit]: value }, author);
      const about = { patient: record.patientId, other: right.patientId, what: 'putRight' };
      audit({ action: 'patientLink', about });
    });
  const there = { number: right.recordNumber };
  return (
    <div className={css['putRight']} role="group" aria-label={title}>
      <b>{title}</b>
      {of.there === undefined ? <span>{t('writeAgain', there)}</span> : null}
      {of.there === true ? <span>{t('isThere', there)}</span> : null}
      {of.there === false ? (
        <Button busy={busy} lockedBecause={locked} onPress={() => save(right, of.value)}>
          {t('writeTo', { ...there, value: words(of.value) })}
        </Button>
      ) : null}
      {of.stands ? (
        of.before.map((before) => (
          <Button
            key={JSON.stringify(before)}
            busy={busy}
            lockedBecause={locked}
            onPress={() => save(record, before)}
          >
            {t('takeBack', { number, value: words(before) })}
          </Button>
        ))
      ) : (
        <span>{t('isBack', { number })}</span>
      )}
    </div>
  );
}

/** Why somebody may not write this value: the record isn't theirs to edit, or the unit to decide. */
function useLocked(kind: Kind, unit: string): string | undefined {
  const { t } = useTranslation('identities');
  const { person } = useSession();
  const notMine = useNotMine()('edit', kind);
  const policy = policies.find((one) => one.kind === kind && one.unit === unit.split('/')[0]);
  // What is of the papers is put right by whoever may write it; what treatment rests on is decided.
  const decides =
    !policy ||
    !clinicalUnits.has(unit) ||
    maySettle(policy.settledBy, { role: person.role, isAuthor: false });
  return notMine ?? (decides ? undefined : t('whoDecides'));
}

/** What isn't of the papers. */
const clinicalUnits: ReadonlySet<string> = new Set([
  'allergyStatement',
  'codeStatus',
  'isolation',
  'pregnancy',
  'fallRisk',
]);
