import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import css from './scanning.module.css';
import { useCamera } from './useCamera.ts';
import { useCodesSeen } from './useCodesSeen.ts';

export interface CameraPanelProps {
  /** Whether the text is what was looked for; the panel goes on looking while it isn't. */
  readonly onText: (text: string) => boolean;
  readonly onClose: () => void;
}

/** Reads a card's code with the camera, beside the work. Nothing of what it sees is kept. */
export function CameraPanel({ onText, onClose }: CameraPanelProps) {
  const { t } = useTranslation('scanning');
  const { settings, change } = useSettings();
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(video, settings.camera);
  const [said, setSaid] = useState<'several' | 'notWanted'>();
  const broken = useCodesSeen(video, camera.state.kind === 'watching', (texts) => {
    // Of two cards on the table nobody knows which is meant.
    if (texts.length > 1) return setSaid('several');
    if (onText(texts[0]!)) onClose();
    else setSaid('notWanted');
  });
  const fault = broken
    ? 'notRead'
    : camera.state.kind === 'failed'
      ? camera.state.fault
      : undefined;
  const { cameras, current, lamp } = camera;
  return (
    <SidePanel title={t('title')} onClose={onClose}>
      <div className={css['panel']}>
        <div className={css['frame']}>
          <video ref={video} className={css['video']} muted playsInline aria-label={t('picture')} />
          {camera.state.kind === 'watching' && !broken ? <span className={css['aim']} /> : null}
        </div>
        {fault ? (
          <Notice
            tone="warn"
            title={t(`fault.${fault}`)}
            urgent
            acts={broken ? undefined : <Button onPress={camera.again}>{t('again')}</Button>}
          >
            {t(`faultDo.${fault}`)}
          </Notice>
        ) : (
          <p role="status" className={css['said']}>
            {said ? t(said) : camera.state.kind === 'watching' ? t('hold') : t('starting')}
          </p>
        )}
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
        <p className={css['quiet']}>{t('notKept')}</p>
      </div>
    </SidePanel>
  );
}
