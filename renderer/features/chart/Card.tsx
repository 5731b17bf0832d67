import { useId } from 'react';
import type { ReactNode } from 'react';
import css from './chart.module.css';

/** A titled card on the canvas; `aside` stands flush right of the title. */
export function Card(props: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={css['card']} aria-labelledby={id}>
      <header className={css['cardHead']}>
        <h2 id={id}>{props.title}</h2>
        {props.aside ? <span className={css['cardAside']}>{props.aside}</span> : null}
      </header>
      {props.children}
    </section>
  );
}
