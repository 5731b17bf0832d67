import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bridge } from '../../app/bridge.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import css from './sync.module.css';

/** A text for IT, to read first, then to copy. It holds no clinical value and no name. */
export function HandOver(props: {
  readonly text: string;
  /** Name of the file that it may be saved as, without its ending. */
  readonly fileName: string;
  readonly onClose: () => void;
}) {
  const { text, fileName, onClose } = props;
  const { t } = useTranslation('sync');
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [done, setDone] = useState('');
  useEffect(() => area.current?.focus(), []);
  const copy = () => {
    area.current?.select();
    tell();
    navigator.clipboard.writeText(text).then(
      () => setDone(t('handOver.copied')),
      () => setDone(t('handOver.notCopied')),
    );
  };
  const { audit } = useSession();
  const tell = () => audit({ action: 'export', about: { what: 'handOver', records: 0 } });
  const save = () => {
    tell();
    bridge()
      .saveReport({ name: fileName, text })
      .then(
        ({ path }) => setDone(t('handOver.saved', { path })),
        () => setDone(t('handOver.notSaved')),
      );
  };
  return (
    <div
      className={css['handOver']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <label htmlFor={id}>{t('handOver.what')}</label>
      <textarea id={id} ref={area} readOnly rows={12} value={text} spellCheck={false} />
      <p role="status" className={css['quiet']}>
        {done}
      </p>
      <div className={css['acts']}>
        <Button onPress={onClose} shortcut="Esc">
          {t('handOver.close')}
        </Button>
        <Button onPress={save}>{t('handOver.save')}</Button>
        <Button onPress={copy}>{t('handOver.copy')}</Button>
      </div>
    </div>
  );
}
