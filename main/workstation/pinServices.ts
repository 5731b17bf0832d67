import type { UnlockResult } from '../../shared/bridge/contract.ts';
import { pinWeakness } from '../../shared/people/pin.ts';
import type { BridgeServices } from '../bridge/serveBridge.ts';
import type { OpenSession, PeopleService } from '../people/peopleService.ts';

/**
 * What the pages do with a PIN.
 * @param handOver what whoever unlocked is given
 */
export function pinServices(
  service: PeopleService,
  handOver: (session: OpenSession) => Promise<ReturnType<typeof unlocked>>,
): Pick<BridgeServices, 'choosePin' | 'forgetPin' | 'readPins' | 'unlockWithPin'> {
  return {
    async choosePin({ pin, current }) {
      const because = pinWeakness(pin);
      return because ? { kind: 'weak', because } : service.choosePin(pin, current);
    },
    async forgetPin() {
      service.forgetPin();
      return {};
    },
    async readPins() {
      const { chosen, opens } = service.pins();
      return { chosen, opens: [...opens] };
    },
    async unlockWithPin({ person, pin }) {
      const result = await service.signInWithPin(person, pin);
      return result.kind === 'open' ? handOver(result.session) : result;
    },
  };
}

/** What the pages get of a session. */
export function unlocked({
  opened,
  verification,
  emergency,
}: OpenSession): Extract<UnlockResult, { kind: 'unlocked' }> {
  const { dataKey, account, signing } = opened.secrets;
  return {
    kind: 'unlocked',
    dataKey,
    account,
    signing,
    verification,
    ...(emergency ? { emergency } : {}),
  };
}
