import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHeader } from '../../../../main/import/columns.ts';
import { csvRows } from '../../../../main/import/csvRows.ts';
import { beginRun } from '../../../../main/import/importBatch.ts';
import { openImportKeys } from '../../../../main/import/importKeys.ts';
import { importPatients } from '../../../../main/import/importPatients.ts';
import { CentralFault } from '../../../../shared/central/couchHttp.ts';
import type { Couch } from '../../../../shared/central/couchHttp.ts';
import { openTestCentral } from '../../../support/central.ts';
import type { TestCentral } from '../../../support/central.ts';

const at = '2026-11-23T08:00:00.000+07:00';
let central: TestCentral;
beforeAll(async () => {
  central = await openTestCentral();
});
afterAll(() => central?.remove());

async function* text(rows: number, block: string): AsyncGenerator<string> {
  yield 'MA_BN,HO_TEN,NGAY_SINH,GIOI_TINH\n';
  for (let row = 1; row <= rows; row += 1) {
    yield `${block}-${String(row).padStart(6, '0')},Lò Văn Mẫu,${1900 + (row % 100)},1\n`;
  }
}

/** @param over what stands between the import and the server */
async function run(rows: number, block: string, over: (couch: Couch) => Couch = (couch) => couch) {
  const { database } = central;
  const keys = await openImportKeys(central.couch, database, block.toLowerCase(), true);
  const table = csvRows(text(rows, block));
  const first = await table.next();
  return importPatients({
    header: readHeader(first.done || !('cells' in first.value) ? [] : first.value.cells),
    rows: table,
    options: { today: at.slice(0, 10), block },
    run: beginRun({ keys: keys!, at, by: 'import', on: `import-${block.toLowerCase()}` }),
    target: { couch: over(central.couch), database, write: true, blocks: new Set(['N1']) },
    tell: async () => undefined,
    onProgress: () => undefined,
  });
}

async function patientsOf(block: string): Promise<number> {
  const { rows } = (await central.couch.change(
    'GET',
    `${central.database}/_all_docs?include_docs=true`,
  )) as { rows: { doc: { recordNumber?: string } }[] };
  return rows.filter(({ doc }) => doc.recordNumber?.startsWith(block)).length;
}

/** The same server, with something of its own to say to a batch. */
function onBatch(what: (write: () => Promise<unknown>, batch: number) => Promise<unknown>) {
  return (couch: Couch): Couch => {
    let batch = 0;
    return {
      ...couch,
      change(method, path, body) {
        const write = () => couch.change(method, path, body);
        if (!path.endsWith('_bulk_docs')) return write();
        batch += 1;
        return what(write, batch);
      },
    };
  };
}

describe('an import that doesn’t go well', () => {
  it('invariant 1: an answer that is lost loses and doubles nothing: the next run goes on behind it', async () => {
    const lost = onBatch(async (write, batch) => {
      await write();
      if (batch === 1) throw new CentralFault('unreachable', 'No server answers.');
      return [];
    });
    await expect(run(700, 'LA', lost)).rejects.toThrow(CentralFault);
    expect(await patientsOf('LA')).toBe(500);
    expect(await run(700, 'LA')).toMatchObject({ rows: 700, standing: 500, taken: 200, bad: 0 });
    expect(await patientsOf('LA')).toBe(700);
  });

  it('invariant 7: an empty answer that wrote nothing isn’t believed', async () => {
    const swallowed = onBatch(async () => []);
    await expect(run(3, 'SW', swallowed)).rejects.toThrow('gives only 0 back');
    expect(await patientsOf('SW')).toBe(0);
  });

  it('a record that the server’s validation refuses is its own row’s fault, and the others are taken', async () => {
    const damaging = (couch: Couch): Couch => ({
      ...couch,
      change(method, path, body) {
        if (!path.endsWith('_bulk_docs')) return couch.change(method, path, body);
        const { docs } = body as { docs: object[] };
        const damaged = docs.map((doc, place) => (place === 1 ? { ...doc, sex: 5 } : doc));
        return couch.change(method, path, { new_edits: false, docs: damaged });
      },
    });
    const counts = await run(3, 'RE', damaging);
    expect(counts).toMatchObject({ taken: 2, bad: 1, byFault: { refusedThere: 1 } });
    expect(await patientsOf('RE')).toBe(2);
  });

  it('a block that a workstation gives numbers from is left to it', async () => {
    expect(await run(3, 'N1')).toMatchObject({ taken: 0, byFault: { workstationsBlock: 3 } });
  });
});
