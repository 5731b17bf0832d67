import { useTranslation } from 'react-i18next';
import type { Signature } from '../../../shared/records/signatureField.ts';
import { useSession } from '../../app/session.tsx';
import { useSigner } from './useSignatureStanding.ts';

/**
 * What a signer was certified as, and their practice number: `bác sĩ, số hành nghề 002345`. While the
 * certificate isn't here, the role as the directory has it. Empty where there is no signature.
 */
export function useSignerWords(by: string, signature: Signature | undefined): string {
  const { app } = useSession();
  const { t } = useTranslation(['chart', 'unlock']);
  const signer = useSigner(signature);
  if (!signature) return '';
  const role = signer?.role ?? app.facility.people.find(({ key }) => key === by)?.role;
  const number = signer?.practiceNumber;
  return [
    ...(role ? [t(`unlock:role.${role}`).toLocaleLowerCase('vi')] : []),
    ...(number === undefined ? [] : [`${t('chart:practiceNumber')} ${number}`]),
  ].join(', ');
}
