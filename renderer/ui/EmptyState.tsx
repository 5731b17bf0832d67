import type { ReactNode } from 'react';
import css from './emptyState.module.css';

/** What stands where a list or a page has nothing: why, and what to do. */
export function EmptyState(props: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  acts?: ReactNode;
}) {
  return (
    <div className={css['empty']} role="status">
      {props.icon}
      <h2>{props.title}</h2>
      {props.children ? <p>{props.children}</p> : null}
      {props.acts ? <div className={css['acts']}>{props.acts}</div> : null}
    </div>
  );
}
