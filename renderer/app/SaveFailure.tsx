import { useTranslation } from 'react-i18next';
import { InvalidRecord } from '../../shared/records/write.ts';
import { NotSaved } from '../replica/records.ts';
import { Notice } from '../ui/Notice.tsx';

/** Why a save failed, as a key of the catalogue of failures. */
export function failureKey(error: unknown) {
  if (error instanceof NotSaved) return `notSaved.${error.code}` as const;
  if (error instanceof InvalidRecord) return 'notSaved.recordRefused' as const;
  return 'notSaved.unknown' as const;
}

/** Says that a save failed, what is safe and what to do; it stays until the next try. */
export function SaveFailure({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('failures');
  if (error === undefined) return null;
  return (
    <Notice tone="refused" title={t('notSaved.title')} urgent>
      {t(failureKey(error))}
    </Notice>
  );
}
