import { useTranslation } from 'react-i18next';
import { useScanner } from './scansContext.tsx';

/** Says, where cards are scanned, that the scanner isn't there; nothing while it is. */
export function ScannerTrouble() {
  const { t } = useTranslation('scanning');
  const { scanner } = useScanner();
  if (scanner === undefined || scanner === 'ready' || scanner === 'opening') return null;
  return <strong role="status">{t(`scannerState.${scanner}`)}</strong>;
}
