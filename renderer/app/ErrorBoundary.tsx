import { Component } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { WarningIcon } from '../ui/icons.tsx';

/** A page that failed says what is safe, and can be opened again. (React has this as a class only.) */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <FailedPage onReload={() => this.setState({ failed: false })} />
    ) : (
      this.props.children
    );
  }
}

/** The calm page in place of one that threw. */
export function FailedPage({ onReload }: { readonly onReload: () => void }) {
  const { t } = useTranslation('frame');
  return (
    <EmptyState
      icon={<WarningIcon size={36} />}
      title={t('pageFailedTitle')}
      acts={
        <>
          <Button kind="primary" onPress={onReload}>
            {t('pageReload')}
          </Button>
          <Button onPress={() => window.location.assign('#/')}>{t('toWard')}</Button>
        </>
      }
    >
      {t('pageFailed')}
    </EmptyState>
  );
}
