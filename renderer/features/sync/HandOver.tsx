import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import css from './sync.module.css';

/** A text for IT, to read first, then to copy. It holds no clinical value and no name. */
export function HandOver(props: { readonly text: string; readonly onClose: () => void }) {
  const { text, onClose } = props;
  const { t } = useTranslation('sync');
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<boolean | undefined>(undefined);
  useEffect(() => area.current?.focus(), []);
  const copy = () => {
    area.current?.select();
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
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
      <div className={css['acts']}>
        <span role="status" className={css['quiet']}>
          {copied === undefined ? '' : t(copied ? 'handOver.copied' : 'handOver.notCopied')}
        </span>
        <Button onPress={onClose} shortcut="Esc">
          {t('handOver.close')}
        </Button>
        <Button onPress={copy}>{t('handOver.copy')}</Button>
      </div>
    </div>
  );
}
