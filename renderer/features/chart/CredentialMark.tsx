import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/clinical/dates.ts';
import { credentialStanding } from '../../../shared/people/credentialStanding.ts';
import type { MarkedWrite } from '../../../shared/people/credentialStanding.ts';
import { useSession } from '../../app/session.tsx';
import { InfoIcon, WarningIcon } from '../../ui/icons.tsx';
import { Tag } from '../../ui/Tag.tsx';

/**
 * What was wanting in who wrote, beside their name: an emergency code with the name that was given,
 * or an account that nobody could confirm then, and what is known of it since. It never goes away.
 */
export function CredentialMark({ write }: { readonly write: MarkedWrite }) {
  const { t } = useTranslation('chart');
  const { replica, contact } = useSession();
  const { signatures } = replica;
  const certificates = useSyncExternalStore(
    (changed) => signatures.onChange(changed),
    () => signatures.people(),
  );
  const standing = credentialStanding(write, { certificates, heardAt: contact.heardAt });
  const { emergency, unverified } = write.credential ?? {};
  const since = unverified?.lastContactAt;
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
          {t('credential.emergency', { name: emergency.name })}
        </Tag>
      ) : null}
      {standing === 'confirmed' ? (
        <span title={why}>{t('credential.confirmed')}</span>
      ) : standing ? (
        <Tag
          tone={standing === 'waiting' ? 'wait' : 'warn'}
          icon={standing === 'waiting' ? <InfoIcon size={14} /> : <WarningIcon size={14} />}
          title={why}
        >
          {t(`credential.${standing}`)}
        </Tag>
      ) : null}
    </>
  );
}
