import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';
import { classNames } from '../../ui/classNames.ts';
import { InfoIcon, SetAsideIcon, SplitDiscIcon, WarningIcon } from '../../ui/icons.tsx';
import { wardName } from '../chart/directory.ts';
import { sidesIn } from '../chart/sides.ts';
import { isLoud, setAsideAnsweredBy } from '../setAside/setAside.ts';
import { useKindWords } from '../sync/useKindWords.ts';
import { unitTitle, unitWords } from '../chart/unitWords.ts';
import { settlerWords } from '../disagreements/disagreementWords.ts';
import { policyFor } from '../disagreements/settling.ts';
import { findingSentence } from '../findings/findingWords.ts';
import css from './inbox.module.css';
import type { InboxItem } from './inboxItems.ts';

/** One thing that waits, as a way to its card: whom it is about, what collides, whose it is. */
export function InboxRow({ item }: { readonly item: InboxItem }) {
  const { t } = useTranslation(['inbox', 'ui']);
  const { t: tSettler } = useTranslation('disagreements');
  const { app } = useSession();
  const { patient, patientId, wards } = item.waiting;
  const names = patient ? sidesIn(patient, 'name').map(({ value }) => value) : [];
  const name = names.map((each) => (each === null ? t('ui:nameUnknown') : String(each)));
  const settledBy = settlersOf(item);
  return (
    <li>
      <Link
        to="/patients/$patientId"
        params={{ patientId }}
        search={{ card: item.key }}
        className={css['row']}
      >
        <span className={classNames(css['mark'], css[toneOf(item)])}>
          <Mark item={item} />
        </span>
        <span className={css['who']}>
          <strong>{name.join(' / ') || t('ui:nameUnknown')}</strong>
          <small>
            {[patient?.recordNumber, ...wards.map((ward) => wardName(app, ward))].join(' · ')}
          </small>
        </span>
        <span className={css['what']}>
          <What item={item} />
        </span>
        <span className={classNames(css['whose'], item.mine && css['mine'])}>
          {item.mine ? t('inbox:mine') : settlerWords(tSettler, settledBy)}
        </span>
      </Link>
    </li>
  );
}

function settlersOf(item: InboxItem) {
  if (item.kind === 'setAside') return setAsideAnsweredBy;
  if (item.kind === 'finding') return item.finding.settledBy;
  return policyFor(item.record, item.unit)?.settledBy ?? [];
}

function toneOf(item: InboxItem): string {
  if (item.kind === 'setAside') return isLoud(item.setAside) ? 'danger' : 'warning';
  return item.kind === 'finding' ? item.finding.severity : 'disputed';
}

function Mark({ item }: { readonly item: InboxItem }) {
  const { t } = useTranslation(['findings', 'ui']);
  if (item.kind === 'disagreement') return <SplitDiscIcon size={18} label={t('ui:disputed')} />;
  if (item.kind === 'setAside') {
    return <SetAsideIcon size={18} label={t('ui:setAside', { count: 1 })} />;
  }
  const label = t(`findings:severity.${item.finding.severity}`);
  return item.finding.severity === 'notice' ? (
    <InfoIcon size={18} label={label} />
  ) : (
    <WarningIcon size={18} label={label} />
  );
}

function What({ item }: { readonly item: InboxItem }) {
  const { t } = useTranslation(['findings', 'encounter']);
  const { t: tChart } = useTranslation(['chart', 'ui', 'allergies']);
  const { app } = useSession();
  const { t: tSetAside } = useTranslation('setAside');
  const kindWords = useKindWords();
  if (item.kind === 'finding') return findingSentence(t, app, item.finding);
  if (item.kind === 'setAside') {
    const { weight, kind } = item.setAside;
    return tSetAside(`title.${weight}`, { kind: kindWords(kind) });
  }
  const words = item.sides.map(({ value }) => unitWords(tChart, app, item.unit, value));
  const short = words.map((each) => (each.length > 60 ? `${each.slice(0, 60)}…` : each));
  return (
    <>
      {unitTitle(tChart, item.record.kind, item.unit)}: <b>{short.join(' ‖ ')}</b>
    </>
  );
}
