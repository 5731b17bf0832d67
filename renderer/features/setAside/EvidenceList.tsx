import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/replica/evidence.ts';
import { instant } from '../../../shared/records/fields.ts';
import { useSession } from '../../app/session.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { personName, stamp, workstationName } from '../chart/directory.ts';
import type { FoundEvidence } from './useEvidence.ts';
import { RecordContent } from '../sync/RecordContent.tsx';
import css from './setAside.module.css';

/** What the leaves that were set aside say, each marked as not to be relied on. */
export function EvidenceList({ found }: { readonly found: FoundEvidence }) {
  const { t } = useTranslation('setAside');
  if (!found) return <Skeleton lines={3} />;
  if (found === 'failed') return <p className={css['line']}>{t('notRead')}</p>;
  return (
    <ol className={css['evidence']} aria-label={t('evidence')}>
      {found.map((one) => (
        <li key={one.rev}>
          <One evidence={one} />
        </li>
      ))}
    </ol>
  );
}

function One({ evidence }: { readonly evidence: Evidence }) {
  const { t } = useTranslation('setAside');
  const { t: tSync } = useTranslation('sync');
  const { app } = useSession();
  const { claimed, record, text, cut, reason, path, rev } = evidence;
  const unknown = t('claimed.unknown');
  return (
    <>
      <p className={css['mark']}>{t('notTrusted')}</p>
      <dl>
        <dt>{t('why')}</dt>
        <dd>
          {tSync(`withheld.${reason}`)} {path === '' ? null : <code>{path}</code>}
        </dd>
        <dt>{t('claimed.by')}</dt>
        <dd>{claimed.by === undefined ? unknown : personName(app, claimed.by)}</dd>
        <dt>{t('claimed.at')}</dt>
        <dd>{instant.safeParse(claimed.at).success ? stamp(claimed.at!) : unknown}</dd>
        <dt>{t('claimed.on')}</dt>
        <dd>{claimed.on === undefined ? unknown : workstationName(app, claimed.on)}</dd>
        <dt>{t('version')}</dt>
        <dd>
          <code>{rev}</code>
        </dd>
      </dl>
      {record ? <RecordContent record={record} setAside inChart /> : null}
      {record === undefined && text !== undefined ? (
        <pre tabIndex={0} aria-label={t('asItStands')}>
          {text}
          {cut ? `\n… ${t('cut')}` : ''}
        </pre>
      ) : null}
      {text === undefined ? <p>{t('notOpened')}</p> : null}
    </>
  );
}
