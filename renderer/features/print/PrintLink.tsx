import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Leads from a chart to what can be printed of it. */
export function PrintLink({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation('print');
  return (
    <Link to="/patients/$patientId/print" params={{ patientId }} aria-label={t('openWhat')}>
      {t('open')}
    </Link>
  );
}
