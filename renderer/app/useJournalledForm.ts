import { useCallback, useEffect, useRef, useState } from 'react';
import * as z from 'zod';
import { localInstant } from '../../shared/records/instant.ts';
import { useSession } from './session.tsx';

/** A form whose every keystroke goes to the local journal, and which is there again after a crash. */
export interface JournalledForm<T> {
  /** False until the journal has answered what was left from before. */
  readonly ready: boolean;
  readonly value: T;
  /** When what was left from before had been typed; undefined for a fresh form. */
  readonly restoredAt: string | undefined;
  /** The last keystrokes could not be written to the disk. */
  readonly notKept: boolean;
  readonly set: (change: Partial<T>) => void;
  /** Empties the form and the journal: what it held was saved, or given up by its author. */
  readonly clear: () => void;
}

/**
 * @param form name of the form in the journal's key
 * @param about the patient or record that it is about
 * @param schema reads back what the journal held; what doesn't fit is left alone and not shown
 * @param initial the empty form; the same object between renders
 */
export function useJournalledForm<T extends object>(
  form: string,
  about: string,
  schema: z.ZodType<T>,
  initial: T,
): JournalledForm<T> {
  const { replica, person } = useSession();
  const key = `${person.key}/${form}/${about}`;
  const [value, setValue] = useState(initial);
  const [ready, setReady] = useState(false);
  const [restoredAt, setRestoredAt] = useState<string | undefined>(undefined);
  const [notKept, setNotKept] = useState(false);
  const latest = useRef(initial);

  useEffect(() => {
    let live = true;
    setReady(false);
    latest.current = initial;
    setValue(initial);
    setRestoredAt(undefined);
    replica.journal.read(key).then(
      (entry) => {
        if (!live) return;
        const read = z.object({ at: z.string(), form: schema }).safeParse(entry);
        if (read.success) {
          latest.current = read.data.form;
          setValue(read.data.form);
          setRestoredAt(read.data.at);
        }
        setReady(true);
      },
      () => live && setReady(true),
    );
    return () => {
      live = false;
    };
  }, [replica, key, schema, initial]);

  const set = useCallback(
    (change: Partial<T>) => {
      const next = { ...latest.current, ...change };
      latest.current = next;
      setValue(next);
      const entry = { at: localInstant(new Date()), form: JSON.parse(JSON.stringify(next)) };
      replica.journal.write(key, entry).then(
        () => setNotKept(false),
        () => setNotKept(true),
      );
    },
    [replica, key],
  );

  const clear = useCallback(() => {
    latest.current = initial;
    setValue(initial);
    setRestoredAt(undefined);
    setNotKept(false);
    void replica.journal.remove(key).catch(() => undefined);
  }, [replica, key, initial]);

  return { ready, value, restoredAt, notKept, set, clear };
}
