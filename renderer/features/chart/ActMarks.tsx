import { useTranslation } from 'react-i18next';
import type { Credential } from '../../../shared/records/credential.ts';
import type { Signature } from '../../../shared/records/signatureField.ts';
import { useSession } from '../../app/session.tsx';
import { Explained } from '../../ui/Explained.tsx';
import { SignedIcon } from '../../ui/icons.tsx';
import { SetAsideMark } from '../setAside/SetAsideMark.tsx';
import { TimeMark } from '../times/TimeMark.tsx';
import { CredentialMark } from './CredentialMark.tsx';
import { personName, stamp, workstationName } from './directory.ts';
import { SignatureMark, SignatureTag } from './SignatureMark.tsx';
import { useSignatureStanding } from './useSignatureStanding.ts';
import { useSignerWords } from './useSignerWords.ts';
import css from './chart.module.css';

/** A person's signed act, as far as its marks tell of it. */
export interface SignedAct {
  readonly id: string;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly recordedOn: string;
  readonly signature?: Signature | undefined;
  readonly credential?: Credential | undefined;
}

/**
 * What stands beside the name and hour of a signed act that has no line of its own. In a list: a pen's
 * stroke where everything is in order, with the whole line when it is pointed at or focused, and words where
 * something isn't. `whole`, where there is room: role, practice number and the signature's worth.
 */
export function ActMarks({ act, whole = false }: { act: SignedAct; whole?: boolean }) {
  const { id, recordedBy: by, recordedAt: at, recordedOn: on, signature, credential } = act;
  const signer = useSignerWords(by, signature);
  return (
    <span className={css['actMarks']}>
      {whole && signer !== '' ? <span>{signer}</span> : null}
      <TimeMark at={at} on={on} />
      <CredentialMark write={{ by, at, credential }} />
      {signature ? whole ? <SignatureMark id={id} /> : <Brief act={act} signer={signer} /> : null}
      <SetAsideMark id={id} />
    </span>
  );
}

function Brief({ act, signer }: { readonly act: SignedAct; readonly signer: string }) {
  const { app } = useSession();
  const { t } = useTranslation('chart');
  const standing = useSignatureStanding(act.id);
  if (standing === 'notChecked') return null;
  const line = [
    ...[personName(app, act.recordedBy), signer, stamp(act.recordedAt)],
    workstationName(app, act.recordedOn),
    t(`signature.${standing}`),
  ].filter((words) => words !== '');
  if (standing === 'verified') {
    return (
      <Explained words={line.join(', ')}>
        <SignedIcon size={14} />
      </Explained>
    );
  }
  return (
    <Explained words={`${line.join(', ')}. ${t(`signatureWhy.${standing}`)}`}>
      <SignatureTag standing={standing} />
    </Explained>
  );
}
