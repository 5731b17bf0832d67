import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useChartPresence } from './useChartPresence.ts';

/**
 * What stands where a list is empty. In a chart that isn't wholly here, an empty list says nothing
 * about the patient, and must not look as if it did.
 */
export function NoneHere(props: {
  readonly patientId: string;
  readonly children: ReactNode;
  /** It stands alone in the middle of a page, not in a line. */
  readonly page?: boolean;
}) {
  const { t } = useTranslation('chart');
  const presence = useChartPresence(props.patientId);
  if (presence === 'whole') return props.children;
  const words = t(presence === 'fetching' ? 'noneYet' : 'noneHere');
  return props.page ? <EmptyState title={words} /> : words;
}
