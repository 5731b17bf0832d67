import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/**
 * The line between one workstation and the central server, as a TCP relay that can be cut. Cut
 * means dead: the listener is closed and every socket destroyed, in mid-answer too, so that the
 * workstation meets what it meets when a plug is pulled.
 */
export interface Cable {
  /** Origin at which the workstation reaches the central server. */
  readonly url: string;
  isCut(): boolean;
  cut(): Promise<void>;
  /** Rejects with `EADDRINUSE` when another program took the port meanwhile; it is still cut then. */
  restore(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/**
 * Starts the line from 127.0.0.1:`port` to `centralUrl`. A server behind https is spoken to with
 * TLS here, because its certificate isn't made out to 127.0.0.1. Rejects when the port is taken.
 */
export async function startCable(port: number, centralUrl: string): Promise<Cable> {
  const central = new URL(centralUrl);
  const sockets = new Set<Socket>();
  let listener: Server | undefined;

  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.setNoDelay(true);
  };

  const relay = (near: Socket) => {
    keep(near);
    const far = connectTo(central);
    keep(far);
    near.pipe(far);
    far.pipe(near);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      end.on('error', () => other.destroy());
      end.on('close', () => other.destroy());
    }
  };

  async function restore(): Promise<void> {
    if (listener) return;
    listener = await listen(port, relay);
  }

  async function cut(): Promise<void> {
    const closing = listener;
    listener = undefined;
    const closed = closing && new Promise<void>((resolve) => closing.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await restore();
  const url = `http://127.0.0.1:${port}`;
  return { url, isCut: () => listener === undefined, cut, restore, stop: cut };
}

function connectTo(central: URL): Socket {
  const host = central.hostname.replace(/^\[(.*)\]$/, '$1');
  if (central.protocol === 'https:') {
    return connectTls({ host, port: Number(central.port || 443), servername: host });
  }
  return connect({ host, port: Number(central.port || 80) });
}

function listen(port: number, relay: (near: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(relay);
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });
}
