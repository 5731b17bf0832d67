import { useTranslation } from 'react-i18next';
import type { NoteSection } from '../../../shared/records/note.ts';
import { classNames } from '../../ui/classNames.ts';
import { TextArea } from '../../ui/TextArea.tsx';
import { Disagreements } from '../disagreements/Disagreements.tsx';
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
  const { draft } = keeper.state();
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
      {draft ? (
        <div className={css['versions']}>
          <Disagreements records={[draft]} units={[section]} heading="h3" />
        </div>
      ) : null}
    </div>
  );
}
