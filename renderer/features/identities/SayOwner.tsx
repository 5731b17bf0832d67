import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Owner } from '../../../shared/identity/links/owners.ts';
import { Button } from '../../ui/Button.tsx';
import css from './identities.module.css';

/** Says whose something is that was written while two identities were one. */
export function SayOwner(props: {
  readonly owner: Owner | undefined;
  readonly identities: readonly { readonly patientId: string; readonly number: string }[];
  readonly busy: boolean;
  /** Left out for whoever may only look. */
  readonly onSay?: (whose: string) => void;
  readonly children?: ReactNode;
}) {
  const { owner, identities, busy, onSay, children } = props;
  const { t } = useTranslation('identities');
  return (
    <div className={css['sortActs']}>
      {children}
      {onSay
        ? identities.map(({ patientId, number }) => (
            <Button
              key={patientId}
              busy={busy}
              lockedBecause={
                owner?.kind === 'said' && owner.patientId === patientId
                  ? t('saidOf', { number })
                  : undefined
              }
              onPress={() => onSay(patientId)}
            >
              {t('isOf', { number })}
            </Button>
          ))
        : null}
    </div>
  );
}
