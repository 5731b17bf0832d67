import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { CameraChoice, CameraTrouble } from '../scanning/cameraParts.tsx';
import { useCamera } from '../scanning/useCamera.ts';
import { useSettings } from '../../app/settings.tsx';
import { PhotoPicture } from './PhotoPicture.tsx';
import { photoOf, photoOfFile, PictureRefused } from './photoOfPicture.ts';
import type { PictureFault } from './photoOfPicture.ts';
import css from './photo.module.css';

export interface TakePhotoProps {
  /** Takes the photo that somebody looked at and chose; a rejection keeps it in sight. */
  readonly onTaken: (jpeg: string) => void;
  /** Why it can't be taken now, in words. */
  readonly lockedBecause?: string | undefined;
  readonly busy?: boolean;
}

/** A photo with the camera that reads cards, or of a file; looked at before it is taken over. */
export function TakePhoto({ onTaken, lockedBecause, busy = false }: TakePhotoProps) {
  const { t } = useTranslation(['photo', 'scanning']);
  const { settings } = useSettings();
  const video = useRef<HTMLVideoElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const camera = useCamera(video, settings.camera);
  const [jpeg, setJpeg] = useState<string>();
  const [fault, setFault] = useState<PictureFault>();
  const offer = (picture: Promise<string>) =>
    picture.then(
      (taken) => {
        setFault(undefined);
        setJpeg(taken);
      },
      (error: unknown) => setFault(error instanceof PictureRefused ? error.fault : 'notAPicture'),
    );
  const watching = camera.state.kind === 'watching';
  const take = () => {
    const { current } = video;
    if (!current || current.videoWidth === 0) return;
    void offer(photoOf(current, { width: current.videoWidth, height: current.videoHeight }));
  };
  return (
    <div className={css['take']}>
      <div className={css['frame']}>
        <video
          ref={video}
          className={css['video']}
          hidden={jpeg !== undefined}
          muted
          playsInline
          aria-label={t('scanning:picture')}
        />
        {jpeg === undefined ? null : (
          <PhotoPicture jpeg={jpeg} label={t('photo:taken')} size="large" />
        )}
      </div>
      {jpeg === undefined ? (
        <>
          {camera.state.kind === 'failed' ? (
            <CameraTrouble fault={camera.state.fault} again={camera.again} />
          ) : (
            <p role="status" className={css['said']}>
              {watching ? t('photo:hold') : t('scanning:starting')}
            </p>
          )}
          {fault ? (
            <Notice tone="warn" title={t(`photo:fault.${fault}`)} urgent>
              {t(`photo:faultDo.${fault}`)}
            </Notice>
          ) : null}
          <div className={css['acts']}>
            {watching ? (
              <Button kind="primary" onPress={take} autoFocus lockedBecause={lockedBecause}>
                {t('photo:shoot')}
              </Button>
            ) : null}
            <Button onPress={() => file.current?.click()}>{t('photo:chooseFile')}</Button>
            {/* The browser's own button speaks the browser's language. */}
            <input
              ref={file}
              type="file"
              accept="image/jpeg,image/png"
              className="visuallyHidden"
              tabIndex={-1}
              aria-label={t('photo:chooseFile')}
              onChange={(event) => {
                const [chosen] = event.target.files ?? [];
                event.target.value = '';
                if (chosen) void offer(photoOfFile(chosen));
              }}
            />
          </div>
          <CameraChoice camera={camera} />
        </>
      ) : (
        <>
          <p role="status" className={css['said']}>
            {t('photo:look')}
          </p>
          <div className={css['acts']}>
            <Button
              kind="primary"
              onPress={() => onTaken(jpeg)}
              autoFocus
              busy={busy}
              lockedBecause={lockedBecause}
            >
              {t('photo:use')}
            </Button>
            <Button onPress={() => setJpeg(undefined)}>{t('photo:again')}</Button>
          </div>
        </>
      )}
      <p className={css['quiet']}>{t('photo:kept')}</p>
    </div>
  );
}
