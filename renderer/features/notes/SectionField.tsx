import { useTranslation } from 'react-i18next';
import type { NoteSection } from '../../../shared/records/note.ts';
import { useSession } from '../../app/session.tsx';
import { classNames } from '../../ui/classNames.ts';
import { SplitDiscIcon } from '../../ui/icons.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { personName, stamp, workstationName } from '../chart/directory.ts';
import { isDisputed, sidesIn } from '../chart/sides.ts';
import type { DraftKeeper } from './draftKeeper.ts';
import css from './notes.module.css';

/** One section of a note being written; where two people wrote it, every version is in sight. */
export function SectionField(props: {
  section: NoteSection;
  keeper: DraftKeeper;
  autoFocus: boolean;
}) {
  const { section, keeper } = props;
  const { t } = useTranslation('notes');
  const { app } = useSession();
  const { draft, edits } = keeper.state();
  const disputed = draft !== undefined && isDisputed(draft, section);
  const own = edits[section];
  const others = disputed
    ? sidesIn(draft, section).filter((side) => side.value !== (own?.saved ?? NaN))
    : [];
  return (
    <div className={classNames(css['section'], !keeper.canWrite(section) && css['readOnly'])}>
      {keeper.canWrite(section) ? (
        <TextArea
          label={t(`section.${section}`)}
          value={keeper.textOf(section)}
          onChange={(text) => keeper.write(section, text)}
          placeholder={t(`placeholder.${section}`)}
          maxLength={20_000}
          autoFocus={props.autoFocus}
        />
      ) : (
        <p className={css['sectionName']}>{t(`section.${section}`)}</p>
      )}
      {disputed ? (
        <div className={css['versions']} role="group" aria-label={t('versions')}>
          <p className={css['versionsHead']}>
            <SplitDiscIcon size={15} /> {t(own ? 'otherVersion' : 'versions')}
          </p>
          {others.map((side) => (
            <div key={side.dot} className={css['version']}>
              <p className={css['prose']}>
                {side.value === null ? t('emptied') : String(side.value)}
              </p>
              <p className={css['meta']}>
                {personName(app, side.write.by)}, {stamp(side.write.at)},{' '}
                {workstationName(app, side.write.on)}
              </p>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
