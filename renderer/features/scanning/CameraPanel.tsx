import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { CameraChoice, CameraTrouble } from './cameraParts.tsx';
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
  const { settings } = useSettings();
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
  return (
    <SidePanel title={t('title')} onClose={onClose}>
      <div className={css['panel']}>
        <div className={css['frame']}>
          <video ref={video} className={css['video']} muted playsInline aria-label={t('picture')} />
          {camera.state.kind === 'watching' && !broken ? <span className={css['aim']} /> : null}
        </div>
        {fault ? (
          <CameraTrouble fault={fault} again={broken ? undefined : camera.again} />
        ) : (
          <p role="status" className={css['said']}>
            {said ? t(said) : camera.state.kind === 'watching' ? t('hold') : t('starting')}
          </p>
        )}
        <CameraChoice camera={camera} />
        <p className={css['quiet']}>{t('notKept')}</p>
      </div>
    </SidePanel>
  );
}
