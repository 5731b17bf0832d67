import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openCouch } from '../../../shared/central/couchHttp.ts';
import {
  PortTaken,
  startEmbeddedServer,
} from '../../../shared/central/embedded/startEmbeddedServer.ts';
import type { EmbeddedServer } from '../../../shared/central/embedded/startEmbeddedServer.ts';
import { provision } from '../../../shared/central/provision.ts';
import { signedHospital } from '../../support/builders/signedHospital.ts';

const admin = { username: 'admin', password: 'only for this test' };
const account = { username: 'noi-1', password: 'also only for this test' };
const database = 'bedside-99017';
const records = await signedHospital({ seed: 5, patients: 40, today: '2026-11-23' });
const open = new Set<EmbeddedServer>();
const folders: string[] = [];

const start = async (directory?: string, port = 0): Promise<EmbeddedServer> => {
  const server = await startEmbeddedServer({
    port,
    admin,
    ...(directory === undefined ? {} : { directory }),
  });
  open.add(server);
  return server;
};
const stop = async (server: EmbeddedServer): Promise<void> => {
  open.delete(server);
  await server.stop();
};
const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'bedside-central-'));
  folders.push(path);
  return path;
};
afterEach(async () => {
  for (const server of open) await stop(server);
  for (const path of folders.splice(0)) await rm(path, { recursive: true, force: true });
});

describe('the embedded server', () => {
  it('invariant 1: holds everything over a restart, and is the same server', async () => {
    const directory = await folder();
    const request = { admin, database, accounts: [account], allowedOrigins: ['app://bedside'] };
    const first = await start(directory);
    await provision({ ...request, url: first.url, seed: { records } });
    const before = await everything(first);
    await stop(first);

    const second = await start(directory);
    expect(await everything(second)).toEqual(before);
    expect(await provision({ ...request, url: second.url, seed: { records } })).toEqual([]);
  });

  it('is another server in another folder', async () => {
    const uuidOf = async (server: EmbeddedServer) =>
      ((await openCouch(server.url, admin).ask('GET', '')).body as { uuid: string }).uuid;
    expect(await uuidOf(await start())).not.toBe(await uuidOf(await start()));
  });

  it('names a port that is taken', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    await expect(start(undefined, port)).rejects.toThrow(PortTaken);
    await expect(start(undefined, port)).rejects.toThrow(`Port ${port} is in use`);
  });

  it('says which file is damaged, and leaves it as it is', async () => {
    const directory = await folder();
    const path = join(directory, 'server.json');
    await writeFile(path, '{"uuid":');
    await expect(start(directory)).rejects.toThrow(path);
    expect(await readFile(path, 'utf8')).toBe('{"uuid":');
  });

  it('never starts without an administrator', async () => {
    const nobody = { username: 'admin', password: '' };
    await expect(startEmbeddedServer({ port: 0, admin: nobody })).rejects.toThrow('administrator');
  });

  it('keeps no password', async () => {
    const directory = await folder();
    const { url } = await start(directory);
    await provision({ url, admin, database, accounts: [account], allowedOrigins: [] });
    const path = '_users/org.couchdb.user%3Anoi-1';
    const { body } = await openCouch(url, admin).ask('GET', path);
    expect(body).toMatchObject({ name: 'noi-1', password_scheme: 'scrypt' });
    expect(JSON.stringify(body)).not.toContain(account.password);
    expect((await openCouch(url, account).ask('GET', path)).status).toBe(403);
    const user = { _id: 'org.couchdb.user:x', type: 'user', name: 'x', roles: [], password: 'y' };
    const bulk = await openCouch(url, admin).ask('POST', '_users/_bulk_docs', { docs: [user] });
    expect(bulk.status).toBe(400);
    const misnamed = await openCouch(url, admin).ask('PUT', path, { ...user, name: 'z' });
    expect(misnamed.status).toBe(403);
  });

  it('lets a deleted account in no longer', async () => {
    const { url } = await start();
    await provision({ url, admin, database, accounts: [account], allowedOrigins: [] });
    const [asAdmin, workstation] = [openCouch(url, admin), openCouch(url, account)];
    expect((await workstation.ask('GET', database)).status).toBe(200);
    const path = '_users/org.couchdb.user%3Anoi-1';
    const { _rev: rev } = (await asAdmin.ask('GET', path)).body as { _rev: string };
    await asAdmin.change('DELETE', `${path}?rev=${rev}`);
    expect((await workstation.ask('GET', database)).status).toBe(401);
  });

  describe("fences off express-pouchdb's faults", () => {
    const opened = async () => {
      const { url } = await start();
      await provision({ url, admin, database, accounts: [account], allowedOrigins: [] });
      return { url, couch: openCouch(url, admin) };
    };

    it.each(['_selector', '_doc_ids', 'some/function'])(
      'answers 400 to filter=%s, and lives on',
      async (filter) => {
        const { couch } = await opened();
        const path = `${database}/_changes?filter=${encodeURIComponent(filter)}`;
        expect((await couch.ask('POST', path, { selector: {}, doc_ids: [] })).status).toBe(400);
        expect((await couch.ask('GET', path)).status).toBe(400);
        expect((await couch.ask('GET', '_up')).status).toBe(200);
      },
    );

    it('refuses multipart, and lives on', async () => {
      const { url, couch } = await opened();
      const response = await fetch(`${url}/${database}/a`, {
        method: 'PUT',
        headers: {
          authorization: `Basic ${btoa(`${admin.username}:${admin.password}`)}`,
          'content-type': 'multipart/related; boundary=x',
        },
        body: '--x\r\nContent-Disposition: attachment\r\n\r\nx\r\n--x--',
      });
      expect(response.status).toBe(415);
      expect((await couch.ask('GET', '_up')).status).toBe(200);
    });

    it('sends a continuous feed line by line, to clients that take gzip too', async () => {
      const { url } = await opened();
      const response = await fetch(`${url}/${database}/_changes?feed=continuous&heartbeat=60000`, {
        headers: {
          authorization: `Basic ${btoa(`${admin.username}:${admin.password}`)}`,
          'accept-encoding': 'gzip',
        },
        signal: AbortSignal.timeout(10_000),
      });
      const reader = response.body!.getReader();
      const { value } = await reader.read();
      expect(JSON.parse(new TextDecoder().decode(value).split('\n')[0]!)).toHaveProperty('seq');
      await reader.cancel();
    });

    it('answers invalid JSON and unknown paths in JSON', async () => {
      const { url, couch } = await opened();
      const response = await fetch(`${url}/${database}/_bulk_docs`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${btoa(`${admin.username}:${admin.password}`)}`,
          'content-type': 'application/json',
        },
        body: '{"docs":',
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toHaveProperty('error', 'bad_request');
      expect((await couch.ask('GET', `${database}/_nothing/here/at/all`)).status).toBe(404);
      expect((await couch.ask('PUT', `${database}/a/attachment.txt`, 'x')).status).toBe(404);
    });
  });
});

async function everything({ url }: EmbeddedServer): Promise<unknown> {
  const couch = openCouch(url, account);
  const { body } = await couch.ask('GET', '');
  const { rows } = (await couch.ask('GET', `${database}/_all_docs?include_docs=true`)).body as {
    rows: unknown[];
  };
  expect(rows.length).toBeGreaterThan(records.length);
  const { results } = (await couch.ask('GET', `${database}/_changes?style=all_docs`)).body as {
    results: unknown[];
  };
  return { uuid: (body as { uuid: string }).uuid, rows, results };
}
