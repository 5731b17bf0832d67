import * as https from 'node:https';
import * as net from 'node:net';
import type { AddressInfo } from 'node:net';
import { phaseOf } from './phases.ts';
import type { Phase } from './phases.ts';
import { selfSigned } from './selfSigned.ts';

/** What goes wrong before any request is sent: no proxy can play it, only another address. */
export type AddressFault = 'connectionRefused' | 'certificateError' | 'nameNotFound';

export interface WrongAddresses {
  /** A fetch that goes to another address for so many requests of a phase. */
  readonly fetch: typeof fetch;
  play(fault: AddressFault, phase: Phase | undefined, times: number): void;
  heal(): void;
  played(): number;
  close(): Promise<void>;
}

export async function openWrongAddresses(): Promise<WrongAddresses> {
  const behindTls = https.createServer(selfSigned(), (_request, response) => response.end('{}'));
  await new Promise<void>((resolve) => behindTls.listen(0, '127.0.0.1', resolve));
  const origins: Readonly<Record<AddressFault, string>> = {
    connectionRefused: `http://127.0.0.1:${await closedPort()}`,
    certificateError: `https://127.0.0.1:${(behindTls.address() as AddressInfo).port}`,
    // RFC 6761: `.invalid` never resolves.
    nameNotFound: 'http://central.invalid',
  };
  let rule: { fault: AddressFault; phase: Phase | undefined; left: number } | undefined;
  let played = 0;
  return {
    fetch: async (input, init) => {
      const url = new URL(String(input));
      const target = url.pathname + url.search;
      if (!rule || rule.left === 0 || (rule.phase ?? phaseOf(target)) !== phaseOf(target))
        return fetch(url, init);
      rule.left -= 1;
      played += 1;
      return fetch(origins[rule.fault] + target, init);
    },
    play(fault, phase, times) {
      played = 0;
      rule = { fault, phase, left: times };
    },
    heal() {
      rule = undefined;
    },
    played: () => played,
    async close() {
      behindTls.closeAllConnections();
      await new Promise((resolve) => behindTls.close(resolve));
    },
  };
}

async function closedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
