import { useTranslation } from 'react-i18next';
import type { AccountState } from '../../../shared/people/account.ts';
import { ClockIcon, CrossIcon, LockIcon, WarningIcon } from '../../ui/icons.tsx';
import { Tag } from '../../ui/Tag.tsx';
import type { Tone } from '../../ui/Tag.tsx';

const looks: Readonly<
  Record<Exclude<AccountState, 'valid'>, { tone: Tone; icon: typeof ClockIcon }>
> = {
  expiring: { tone: 'warn', icon: ClockIcon },
  expired: { tone: 'crit', icon: WarningIcon },
  revoked: { tone: 'neutral', icon: CrossIcon },
  neverSignedIn: { tone: 'wait', icon: LockIcon },
  notYet: { tone: 'wait', icon: ClockIcon },
};

/** How an account stands, each state with its mark and its word. */
export function AccountTags({ states }: { readonly states: readonly AccountState[] }) {
  const { t } = useTranslation('people');
  return (
    <>
      {states.map((state) => {
        // Most are, and a sign for it would drown the others.
        if (state === 'valid') return <span key={state}>{t('state.valid')}</span>;
        const { tone, icon: Icon } = looks[state];
        return (
          <Tag key={state} tone={tone} icon={<Icon size={13} />}>
            {t(`state.${state}`)}
          </Tag>
        );
      })}
    </>
  );
}
