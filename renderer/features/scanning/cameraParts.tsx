import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import type { CameraFault } from './cameraFault.ts';
import type { Camera } from './useCamera.ts';

/** Why there is no picture, and what can be done. */
export function CameraTrouble(props: {
  readonly fault: CameraFault;
  /** Left out where trying again doesn't help. */
  readonly again?: (() => void) | undefined;
}) {
  const { t } = useTranslation('scanning');
  return (
    <Notice
      tone="warn"
      title={t(`fault.${props.fault}`)}
      urgent
      acts={props.again ? <Button onPress={props.again}>{t('again')}</Button> : undefined}
    >
      {t(`faultDo.${props.fault}`)}
    </Notice>
  );
}

/** Which camera, where there are several, and its lamp, where it has one. */
export function CameraChoice({ camera }: { readonly camera: Camera }) {
  const { t } = useTranslation('scanning');
  const { change } = useSettings();
  const { cameras, current, lamp } = camera;
  return (
    <>
      {cameras.length > 1 ? (
        <Select
          label={t('camera')}
          options={cameras.map(({ id, label }, index) => ({
            id,
            label: label || t('cameraNumber', { number: String(index + 1) }),
          }))}
          value={current ?? null}
          onChange={(id) => void change({ camera: id })}
        />
      ) : null}
      {lamp === undefined ? null : (
        <Button onPress={() => camera.switchLamp(!lamp)}>
          {lamp ? t('lampOff') : t('lampOn')}
        </Button>
      )}
    </>
  );
}
