import type { Signature } from '../../../shared/records/signatureField.ts';
import { useSession } from '../../app/session.tsx';
import { IdentityMark } from '../identities/IdentityMark.tsx';
import { personName, stamp } from './directory.ts';
import { RecordDelivery } from './RecordDelivery.tsx';
import { SignatureMark } from './SignatureMark.tsx';
import css from './chart.module.css';

/** Who wrote a record and when, with its delivery, and what its signature is worth where it has one. */
export function WrittenBy(props: {
  by: string;
  at: string;
  id?: string;
  signature?: Signature | undefined;
}) {
  const { app } = useSession();
  return (
    <span className={css['writtenBy']}>
      {personName(app, props.by)}, <time dateTime={props.at}>{stamp(props.at)}</time>
      {props.id === undefined ? null : <IdentityMark id={props.id} />}
      {props.id === undefined ? null : <RecordDelivery id={props.id} />}
      {props.id === undefined ? null : <SignatureMark id={props.id} signature={props.signature} />}
    </span>
  );
}
