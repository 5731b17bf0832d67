import { useTranslation } from 'react-i18next';
import { formatDate, formatTime } from '../../shared/clinical/dates.ts';
import { Notice } from '../ui/Notice.tsx';
import { useSession } from './session.tsx';
import type { Contact } from './useContact.ts';

/** That an emergency code is in use, and that entries will be marked soon, or are, because this workstation hasn't heard of its people. */
export function ContactStrip() {
  const { t } = useTranslation('frame');
  const { contact, emergency } = useSession();
  return (
    <>
      {contact.enrolledTwice ? (
        <Notice tone="refused" title={t('enrolledTwiceTitle')} strip urgent>
          {t('enrolledTwice')}
        </Notice>
      ) : null}
      {emergency ? (
        <Notice tone="warn" title={t('emergencyTitle', { at: formatTime(emergency.until) })} strip>
          {t('emergency', { name: emergency.name })}
        </Notice>
      ) : null}
      <Unverified verification={contact.verification} />
    </>
  );
}

function Unverified({ verification }: Pick<Contact, 'verification'>) {
  const { t } = useTranslation('frame');
  if (verification.kind === 'verified') return null;
  if (verification.kind === 'soonUnverified') {
    return (
      <Notice tone="info" title={t('soonUnverifiedTitle', { count: verification.days })} strip>
        {t('soonUnverified')}
      </Notice>
    );
  }
  const { lastContactAt } = verification;
  return (
    <Notice tone="info" title={t('unverifiedTitle')} strip>
      {lastContactAt === undefined
        ? t('unverifiedNever')
        : t('unverifiedSince', { date: formatDate(lastContactAt) })}
    </Notice>
  );
}
