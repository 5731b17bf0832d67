import { useTranslation } from 'react-i18next';
import { standingPhotos } from '../../../shared/identity/photo/standingPhotos.ts';
import { mayPhotograph } from '../../../shared/people/rights.ts';
import { useSession } from '../../app/session.tsx';
import { PersonIcon } from '../../ui/icons.tsx';
import type { Chart } from '../chart/useChart.ts';
import { PhotoPicture } from './PhotoPicture.tsx';
import css from './photo.module.css';

/** The patient's face beside the name; opens all photos. Where there is none, whoever may takes one. */
export function BannerPhoto(props: { readonly chart: Chart; readonly onOpen: () => void }) {
  const { chart, onOpen } = props;
  const { t } = useTranslation('photo');
  const { person } = useSession();
  const { current, earlier, retracted } = standingPhotos(chart.photos);
  const any = current.length + earlier.length + retracted.length > 0;
  if (!any && !mayPhotograph(person.role)) return null;
  const label =
    current.length > 1
      ? t('openSeveral', { count: current.length })
      : t(current.length === 1 ? 'open' : 'take');
  return (
    <button
      type="button"
      className={css['banner']}
      aria-label={label}
      title={label}
      onClick={onOpen}
    >
      {current.length === 0 ? (
        <span className={css['nobody']}>
          <PersonIcon size={26} />
        </span>
      ) : (
        current
          .slice(0, 2)
          .map(({ record, jpeg }) => <PhotoPicture key={record.id} jpeg={jpeg} size="small" />)
      )}
    </button>
  );
}
