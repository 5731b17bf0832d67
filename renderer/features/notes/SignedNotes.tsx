import { useTranslation } from 'react-i18next';
import { noteSections } from '../../../shared/records/note.ts';
import { WrittenBy } from '../chart/WrittenBy.tsx';
import type { Note } from './draftStanding.ts';
import css from './notes.module.css';

/** Signed notes, the newest first, whole: they are read, not opened. */
export function SignedNotes({ notes }: { readonly notes: readonly Note[] }) {
  const { t } = useTranslation('notes');
  const newestFirst = [...notes].sort((a, b) =>
    a.signedAt === b.signedAt ? (a.id < b.id ? 1 : -1) : a.signedAt < b.signedAt ? 1 : -1,
  );
  return (
    <section className={css['signed']} aria-label={t('signedNotes')}>
      <h2 className={css['listHead']}>
        {t('signedNotes')}{' '}
        <span className={css['meta']}>{t('signedCount', { count: notes.length })}</span>
      </h2>
      {newestFirst.length === 0 ? <p className={css['meta']}>{t('noSigned')}</p> : null}
      {newestFirst.map((note) => (
        <article key={note.id} className={css['note']} aria-label={t(`type.${note.noteType}`)}>
          <header className={css['noteHead']}>
            <h3>{t(`type.${note.noteType}`)}</h3>
            <WrittenBy by={note.signedBy} at={note.signedAt} id={note.id} />
          </header>
          <dl className={css['noteSections']}>
            {noteSections.map((section) =>
              note[section] ? (
                <div key={section}>
                  <dt>{t(`section.${section}`)}</dt>
                  <dd className={css['prose']}>{note[section]}</dd>
                </div>
              ) : null,
            )}
          </dl>
        </article>
      ))}
    </section>
  );
}
