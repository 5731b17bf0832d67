import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCable } from '../../../../main/demonstration/cable.ts';
import type { Cable } from '../../../../main/demonstration/cable.ts';
import { choosePort } from '../../../../main/profile/choosePort.ts';

let central: Server;
let cable: Cable;
let requests: number;

beforeEach(async () => {
  requests = 0;
  central = createServer((request, response) => {
    requests += 1;
    if (request.url === '/slow') response.write('first half');
    else response.end('whole');
  });
  central.listen(0, '127.0.0.1');
  await once(central, 'listening');
  cable = await startCable(await choosePort(), origin(central));
});
afterEach(async () => {
  await cable.stop();
  central.closeAllConnections();
  central.close();
});

describe('cable', () => {
  it('carries requests to the central server', async () => {
    expect(await (await fetch(cable.url)).text()).toBe('whole');
    expect(cable.isCut()).toBe(false);
  });

  it('is dead when cut: no new connection, and no request reaches the server', async () => {
    await fetch(cable.url).then((response) => response.text());
    await cable.cut();
    expect(cable.isCut()).toBe(true);
    await expect(fetch(cable.url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
    expect(requests).toBe(1);
  });

  it('breaks an answer that is half read', async () => {
    const response = await fetch(`${cable.url}/slow`);
    const text = response.text();
    const [outcome] = await Promise.allSettled([text, cable.cut()]);
    expect(outcome.status).toBe('rejected');
  });

  it('carries again on the same port after it was restored', async () => {
    await cable.cut();
    await cable.cut();
    await cable.restore();
    await cable.restore();
    expect(await (await fetch(cable.url)).text()).toBe('whole');
  });

  it('stays cut, and says so, while another program holds its port', async () => {
    await cable.cut();
    const other = createServer().listen({
      port: Number(new URL(cable.url).port),
      host: '127.0.0.1',
    });
    await once(other, 'listening');
    await expect(cable.restore()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(cable.isCut()).toBe(true);
    other.close();
    await once(other, 'close');
    await cable.restore();
    expect(await (await fetch(cable.url)).text()).toBe('whole');
  });

  it('breaks off, and lives on, when the central server is gone', async () => {
    central.closeAllConnections();
    central.close();
    await once(central, 'close');
    await expect(fetch(cable.url)).rejects.toThrow();
    expect(cable.isCut()).toBe(false);
  });
});

function origin(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
