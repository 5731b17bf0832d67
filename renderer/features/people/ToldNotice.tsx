import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/Notice.tsx';
import css from './people.module.css';
import type { Told } from './usePeople.ts';

/** What came of the last act; a one-time password stands here and nowhere else. */
export function ToldNotice({ told }: { readonly told: Told }) {
  const words = useRef<HTMLDivElement>(null);
  // The act that it tells of may be at the end of a long panel.
  useEffect(() => {
    words.current?.scrollIntoView({ block: 'nearest' });
  }, [told]);
  return (
    <div ref={words}>
      <ToldWords told={told} />
    </div>
  );
}

function ToldWords({ told }: { readonly told: Told }) {
  const { t } = useTranslation('people');
  switch (told.kind) {
    case 'failed':
      return (
        <Notice tone="warn" title={t('failed')} urgent>
          {t('failedWhy')}
        </Notice>
      );
    case 'ended':
      return (
        <Notice tone="info" title={t('ended', { name: told.name })}>
          {t('endedHow')}
        </Notice>
      );
    case 'made':
      return (
        <Notice tone="info" title={t('made', { name: told.name })}>
          <output className={css['oneTime']}>{told.oneTimePassword}</output>
          {t('madeHow')}
        </Notice>
      );
  }
}
