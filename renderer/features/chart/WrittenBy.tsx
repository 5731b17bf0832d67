import type { Credential } from '../../../shared/records/credential.ts';
import type { Signature } from '../../../shared/records/signatureField.ts';
import { useSession } from '../../app/session.tsx';
import { IdentityMark } from '../identities/IdentityMark.tsx';
import { SetAsideMark } from '../setAside/SetAsideMark.tsx';
import { TimeMark } from '../times/TimeMark.tsx';
import { CredentialMark } from './CredentialMark.tsx';
import { personName, stamp } from './directory.ts';
import { RecordDelivery } from './RecordDelivery.tsx';
import { SignatureMark } from './SignatureMark.tsx';
import { useSignerWords } from './useSignerWords.ts';
import css from './chart.module.css';

/**
 * Who wrote a record and when, with its delivery; of a signed one also what the signer was certified
 * as, their practice number, and what the signature is worth.
 */
export function WrittenBy(props: {
  by: string;
  at: string;
  /** Workstation on which it was stated: its clock may be known to be wrong. */
  on?: string;
  id?: string;
  signature?: Signature | undefined;
  credential?: Credential | undefined;
}) {
  const { by, at, on, id, signature } = props;
  const { app } = useSession();
  const signer = useSignerWords(by, signature);
  return (
    <span className={css['writtenBy']}>
      <span>
        <span className={css['writer']}>{personName(app, by)}</span>
        {signer === '' ? null : `, ${signer}`}, <time dateTime={at}>{stamp(at)}</time>
      </span>
      <TimeMark at={at} on={on} />
      <CredentialMark write={props} />
      {id !== undefined && signature ? <SignatureMark id={id} /> : null}
      {id === undefined ? null : <SetAsideMark id={id} />}
      {id === undefined ? null : <IdentityMark id={id} />}
      {id === undefined ? null : <RecordDelivery id={id} />}
    </span>
  );
}
