import * as z from 'zod';
import { bridgeContract, bridgeFailureSchema } from './contract.ts';
import type {
  Bridge,
  BridgeFailure,
  BridgeFunction,
  BridgeRequest,
  BridgeResponse,
} from './contract.ts';

/** What the main process answers to a call, in both shells. */
export const bridgeOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answer'), response: z.unknown() }),
  z.strictObject({ kind: z.literal('failure'), failure: bridgeFailureSchema }),
]);
export type BridgeOutcome =
  | { readonly kind: 'answer'; readonly response: unknown }
  | { readonly kind: 'failure'; readonly failure: BridgeFailure };

/**
 * The pages' side of the bridge over any transport: named functions only, frozen, each parsing what
 * comes back. A call that fails rejects with an Error whose message is `code: sentence`; nothing
 * else of an error survives Electron's context bridge.
 */
export function bridgeOver(
  send: (name: BridgeFunction, request: unknown) => Promise<unknown>,
): Bridge {
  const call =
    <F extends BridgeFunction>(name: F) =>
    async (request: BridgeRequest<F>): Promise<BridgeResponse<F>> => {
      const outcome = bridgeOutcomeSchema.safeParse(await send(name, request));
      if (!outcome.success) throw failed(`${name} got no answer that can be read.`);
      if (outcome.data.kind === 'failure') {
        const { code, message } = outcome.data.failure;
        throw new Error(`${code}: ${message}`);
      }
      const response = bridgeContract[name].response.safeParse(outcome.data.response);
      if (!response.success) throw failed(`${name} got an answer that breaks the contract.`);
      return response.data as BridgeResponse<F>;
    };
  return Object.freeze({
    describeApp: call('describeApp'),
    unlock: call('unlock'),
    changePassword: call('changePassword'),
    waitForLock: call('waitForLock'),
    listPeople: call('listPeople'),
    managePeople: call('managePeople'),
    readContact: call('readContact'),
    lock: call('lock'),
    choosePin: call('choosePin'),
    forgetPin: call('forgetPin'),
    readPins: call('readPins'),
    unlockWithPin: call('unlockWithPin'),
    readFailedSignIns: call('readFailedSignIns'),
    forgetFailedSignIns: call('forgetFailedSignIns'),
    readSettings: call('readSettings'),
    writeSettings: call('writeSettings'),
    allowCamera: call('allowCamera'),
    readTables: call('readTables'),
    cutNetwork: call('cutNetwork'),
    reportUndelivered: call('reportUndelivered'),
    reportNewReplica: call('reportNewReplica'),
    readStoreDamage: call('readStoreDamage'),
    closeStoreDamage: call('closeStoreDamage'),
    saveReport: call('saveReport'),
    rescueKey: call('rescueKey'),
    writeRescue: call('writeRescue'),
    savePdf: call('savePdf'),
  } satisfies Bridge);
}

function failed(sentence: string): Error {
  return new Error(`failed: ${sentence}`);
}
