import { useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFrame } from '../../app/frameContext.ts';
import { SearchIcon } from '../../ui/icons.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Completeness } from '../sync/Completeness.tsx';
import { FirstFill } from '../sync/FirstFill.tsx';
import { useScans } from '../scanning/scansContext.tsx';
import css from './find.module.css';
import { PatientLines } from './PatientLines.tsx';
import { useAuditedSearch } from './useAuditedSearch.ts';
import { usePatientSearch } from './usePatientSearch.ts';

const most = 50;

/** Finds anybody on this workstation, at the speed of typing; Enter opens the chart. */
export function FindPanel({ initial }: { readonly initial: string }) {
  const { t } = useTranslation('find');
  const { close } = useFrame();
  const navigate = useNavigate();
  const [query, setQuery] = useState(initial);
  const found = usePatientSearch(query, most);
  const { complete, searched } = found;
  const [wentDown, setWentDown] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const ask = (text: string) => {
    setQuery(text);
    setAt(0);
    // Only then can it have been scrolled; to ask where it stands would lay the page out at every key.
    if (wentDown) list.current?.scrollTo({ top: 0 });
    setWentDown(false);
  };
  useScans((text) => {
    ask(text);
    return true;
  });
  const answered = found.text === query;
  /** Enter came before the answer: what it opens is the first of the answer, never of the last one. */
  const openWhenAnswered = useRef<string>(undefined);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const current = found.patients[Math.min(at, found.patients.length - 1)];
  useReturningFocus(input);
  useEffect(() => {
    if (current && wentDown)
      document.getElementById(`${id}-${current.patientId}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, current, wentDown]);

  const open = useCallback(
    (patientId: string | undefined) => {
      if (!patientId) return;
      close();
      void navigate({ to: '/patients/$patientId', params: { patientId } });
    },
    [close, navigate],
  );
  useEffect(() => {
    if (!answered || openWhenAnswered.current !== query) return;
    openWhenAnswered.current = undefined;
    // Somebody has to read the warning first; another Enter opens.
    if (!found.checkMisfits) open(current?.patientId);
  }, [answered, query, current, open, found.checkMisfits]);
  const onKeyDown = (event: KeyboardEvent) => {
    const last = found.patients.length - 1;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setAt(Math.min(at + 1, last)),
      ArrowUp: () => setAt(Math.max(at - 1, 0)),
      PageDown: () => setAt(Math.min(at + 8, last)),
      PageUp: () => setAt(Math.max(at - 8, 0)),
      Enter: () => (answered ? open(current?.patientId) : void (openWhenAnswered.current = query)),
      Escape: close,
    };
    if (!Object.hasOwn(moves, event.key) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key !== 'Enter') setWentDown(true);
    moves[event.key]!();
  };
  const typed = found.text.trim() !== '';
  useAuditedSearch(typed ? found.total : undefined);

  return (
    <>
      <div className={css['veil']} onMouseDown={close} />
      <section role="dialog" aria-label={t('title')} className={css['panel']}>
        <div className={css['field']}>
          <SearchIcon size={20} />
          <input
            ref={input}
            role="combobox"
            aria-expanded={found.patients.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            {...(current ? { 'aria-activedescendant': `${id}-${current.patientId}` } : {})}
            aria-label={t('title')}
            placeholder={t('placeholder')}
            value={query}
            onChange={(event) => ask(event.target.value)}
            onKeyDown={onKeyDown}
            autoComplete="off"
            spellCheck="false"
          />
          <Kbd>Esc</Kbd>
        </div>
        {found.checkMisfits && found.total > 0 ? (
          <Notice tone="warn" strip urgent title={t('checkMisfits')}>
            {t('checkMisfitsDo')}
          </Notice>
        ) : null}
        <ul
          ref={list}
          role="listbox"
          id={`${id}-list`}
          aria-label={t('results')}
          className={css['list']}
          tabIndex={-1}
          onScroll={({ currentTarget }) => currentTarget.scrollTop > 0 && setWentDown(true)}
        >
          <PatientLines
            id={id}
            patients={found.patients}
            whole={wentDown}
            current={current}
            onOpen={open}
          />
        </ul>
        {typed && found.total === 0 ? (
          complete ? (
            <p className={css['nothing']} role="status">
              {t('nothing')}
            </p>
          ) : (
            <p className={css['nothing']} role="status">
              {t('stillReading')}
            </p>
          )
        ) : null}
        {!typed && searched === 0 ? <FirstFill /> : null}
        <footer className={css['foot']}>
          <span role="status">
            {typed
              ? found.total > most
                ? t('more', { shown: most, total: found.total })
                : t('found', { count: found.total })
              : t('searched', {
                  count: searched,
                })}
          </span>
          <Completeness />
        </footer>
      </section>
    </>
  );
}

/**
 * Focus goes to the field, and back to where it was, or to the work if that is gone. What is behind the
 * panel is inert: it gives the focus up with the next frame, and takes it again once the panel is gone.
 */
function useReturningFocus(input: React.RefObject<HTMLInputElement | null>): void {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    before.current = document.activeElement;
    input.current?.focus();
  }, [input]);
  useEffect(
    () => () => {
      const { current } = before;
      const stands = current instanceof HTMLElement && current.isConnected;
      (stands ? current : document.getElementById('work'))?.focus();
    },
    [],
  );
}
