import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/clinical/dates.ts';
import { credentialStanding } from '../../../shared/people/credentialStanding.ts';
import type { MarkedWrite } from '../../../shared/people/credentialStanding.ts';
import { useSession } from '../../app/session.tsx';
import { InfoIcon, WarningIcon } from '../../ui/icons.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { personName } from './directory.ts';

/**
 * What was wanting in who wrote, beside their name: an emergency code with the name that was given,
 * or an account that nobody could confirm then, and what is known of it since. It never goes away.
 */
export function CredentialMark(props: {
  readonly write: MarkedWrite;
  /** Says whose it is too: where their name doesn't stand beside it. */
  readonly named?: boolean;
}) {
  const { write, named = false } = props;
  const { t } = useTranslation('chart');
  const { app, replica, contact } = useSession();
  const { signatures } = replica;
  const certificates = useSyncExternalStore(
    (changed) => signatures.onChange(changed),
    () => signatures.people(),
  );
  const standing = credentialStanding(write, { certificates, heardAt: contact.heardAt });
  const { emergency, unverified } = write.credential ?? {};
  const since = unverified?.lastContactAt;
  const whose = named ? `${personName(app, write.by)}: ` : '';
  const why =
    since === undefined
      ? t('credential.never')
      : t('credential.since', { date: formatDate(since) });
  return (
    <>
      {emergency ? (
        <Tag
          tone="warn"
          icon={<WarningIcon size={14} />}
          title={t(`credential.reason.${emergency.reason}`)}
        >
          {whose}
          {t('credential.emergency', { name: emergency.name })}
        </Tag>
      ) : null}
      {standing === 'confirmed' ? (
        <span title={why}>
          {whose}
          {t('credential.confirmed')}
        </span>
      ) : standing ? (
        <Tag
          tone={standing === 'waiting' ? 'wait' : 'warn'}
          icon={standing === 'waiting' ? <InfoIcon size={14} /> : <WarningIcon size={14} />}
          title={why}
        >
          {whose}
          {t(`credential.${standing}`)}
        </Tag>
      ) : null}
    </>
  );
}
