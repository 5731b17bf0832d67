import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { localInstant } from '../../../shared/records/instant.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { useJournalledForm } from '../../app/useJournalledForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { cleanText } from './cleanText.ts';
import css from './notes.module.css';
import { oneLine } from '../../app/oneLine.ts';

const schema = z.strictObject({ text: z.string() });
const empty = { text: '' };

/** Adds to a signed note, or takes it back: a record of its own; the note itself never changes. */
export function NoteAct(props: {
  target: RecordOf<'note'> | RecordOf<'addendum'>;
  act: 'addendum' | 'retraction';
  onDone: () => void;
}) {
  const { target, act, onDone } = props;
  const { t } = useTranslation('notes');
  const { replica, author } = useSession();
  const alive = useReplicaAlive();
  const saving = useAct();
  const { ready, value, set, clear, notKept } = useJournalledForm(act, target.id, schema, empty);
  const text = act === 'addendum' ? cleanText(value.text).trim() : oneLine(value.text);
  const locked = !alive
    ? t('locked.notKept')
    : text === ''
      ? t(act === 'addendum' ? 'locked.addendum' : 'locked.retraction')
      : undefined;

  async function sign(): Promise<void> {
    if (locked !== undefined) return;
    const { encounterId } = target;
    const done = await saving.run(() =>
      act === 'addendum'
        ? replica.records.create(
            'addendum',
            target.patientId,
            {
              encounterId,
              noteId: target.id,
              text,
              signedBy: author.person,
              signedAt: localInstant(new Date()),
            },
            author,
          )
        : replica.records.create(
            'retraction',
            target.patientId,
            { encounterId, targetId: target.id, reason: text.slice(0, 300) },
            author,
          ),
    );
    if (!done) return;
    clear();
    onDone();
  }

  if (!ready) return <Skeleton lines={2} />;
  return (
    <form
      className={css['noteAct']}
      aria-label={t(act)}
      onSubmit={(event) => {
        event.preventDefault();
        void sign();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          onDone();
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void sign();
        }
      }}
    >
      {notKept ? <Notice tone="refused" title={t('state.notKept')} urgent /> : null}
      {act === 'addendum' ? (
        <TextArea
          label={t('addendumText')}
          value={value.text}
          onChange={(next) => set({ text: next })}
          autoFocus
        />
      ) : (
        <TextField
          label={t('retractionReason')}
          value={value.text}
          onChange={(next) => set({ text: next })}
          maxLength={300}
          autoFocus
          required
        />
      )}
      <SaveFailure error={saving.error} />
      <div className={css['noteActs']}>
        <Button onPress={onDone} shortcut="Esc">
          {t('back')}
        </Button>
        <Button
          kind="primary"
          type="submit"
          shortcut="Ctrl Enter"
          busy={saving.busy}
          lockedBecause={locked}
        >
          {t(act === 'addendum' ? 'signAddendum' : 'signRetraction')}
        </Button>
      </div>
    </form>
  );
}
