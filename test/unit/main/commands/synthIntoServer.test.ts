import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthCommand } from '../../../../main/commands/synthCommand.ts';
import { CentralFault } from '../../../../shared/central/couchHttp.ts';
import { syntheticCharts } from '../../../../shared/synthetic/generateHospital.ts';
import { centralKinds, openTestCentral } from '../../../support/central.ts';
import type { TestCentral } from '../../../support/central.ts';

interface Row {
  readonly id: string;
  readonly doc: Record<string, unknown>;
}

describe.each(centralKinds())('npm run synth into a %s', (kind) => {
  let central: TestCentral;
  let out: string;
  beforeAll(async () => {
    central = await openTestCentral({ kind });
    out = address(central.database);
  });
  afterAll(() => central?.remove());

  const address = (database: string, account = central.admin) => {
    const url = new URL(`${central.url}/${database}`);
    Object.assign(url, account);
    return url.href;
  };
  const synth = async (patients: number, to: string, ...more: string[]) => {
    const printed: string[] = [];
    const flags = ['--patients', String(patients), '--seed', '3', '--out', to, ...more];
    await synthCommand(flags, (line) => printed.push(line));
    return printed;
  };
  const records = async () => {
    const { rows } = (await central.couch.change(
      'GET',
      `${central.database}/_all_docs?include_docs=true`,
    )) as { rows: Row[] };
    return new Map(rows.filter(({ id }) => !id.startsWith('_')).map(({ id, doc }) => [id, doc]));
  };

  it('writes every record that the same flags make, and they are read back as they were made', async () => {
    const printed = await synth(12, out);
    const request = { patients: 12, seed: 3, today: '2026-11-23', duplicates: 0.05 };
    const made = [...syntheticCharts(request)].flatMap((chart) => chart.records);
    const there = await records();
    expect(there.size).toBe(made.length);
    for (const record of made) expect(there.get(record.id)).toMatchObject({ ...record });
    expect([...there.values()].some((doc) => doc['kind'] === 'note' && doc['signature'])).toBe(
      true,
    );
    expect(printed[0]).toBe(`${made.length} records are in ${central.database}.`);
  });

  it('refuses a database with records in it, and with --add the same flags change nothing', async () => {
    const before = await records();
    await expect(synth(14, out)).rejects.toThrow('holds records already');
    expect(await records()).toEqual(before);
    await synth(12, out, '--add');
    expect(await records()).toEqual(before);
    await synth(14, out, '--add');
    expect((await records()).size).toBeGreaterThan(before.size);
  });

  it.each([
    ['no-such-database', 'There is no database no-such-database'],
    ['_users', '--out is a folder, or a database'],
  ])('says what is wrong with %s', async (database, sentence) => {
    await expect(synth(2, address(database))).rejects.toThrow(sentence);
  });

  it('says what is wrong with a database that was not prepared, and with an account', async () => {
    const bare = `${central.database}-bare`;
    await central.couch.change('PUT', bare);
    await expect(synth(2, address(bare))).rejects.toThrow('npm run provision');
    await central.couch.change('DELETE', bare);
    const wrong = { username: central.admin.username, password: 'not-it' };
    await expect(synth(2, address(central.database, wrong))).rejects.toThrow(
      'Check the name and the password',
    );
  });

  it('says that nobody answers', async () => {
    const nobody = synth(2, 'http://admin:x@127.0.0.1:9/bedside_99017');
    await expect(nobody).rejects.toThrow(CentralFault);
  });
});
