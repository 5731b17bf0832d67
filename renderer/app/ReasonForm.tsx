import { useMemo, useState } from 'react';
import * as z from 'zod';
import { Button } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { oneLine } from './oneLine.ts';
import css from './reasonForm.module.css';
import { SaveFailure } from './SaveFailure.tsx';
import { useAct } from './useAct.ts';
import { useJournalledForm } from './useJournalledForm.ts';

/** Longest reason that a record takes, in characters. */
const longestReason = 300;

/**
 * One act on a record that needs a reason, in a line below it; Esc gives it up. What its author had
 * before them when it was opened (`seen`) is kept with every keystroke, a crash in between included:
 * the act never covers what arrived meanwhile.
 */
export function ReasonForm<S>(props: {
  /** Name of the form in the journal, and the record that it is about. */
  form: string;
  about: string;
  seenSchema: z.ZodType<S>;
  seen: S;
  words: { act: string; reason: string; missing: string; back: string; confirm: string };
  /** Why nobody can do it now, whatever the reason. */
  lockedBecause: string | undefined;
  /** Resolves when it is acknowledged. */
  save: (seen: S, reason: string) => Promise<unknown>;
  onDone: () => void;
}) {
  const { form, about, seenSchema, words, save, onDone } = props;
  const schema = useMemo(
    () => z.strictObject({ seen: seenSchema, reason: z.string() }),
    [seenSchema],
  );
  const [initial] = useState(() => ({ seen: props.seen, reason: '' }));
  const { ready, value, set, clear } = useJournalledForm(form, about, schema, initial);
  const act = useAct();
  const reason = oneLine(value.reason).slice(0, longestReason);
  const lockedBecause = props.lockedBecause ?? (reason === '' ? words.missing : undefined);

  async function run(): Promise<void> {
    if (lockedBecause !== undefined) return;
    if (!(await act.run(() => save(value.seen, reason)))) return;
    clear();
    onDone();
  }

  // What a crash left behind would take the place of what is typed before it was read.
  if (!ready) return <Skeleton lines={2} />;
  return (
    <form
      className={css['form']}
      aria-label={words.act}
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDone();
      }}
    >
      <TextField
        label={words.reason}
        value={value.reason}
        onChange={(next) => set({ reason: next })}
        maxLength={longestReason}
        autoFocus
        required
      />
      <Button onPress={onDone} shortcut="Esc">
        {words.back}
      </Button>
      <Button kind="primary" type="submit" busy={act.busy} lockedBecause={lockedBecause}>
        {words.confirm}
      </Button>
      <SaveFailure error={act.error} />
    </form>
  );
}
