import { useTranslation } from 'react-i18next';
import { isKind } from '../../../shared/records/kinds.ts';

/** What a kind of record is called on the ward. */
export function useKindWords(): (kind: string) => string {
  const { t } = useTranslation('sync');
  return (kind) => (isKind(kind) ? t(`kind.${kind}`) : t('kind.unknown'));
}
