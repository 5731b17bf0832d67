import * as fs from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { auditTrailCommand } from '../../../main/commands/auditTrailCommand.ts';
import { auditDocument } from '../../../shared/audit/auditDocument.ts';
import { auditDatabaseName } from '../../../shared/central/auditDatabase.ts';
import { peopleDatabaseName } from '../../../shared/central/peopleDatabase.ts';
import { peopleDocumentId } from '../../../shared/people/peopleDocument.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';
import { inventedPeople } from '../../../shared/synthetic/people.ts';
import { openCouch } from '../../../shared/central/couchHttp.ts';
import {
  memoryTrailStorage,
  openTestTrail,
  somePatient,
  viewed,
} from '../../support/audit/memoryTrail.ts';
import { centralKinds, openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { temporaryFolder } from '../../support/chromium/temporaryFolder.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe.each(centralKinds())('npm run audit-trail -- verify: %s', (kind) => {
  async function open() {
    const central = await openTestCentral({ kind });
    closing.push(() => central.remove());
    const storage = memoryTrailStorage();
    const { trail, store } = await openTestTrail(storage);
    for (let view = 0; view < 3; view += 1) await trail.append(viewed(somePatient));
    await trail.close();
    const entries = await store.read(trail.epochs()[0]!, 1, 100);
    return { central, documents: await Promise.all(entries.map(auditDocument)) };
  }
  const put = async (central: TestCentral, docs: readonly object[]) => {
    const couch = openCouch(central.url, central.account);
    const path = `${auditDatabaseName(central.database)}/_bulk_docs`;
    expect(await couch.change('POST', path, { docs, new_edits: false })).toEqual([]);
  };
  const verify = async (central: TestCentral, ...more: readonly string[]) => {
    const lines: string[] = [];
    const flags = ['verify', '--url', central.adminUrl, '--database', central.database, ...more];
    const status = await auditTrailCommand(flags, {}, (line) => lines.push(line));
    return { status, text: lines.join('\n') };
  };

  it('ends with 0 on a sound trail, and with 1 and the number where one entry is missing', async () => {
    const { central, documents } = await open();
    await put(
      central,
      documents.filter((_, index) => index !== 3),
    );
    const broken = await verify(central);
    expect(broken).toMatchObject({ status: 1 });
    expect(broken.text).toContain('noi-1, trail');
    expect(broken.text).toContain('entry 4 is missing');
    expect((await verify(central, '--workstation', 'noi-7')).status).toBe(0);
    await put(central, [documents[3]!]);
    expect(await verify(central)).toMatchObject({ status: 0 });
  });

  it('names a trail that nobody’s own key vouched for, by the root key', async () => {
    const { central, documents } = await open();
    await put(central, documents);
    const without = await verify(central);
    expect(without).toMatchObject({ status: 0 });
    expect(without.text).toContain('was not looked at: give --root-key');

    const { rootKey, certificates } = await inventedPeople(demonstrationFacility);
    const people = openCouch(central.url, central.account);
    const docs = await Promise.all(
      certificates.map(async (one) => ({ _id: await peopleDocumentId(one), ...one })),
    );
    await people.change('POST', `${peopleDatabaseName(central.database)}/_bulk_docs`, { docs });
    const told = await verify(central, '--root-key', rootKey);
    expect(told).toMatchObject({ status: 1 });
    expect(told.text).toContain('name bs-mau, whose own key never signed this trail');
    await expect(verify(central, '--root-key', `${'A'.repeat(43)}=`)).rejects.toThrow(/root key/);
  });

  it('finds a trail cut at a checkpoint by the file of an earlier run, and tells no password', async () => {
    const { central, documents } = await open();
    const folder = await temporaryFolder('audit-verify');
    closing.push(() => folder.remove());
    const file = `${folder.folder}/heads.json`;
    await put(central, documents);
    expect(await verify(central, '--json', file)).toMatchObject({ status: 0 });
    const written = await fs.readFile(file, 'utf8');
    expect(JSON.parse(written)).toMatchObject({
      schema: 1,
      ok: true,
      failures: [],
      entries: 6,
      heads: [{ workstation: 'noi-1', sequence: 6 }],
      central: { kind },
    });
    expect(written).not.toContain(central.admin.password);
    await central.couch.change('DELETE', auditDatabaseName(central.database));
    await central.provision({});
    await put(central, documents.slice(0, 2));
    expect((await verify(central)).status).toBe(0);
    const found = await verify(central, '--against', file);
    expect(found.status).toBe(1);
    expect(found.text).toContain('each of entries 3 to 6 was there at an earlier reading');
  });

  it('names a guard that was taken away', async () => {
    const { central, documents } = await open();
    await put(central, documents);
    const path = `${auditDatabaseName(central.database)}/_design/audit`;
    const design = (await central.couch.ask('GET', path)).body as object;
    await central.couch.change('PUT', path, { ...design, validate_doc_update: 'function () {}' });
    const { status, text } = await verify(central);
    expect(status).toBe(1);
    expect(text).toContain('is gone or is another one');
  });

  it('says in one sentence what it lacks', async () => {
    const ask = (...flags: string[]) => auditTrailCommand(flags, {}, () => undefined);
    await expect(ask('look')).rejects.toThrow('Say verify');
    await expect(ask('verify', '--url', 'http://127.0.0.1:1')).rejects.toThrow('Name the account');
    await expect(
      ask('verify', '--url', 'http://a:b@127.0.0.1:1', '--against', '/nowhere.json'),
    ).rejects.toThrow('no result of an earlier run');
  });
});
