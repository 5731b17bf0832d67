import { useSession } from '../../app/session.tsx';
import { IdentityMark } from '../identities/IdentityMark.tsx';
import { personName, stamp } from './directory.ts';
import { RecordDelivery } from './RecordDelivery.tsx';
import css from './chart.module.css';

/** Who wrote a record and when, with its delivery. */
export function WrittenBy(props: { by: string; at: string; id?: string }) {
  const { app } = useSession();
  return (
    <span className={css['writtenBy']}>
      {personName(app, props.by)}, <time dateTime={props.at}>{stamp(props.at)}</time>
      {props.id === undefined ? null : <IdentityMark id={props.id} />}
      {props.id === undefined ? null : <RecordDelivery id={props.id} />}
    </span>
  );
}
