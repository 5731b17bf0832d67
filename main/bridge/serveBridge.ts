import type * as z from 'zod';
import type { BridgeOutcome } from '../../shared/bridge/bridgeOver.ts';
import { bridgeContract } from '../../shared/bridge/contract.ts';
import type {
  BridgeFailure,
  BridgeFunction,
  BridgeResponse,
} from '../../shared/bridge/contract.ts';

/** What stands behind each function; requests come parsed. */
export type BridgeServices = {
  readonly [F in BridgeFunction]: (
    request: z.output<(typeof bridgeContract)[F]['request']>,
  ) => Promise<BridgeResponse<F>>;
};

/** Answers one call, from whichever shell. Never rejects. */
export type BridgeHost = (name: string, payload: unknown) => Promise<BridgeOutcome>;

/** A refusal whose sentence may be shown to people as it is. */
export class BridgeRefusal extends Error {
  constructor(
    readonly code: BridgeFailure['code'],
    sentence: string,
  ) {
    super(sentence);
    this.name = 'BridgeRefusal';
  }
}

/**
 * Serves the contract: parses the request, calls the service, parses its answer. A failure crosses
 * as a code and a sentence; what was sent and what a service threw stay here.
 * `report` gets a line for the log, without any value.
 */
export function bridgeHost(
  services: BridgeServices,
  report: (line: string) => void = () => undefined,
): BridgeHost {
  return async (name, payload) => {
    if (!isBridgeFunction(name)) {
      return failure('unknownFunction', 'This version of the app has no such function.');
    }
    const { request, response } = bridgeContract[name];
    const parsed = request.safeParse(payload);
    if (!parsed.success) {
      return failure('badRequest', `${name}: the request is wrong at ${placesOf(parsed.error)}.`);
    }
    // The contract ties request and service together; TypeScript can't follow it over a union.
    const service = services[name] as (request: unknown) => Promise<unknown>;
    try {
      const answer = response.safeParse(await service(parsed.data));
      if (answer.success) return { kind: 'answer', response: answer.data };
      report(`bridge: ${name} answered something wrong at ${placesOf(answer.error)}`);
    } catch (error) {
      if (error instanceof BridgeRefusal) return failure(error.code, error.message);
      report(`bridge: ${name} failed with ${nameOf(error)}`);
    }
    return failure('failed', `${name} failed. Nothing was changed; try it again.`);
  };
}

function isBridgeFunction(name: string): name is BridgeFunction {
  return Object.hasOwn(bridgeContract, name);
}

function failure(code: BridgeFailure['code'], message: string): BridgeOutcome {
  return { kind: 'failure', failure: { code, message } };
}

/** Paths alone: messages of a parser may quote what was typed. */
function placesOf(error: z.ZodError): string {
  return error.issues.map(({ path }) => path.join('.') || 'its top').join(', ');
}

/** Class and code of an error: its message may quote what was sent. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error';
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}
