import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromBase64 } from '../../../shared/json/base64.ts';
import { classNames } from '../../ui/classNames.ts';
import css from './photo.module.css';

/**
 * A photo, drawn: the pages' policy admits no picture that isn't one of the app's own files, and so
 * it stays.
 */
export function PhotoPicture(props: {
  readonly jpeg: string;
  /** What is to be seen, for whoever can't see it; nothing where words beside it say it. */
  readonly label?: string;
  readonly size: 'small' | 'medium' | 'large';
}) {
  const { jpeg, label, size } = props;
  const { t } = useTranslation('photo');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    let ended = false;
    setBroken(false);
    createImageBitmap(new Blob([fromBase64(jpeg)], { type: 'image/jpeg' })).then(
      (picture) => {
        if (!ended && canvas.current) {
          canvas.current.width = picture.width;
          canvas.current.height = picture.height;
          canvas.current.getContext('2d')?.drawImage(picture, 0, 0);
          canvas.current.dataset['drawn'] = 'true';
        }
        picture.close();
      },
      () => {
        if (!ended) setBroken(true);
      },
    );
    return () => {
      ended = true;
    };
  }, [jpeg]);
  if (broken) return <span className={css['broken']}>{t('notShown')}</span>;
  return (
    <canvas
      ref={canvas}
      className={classNames(css['picture'], css[size])}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
