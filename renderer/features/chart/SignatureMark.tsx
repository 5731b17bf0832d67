import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Signature } from '../../../shared/records/signatureField.ts';
import { useSession } from '../../app/session.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { Tag } from '../../ui/Tag.tsx';

/** What a record's signature is worth: quiet where it was verified, loud where it is in doubt. */
export function SignatureMark(props: {
  readonly id: string;
  readonly signature: Signature | undefined;
}) {
  const { id, signature } = props;
  const { t } = useTranslation('chart');
  const { signatures } = useSession().replica;
  const standing = useSyncExternalStore(
    (changed) => signatures.onChange(changed),
    () => signatures.standing(id),
  );
  if (!signature || standing === 'notChecked') return null;
  if (standing !== 'verified') {
    return (
      <Tag tone="warn" icon={<WarningIcon size={14} />}>
        {t(`signature.${standing}`)}
      </Tag>
    );
  }
  const practiceNumber = signatures.certified(signature.certificate)?.certificate.practiceNumber;
  return (
    <span>
      {practiceNumber === undefined ? null : `${t('practiceNumber')} ${practiceNumber}, `}
      {t('signature.verified')}
    </span>
  );
}
