import { useCallback, useEffect, useState } from 'react';
import type { BridgeRequest, BridgeResponse } from '../../../shared/bridge/contract.ts';
import { bridge } from '../../app/bridge.ts';
import { useSession } from '../../app/session.tsx';

/** What came of an act, as it is told until the next one. */
export type Told =
  | {
      readonly kind: 'made';
      readonly person: string;
      readonly name: string;
      readonly oneTimePassword: string;
    }
  | { readonly kind: 'ended'; readonly name: string }
  | { readonly kind: 'failed' };

export interface People {
  /** Undefined until the first answer. */
  readonly list: BridgeResponse<'listPeople'> | 'notRead' | undefined;
  readonly told: Told | undefined;
  readonly busy: boolean;
  /** Does it, tells the trail, and reads the list again; answers whether it was done. */
  act(request: BridgeRequest<'managePeople'>, name: string): Promise<boolean>;
  readAgain(): void;
}

/** Everybody's account, read again when people become known meanwhile, and what is done with them. */
export function usePeople(): People {
  const { app, audit } = useSession();
  const [list, setList] = useState<People['list']>(undefined);
  const [told, setTold] = useState<Told | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(0);
  const { people } = app.facility;
  useEffect(() => {
    let current = true;
    bridge()
      .listPeople({})
      .then(
        (found) => current && setList(found),
        () => current && setList((before) => before ?? 'notRead'),
      );
    return () => {
      current = false;
    };
  }, [people, asked]);
  const readAgain = useCallback(() => setAsked((times) => times + 1), []);

  const act: People['act'] = async (request, name) => {
    setBusy(true);
    try {
      const done = await bridge().managePeople(request);
      const whom = done.kind === 'made' ? done.person : 'person' in request ? request.person : '';
      if (typeof whom === 'string' && whom !== '') {
        audit({ action: 'managePeople', about: { whom, what: request.act } });
      }
      setTold(
        done.kind === 'made'
          ? { kind: 'made', person: done.person, name, oneTimePassword: done.oneTimePassword }
          : { kind: 'ended', name },
      );
      readAgain();
      return true;
    } catch {
      setTold({ kind: 'failed' });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { list, told, busy, act, readAgain };
}
