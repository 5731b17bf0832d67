import { useSyncExternalStore } from 'react';
import type { Certificate } from '../../../shared/people/certificate.ts';
import type { Signature } from '../../../shared/records/signatureField.ts';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import type { SignatureStanding } from '../../replica/clientSignatures.ts';

/** `broken` where two versions of the record are rightly signed. */
export type ShownStanding = SignatureStanding | 'broken';

/** What a shown record's signature is worth. */
export function useSignatureStanding(id: string): ShownStanding {
  const { signatures } = useSession().replica;
  const { quarantined } = useSyncStatus();
  const standing = useSyncExternalStore(
    (changed) => signatures.onChange(changed),
    () => signatures.standing(id),
  );
  const isBroken = quarantined.some((one) => one.id === id && one.reason === 'brokenImmutable');
  return isBroken ? 'broken' : standing;
}

/** The certificate that a signature names, once it is known here. */
export function useSigner(signature: Signature | undefined): Certificate | undefined {
  const { signatures } = useSession().replica;
  return useSyncExternalStore(
    (changed) => signatures.onChange(changed),
    () => signature && signatures.certified(signature.certificate)?.certificate,
  );
}
