import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { may, rights } from '../../shared/people/rights.ts';
import type { Kind } from '../../shared/records/kinds.ts';
import { useSession } from './session.tsx';

/**
 * Why whoever is signed in isn't offered an act, in words: whose it is. Undefined where the table of
 * rights gives it to them.
 */
export function useNotMine(): (action: 'create' | 'edit', kind: Kind) => string | undefined {
  const { person } = useSession();
  const { t } = useTranslation(['frame', 'unlock']);
  return useCallback(
    (action, kind) => {
      if (may(person.role, action, kind)) return undefined;
      const who = rights[kind][action].map((role) => t(`unlock:role.${role}`).toLocaleLowerCase());
      return t('frame:notMine', { who: who.join(', ') });
    },
    [person.role, t],
  );
}
