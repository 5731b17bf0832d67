import { useTranslation } from 'react-i18next';
import { timeDoubt } from '../../../shared/clinical/statedTime.ts';
import { ClockIcon } from '../../ui/icons.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { timeWords } from './timeWords.ts';
import { useKnownTimes } from './useKnownTimes.ts';

/** Beside a stated time that can't be right: by how much, as far as that can be told. Else nothing. */
export function TimeMark(props: {
  readonly at: string;
  /** Key of the workstation on which it was stated. */
  readonly on?: string | undefined;
  /** In a narrow row: that it isn't right; by how much is said when it is pointed at. */
  readonly brief?: boolean;
}) {
  const { t } = useTranslation('times');
  const { t: tSync } = useTranslation('sync');
  const doubt = timeDoubt(props, useKnownTimes());
  if (!doubt) return null;
  const { short, why } = timeWords(t, tSync, doubt);
  return (
    <Tag tone="warn" icon={<ClockIcon size={14} />} title={props.brief ? `${short}. ${why}` : why}>
      {props.brief ? t('brief') : short}
    </Tag>
  );
}
