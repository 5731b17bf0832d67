import { parseArgs } from 'node:util';
import { benchAudit } from './audit/benchAudit.ts';
import { benchTrail } from './audit/benchTrail.ts';
import { benchFirstFill } from './firstFill/benchFirstFill.ts';
import { benchMerge } from './merge/benchMerge.ts';
import { benchReconnect } from './reconnect/benchReconnect.ts';
import { benchReplica } from './replica/benchReplica.ts';
import type { BenchOptions } from './replica/benchReplica.ts';
import { benchSearch } from './search/benchSearch.ts';
import { benchTakeOver } from './takeOver/benchTakeOver.ts';

/** Every bench by its name. Each gives 0 when its bars are met, and 1 when it fell short. */
const benches: Readonly<Record<string, (options: BenchOptions) => Promise<0 | 1>>> = {
  replica: benchReplica,
  merge: benchMerge,
  'first-fill': benchFirstFill,
  reconnect: benchReconnect,
  audit: benchAudit,
  trail: benchTrail,
  search: benchSearch,
  'take-over': benchTakeOver,
};

const usage = `npm run bench -- ${Object.keys(benches).join('|')} [--records 20000] [--patients 200000] [--json FILE] [--central http://admin:secret@host:port]`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      records: { type: 'string', default: '20000' },
      patients: { type: 'string', default: '200000' },
      json: { type: 'string' },
      central: { type: 'string' },
    },
  });
  const [name, ...rest] = positionals;
  const bench = name !== undefined && Object.hasOwn(benches, name) ? benches[name] : undefined;
  const records = Number(values.records);
  const patients = Number(values.patients);
  if (!bench || rest.length > 0) throw new Error('name one bench');
  if (!Number.isInteger(records) || records < 1000 || records > 1_000_000) {
    throw new Error('--records is a whole number from 1000 to 1000000');
  }
  if (!Number.isInteger(patients) || patients < 1000 || patients > 1_000_000) {
    throw new Error('--patients is a whole number from 1000 to 1000000');
  }
  return bench({ records, patients, jsonFile: values.json, centralUrl: values.central });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
