import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { stamp } from '../chart/directory.ts';
import type { BrokenGlass } from './useGlass.ts';

/** Stands over the chart for as long as it is open beyond somebody's rights. */
export function GlassStrip(props: { readonly broken: BrokenGlass; readonly onClose: () => void }) {
  const { broken, onClose } = props;
  const { t } = useTranslation('glass');
  return (
    <Notice
      tone="warn"
      strip
      title={t('stands', { at: stamp(broken.until) })}
      acts={<Button onPress={onClose}>{t('close')}</Button>}
    >
      {t('standsWhy', { reason: t(`reason.${broken.reason}`) })}
    </Notice>
  );
}
