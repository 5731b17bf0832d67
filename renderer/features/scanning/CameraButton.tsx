import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';

/** Opens the panel that reads a card with the camera. */
export function CameraButton(props: { readonly shortcut: string; readonly onPress: () => void }) {
  const { t } = useTranslation('scanning');
  return (
    <Button shortcut={props.shortcut} onPress={props.onPress}>
      {t('open')}
    </Button>
  );
}
