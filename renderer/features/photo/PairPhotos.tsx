import { useTranslation } from 'react-i18next';
import { standingPhotos } from '../../../shared/identity/photo/standingPhotos.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { stamp } from '../chart/directory.ts';
import { PhotoPicture } from './PhotoPicture.tsx';
import css from './photo.module.css';

/** The faces of one of two records that are compared. */
export function PairPhotos(props: {
  readonly records: readonly AnyRecord[];
  readonly patientId: string;
}) {
  const { records, patientId } = props;
  const { t } = useTranslation(['photo', 'identities']);
  const { current } = standingPhotos(
    records
      .filter((record) => record.kind === 'patientPhoto')
      .filter((record) => record.patientId === patientId),
  );
  if (current.length === 0) return t('identities:noPhoto');
  return (
    <span className={css['pair']}>
      {current.map(({ record, jpeg }) => (
        <PhotoPicture
          key={record.id}
          jpeg={jpeg}
          label={t('photo:photoOf', { time: stamp(record.recordedAt) })}
          size="medium"
        />
      ))}
    </span>
  );
}
