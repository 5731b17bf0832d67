import { useTranslation } from 'react-i18next';
import { mayPhotograph } from '../../../shared/people/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { PhotoPicture } from '../photo/PhotoPicture.tsx';
import { TakePhoto } from '../photo/TakePhoto.tsx';
import css from '../photo/photo.module.css';

/** The photo that will be saved with the registration, and the act that opens its panel. */
export function PhotoField(props: {
  readonly jpeg: string | undefined;
  readonly shortcut: string;
  readonly onOpen: () => void;
  readonly onDrop: () => void;
}) {
  const { t } = useTranslation('photo');
  const { person } = useSession();
  if (!mayPhotograph(person.role)) return null;
  return (
    <span className={css['field']}>
      {props.jpeg === undefined ? null : (
        <>
          <PhotoPicture jpeg={props.jpeg} label={t('taken')} size="small" />
          <Button kind="quiet" onPress={props.onDrop}>
            {t('drop')}
          </Button>
        </>
      )}
      <Button shortcut={props.shortcut} onPress={props.onOpen}>
        {t(props.jpeg === undefined ? 'takeShort' : 'again')}
      </Button>
    </span>
  );
}

export function RegistrationPhotoPanel(props: {
  readonly onTaken: (jpeg: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('photo');
  return (
    <SidePanel title={t('title')} onClose={props.onClose}>
      <div className={css['panel']}>
        <TakePhoto
          onTaken={(jpeg) => {
            props.onTaken(jpeg);
            props.onClose();
          }}
        />
      </div>
    </SidePanel>
  );
}
