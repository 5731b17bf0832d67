import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CentralFault, openCouch, parseCentralUrl } from '../../../shared/central/couchHttp.ts';
import type { Credentials } from '../../../shared/central/couchHttp.ts';
import { wardViewPath } from '../../../shared/central/designDocuments.ts';
import { provision } from '../../../shared/central/provision.ts';
import { revisionOf } from '../../../shared/replica/revision.ts';
import { signedHospital } from '../../support/builders/signedHospital.ts';
import { pushed } from '../../support/brokenRecords.ts';
import { centralKinds, openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';

const records = await signedHospital({ seed: 3, patients: 60, today: '2026-11-23' });
const origins = ['app://bedside', 'http://127.0.0.1:46124'];
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe.each(centralKinds())('provision: %s', (kind) => {
  const open = async (): Promise<TestCentral> => {
    const central = await openTestCentral({ kind, bare: true });
    closing.push(() => central.remove());
    return central;
  };

  it('says in a dry run what a real run then does, and changes nothing', async () => {
    const central = await open();
    const foreseen = await central.provision({ allowedOrigins: origins, dryRun: true });
    expect(foreseen.length).toBeGreaterThan(4);
    expect((await central.couch.ask('GET', central.database)).status).toBe(404);
    expect(await central.provision({ allowedOrigins: origins })).toEqual(foreseen);
  });

  it('changes nothing when it runs again', async () => {
    const central = await open();
    await central.provision({ allowedOrigins: origins });
    expect(await central.provision({ allowedOrigins: origins })).toEqual([]);
  });

  it('mends what somebody took away, and leaves what they added', async () => {
    const central = await open();
    const { couch, database } = central;
    await central.provision({});
    await couch.change('PUT', `${database}/_security`, {
      admins: { names: ['it'], roles: ['_admin'] },
      members: { names: ['auditor'], roles: ['_admin'] },
    });
    const design = (await couch.ask('GET', `${database}/_design/records`)).body as object;
    await couch.change('PUT', `${database}/_design/records`, {
      ...design,
      validate_doc_update: 'function () {}',
    });
    expect(await central.provision({})).toEqual([
      `opened ${database} to the accounts of workstations`,
      `replaced the validation of records in ${database}`,
    ]);
    expect((await couch.ask('GET', `${database}/_security`)).body).toMatchObject({
      admins: { names: ['it'] },
      members: { names: ['auditor'], roles: ['_admin', 'workstation'] },
    });
  });

  it('gives a workstation that lost its password a new one', async () => {
    const central = await open();
    await central.provision({});
    const account = { ...central.account, password: 'another-one-altogether' };
    expect(await central.provision({ accounts: [account], keepPasswords: true })).toEqual([]);
    expect(await central.provision({ accounts: [account] })).toEqual([
      `set the password and the role of the workstation account ${account.username}`,
    ]);
    // CouchDB keeps credentials in a cache of its nodes, which hears of the change a moment later.
    const status = async (who: Credentials) =>
      (await openCouch(central.url, who).ask('GET', central.database)).status;
    await expect.poll(() => status(account), { timeout: 10_000 }).toBe(200);
    await expect.poll(() => status(central.account), { timeout: 10_000 }).toBe(401);
  });

  it('seeds records with the revisions of the workstations, once, and tells how far it is', async () => {
    const central = await open();
    const told: number[] = [];
    const seed = { records, onProgress: ({ done }: { done: number }) => void told.push(done) };
    const changes = await central.provision({ seed });
    expect(changes).toContain(`loaded ${records.length} records into ${central.database}`);
    expect(told[told.length - 1]).toBe(records.length);
    const record = records[5]!;
    const { body } = await central.couch.ask('GET', `${central.database}/${record.id}`);
    expect(body).toEqual({ ...record, _id: record.id, _rev: await revisionOf(record, undefined) });
    expect(await central.provision({ seed })).toEqual([]);
    // The validation came after: it holds now.
    const answer = await openCouch(central.url, central.account).ask(
      'POST',
      `${central.database}/_bulk_docs`,
      { new_edits: false, docs: [{ ...pushed(record, 'f'), sex: 3 }] },
    );
    expect(answer.body).toMatchObject([{ error: 'forbidden' }]);
  });

  it('has the server read its ward view, so that no workstation’s first fill waits for that', async () => {
    const central = await open();
    await central.provision({ seed: { records } });
    // As it stands, whatever it is: nothing is read for this answer.
    const asItStands = async () => {
      const path = `${central.database}/${wardViewPath}?stale=ok`;
      return ((await central.couch.ask('GET', path)).body as { rows: unknown[] }).rows.length;
    };
    const visits = records.filter(({ kind }) => kind === 'encounter').length;
    await expect.poll(asItStands, { timeout: 10_000 }).toBeGreaterThanOrEqual(visits);
  });

  it('names wrong credentials', async () => {
    const { url, admin, database } = await open();
    const wrong = { ...admin, password: 'wrong' };
    const run = provision({ url, admin: wrong, database, accounts: [], allowedOrigins: [] });
    await expect(run).rejects.toMatchObject({ code: 'wrongCredentials' });
  });

  it('lets no workstation provision', async () => {
    const central = await open();
    await central.provision({});
    const { url, account: admin, database } = central;
    const run = provision({ url, admin, database, accounts: [], allowedOrigins: [] });
    await expect(run).rejects.toMatchObject({ code: 'wrongCredentials' });
  });
});

describe('provision of what is no CouchDB 3.3', () => {
  const request = {
    admin: { username: 'admin', password: 'secret' },
    database: 'bedside-99017',
    accounts: [],
    allowedOrigins: [],
  };
  const answering = async (status: number, body: string): Promise<string> => {
    const server = createServer((_request, response) => response.writeHead(status).end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const fault = async (url: string): Promise<CentralFault> => {
    const error: unknown = await provision({ ...request, url }).catch((thrown: unknown) => thrown);
    if (error instanceof CentralFault) return error;
    throw error;
  };

  it.each([
    ['tooOld', 200, '{"couchdb":"Welcome","version":"3.2.9"}', 'CouchDB 3.2.9'],
    ['tooOld', 200, '{"couchdb":"Welcome","version":"2.3.1"}', 'CouchDB 2.3.1'],
    ['notCouchDb', 200, '<html>Sign in to the network</html>', 'is no CouchDB'],
    ['notCouchDb', 200, '{"hello":"world"}', 'is no CouchDB'],
    ['notCouchDb', 302, '', 'is no CouchDB'],
    ['wrongCredentials', 401, '{"error":"unauthorized","reason":"x"}', 'password'],
  ] as const)('says %s when the server answers %i %s', async (code, status, body, words) => {
    const error = await fault(await answering(status, body));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  it('says that nothing answers', async () => {
    expect((await fault('http://127.0.0.1:1')).code).toBe('unreachable');
  });

  it('reads an address with its credentials, and refuses what is none', () => {
    expect(parseCentralUrl('https://it:s%40fe@db.example:6984/')).toEqual({
      url: 'https://db.example:6984',
      credentials: { username: 'it', password: 's@fe' },
    });
    for (const text of ['db.example', 'ftp://db.example', 'http://db.example/bedside']) {
      expect(() => parseCentralUrl(text)).toThrow(CentralFault);
    }
  });
});
