import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { askServer, give, readAll, sendHalf } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import { faults } from './faults.ts';
import type { Fault, FaultName } from './faults.ts';
import { phaseOf } from './phases.ts';
import type { Phase } from './phases.ts';

/** Which requests a fault befalls. */
export interface When {
  /** Any, unless told. */
  readonly phase?: Phase | undefined;
  /** From which request of this phase on, counted from now; the first unless told. */
  readonly nth?: number;
  /** How many in a row; one unless told. */
  readonly times?: number;
  /** Only where the request's body contains this. */
  readonly containing?: string;
  /** After the server has had the request. */
  readonly taken?: boolean;
}

/** What the server itself was asked and said, whatever its answer met on the way back. */
export interface ServerAnswer {
  readonly phase: Phase;
  /** Empty for a GET. */
  readonly sent: string;
  readonly status: number;
  readonly text: string;
}

/** Stands between a workstation and a central server, and does to its requests what is told. */
export interface FaultProxy {
  readonly url: string;
  play(fault: FaultName, when: When): void;
  /** Ends what was told; requests that are being held stay so until their sender gives up. */
  heal(): void;
  /** How many requests a fault has befallen since it was told. */
  played(): number;
  /** Called with every answer of the server, before the workstation has it. */
  onAnswer(listener: (answer: ServerAnswer) => void): void;
  /** When the server answered this phase and its answer was handed on as it was. */
  honestAnswers(phase: Phase): readonly Date[];
  /** Ends every connection and refuses new ones, until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** As a server that goes down and comes up again: every connection ends, new ones are refused. */
  restart(downMs: number): Promise<void>;
  close(): Promise<void>;
}

interface Rule {
  readonly fault: FaultName;
  readonly when: When;
  met: number;
}

/**
 * @param server origin of the real server
 * @param atPort where it listens; anywhere unless told
 */
export async function startFaultProxy(server: string, atPort = 0): Promise<FaultProxy> {
  const target = new URL(server);
  const listeners: ((answer: ServerAnswer) => void)[] = [];
  const honest = new Map<Phase, Date[]>();
  let rules: Rule[] = [];
  let played = 0;

  /** @param sent the whole body; undefined while it is still under way */
  function faultFor(phase: Phase, sent: Buffer | undefined): Rule | undefined {
    for (const rule of rules) {
      const { inUpload }: Fault = faults[rule.fault];
      if ((rule.when.phase ?? phase) !== phase || (inUpload === true) !== (sent === undefined))
        continue;
      if (sent && !sent.includes(rule.when.containing ?? '')) continue;
      rule.met += 1;
      const first = rule.when.nth ?? 1;
      if (rule.met >= first && rule.met < first + (rule.when.times ?? 1)) return rule;
    }
    return undefined;
  }

  async function pass(request: http.IncomingMessage, response: http.ServerResponse) {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const phase = phaseOf(request.url ?? '/');
    const isPreflight = request.method === 'OPTIONS';
    const hasBody = Number(request.headers['content-length'] ?? 0) > 0;
    const cut = isPreflight || !hasBody ? undefined : faultFor(phase, undefined);
    const body = cut ? Buffer.alloc(0) : await readAll(request);
    const rule = cut ?? (isPreflight ? undefined : faultFor(phase, body));
    const fault: Fault | undefined = rule && faults[rule.fault];
    const exchange: Exchange = {
      response,
      gone: gone.signal,
      askHalf: () => sendHalf(target, request),
      async ask() {
        const answer = await askServer(target, request, body, gone.signal);
        const { status } = answer;
        const told = { phase, sent: body.toString(), status, text: answer.body.toString() };
        for (const listener of listeners) listener(told);
        if (!fault || fault.honest) honest.set(phase, [...(honest.get(phase) ?? []), new Date()]);
        return answer;
      },
    };
    try {
      if (rule && fault) {
        played += 1;
        await fault.play(exchange, rule.when.taken === true);
      } else give(response, await exchange.ask());
    } catch {
      // The sender has gone, or the server is down: the sender sees a broken connection either way.
      response.destroy();
    }
  }

  const proxy = http.createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve));
  const end = () =>
    new Promise<void>((resolve) => {
      proxy.close(() => resolve());
      proxy.closeAllConnections();
    });
  await listen(atPort);
  const { port } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    play(fault, when) {
      played = 0;
      rules = [...rules, { fault, when, met: 0 }];
    },
    heal() {
      rules = [];
    },
    played: () => played,
    onAnswer(listener) {
      listeners.push(listener);
    },
    honestAnswers: (phase) => honest.get(phase) ?? [],
    down: end,
    up: () => listen(port),
    async restart(downMs) {
      await end();
      await new Promise((resolve) => setTimeout(resolve, downMs));
      await listen(port);
    },
    close: end,
  };
}
