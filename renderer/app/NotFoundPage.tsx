import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation('frame');
  return (
    <EmptyState
      title={t('notFoundTitle')}
      acts={<Button onPress={() => window.location.assign('#/')}>{t('toWard')}</Button>}
    >
      {t('notFound')}
    </EmptyState>
  );
}
