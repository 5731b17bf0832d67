import type { BridgeFunction } from '../../shared/bridge/contract.ts';
import { BridgeRefusal } from '../bridge/serveBridge.ts';
import type { BridgeServices } from '../bridge/serveBridge.ts';

/**
 * What is answered to somebody who is signed in and to no one else: the page behind a lock may be
 * anybody's. `managePeople`, `listPeople` and a PIN ask for the session themselves.
 */
const forSomebodySignedIn = [
  'forgetFailedSignIns',
  'saveReport',
  'closeStoreDamage',
  'rescueKey',
  'writeRescue',
  'allowCamera',
  'savePdf',
] as const satisfies readonly BridgeFunction[];

/** The services, with those refused that need somebody, while nobody is signed in. */
export function withSessionGate(services: BridgeServices, isIn: () => boolean): BridgeServices {
  const gated = Object.fromEntries(
    forSomebodySignedIn.map((name) => {
      const act = services[name] as (request: unknown) => Promise<unknown>;
      const gate = async (request: unknown) => {
        // A panel that goes away with the lock still lets the camera go.
        const letsGo = name === 'allowCamera' && !(request as { allowed: boolean }).allowed;
        if (isIn() || letsGo) return act(request);
        throw new BridgeRefusal('notAllowed', 'Nobody is signed in on this workstation.');
      };
      return [name, gate];
    }),
  );
  return { ...services, ...gated };
}
