import type { ReactNode } from 'react';
import css from './entryPanel.module.css';

/** Beside a chart's list: where something new is entered. */
export function EntryPanel({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside className={css['panel']} aria-label={label}>
      {children}
    </aside>
  );
}

/** What stands in the panel where nothing can be entered now. */
export function LockedEntry({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={css['locked']}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A form that fills the panel: its fields scroll, its foot with the act stays. Ctrl Enter saves. */
export function EntryForm(props: {
  label: string;
  title: string;
  onSave: () => void;
  foot: ReactNode;
  children: ReactNode;
}) {
  const { label, title, onSave, foot, children } = props;
  return (
    <form
      className={css['form']}
      aria-label={label}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onSave();
      }}
    >
      <div className={css['body']} tabIndex={0} role="region" aria-label={label}>
        <h2>{title}</h2>
        {children}
      </div>
      <footer className={css['foot']}>{foot}</footer>
    </form>
  );
}
