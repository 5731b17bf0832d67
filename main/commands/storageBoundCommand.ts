import * as path from 'node:path';
import { defaultStorageBound, storageBoundSchema } from '../../shared/sync/storageMeter.ts';
import type { StorageBound } from '../../shared/sync/storageMeter.ts';
import { readProfile } from '../profile/profileFile.ts';
import { setStorageBound } from '../profile/storageBound.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';

const help = `npm run storage-bound -- --profile DIR
npm run storage-bound -- --profile DIR --records N --megabytes N
npm run storage-bound -- --profile DIR --default

Says how much a workstation may hold, or sets it. The workstation must be closed; the bound holds
from its next start on. Near it, charts that nobody opened lately leave this disk, and are fetched
again when somebody opens them. What no server has never leaves, and saves are taken all the same.

  --records    500 to 2000000
  --megabytes  128 to 65536
  --default    ${defaultStorageBound.records} records and ${defaultStorageBound.megabytes} MB
  --profile    the workstation's profile folder`;

/** The command without its process. Throws `CommandRefused`, `ProfileError`. */
export async function storageBoundCommand(
  commandArguments: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  const flags = readFlags(commandArguments, {
    profile: { type: 'string' },
    records: { type: 'string' },
    megabytes: { type: 'string' },
    default: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  });
  if (flags.help) return print(help);
  if (flags.profile === undefined) throw new CommandRefused('Give --profile; --help shows more.');
  const folder = path.resolve(flags.profile);
  const before = (await readProfile(folder)).storageBound;
  const { records, megabytes } = flags;
  if (flags.default) {
    if (records !== undefined || megabytes !== undefined) {
      throw new CommandRefused('Give --default alone, or --records and --megabytes.');
    }
    await setStorageBound(folder, undefined);
    return print(`From its next start on it may hold ${said(undefined)}; before: ${said(before)}.`);
  }
  if (records === undefined && megabytes === undefined) {
    return print(`It may hold ${said(before)}.`);
  }
  const bound = {
    records: whole('records', records, (before ?? defaultStorageBound).records),
    megabytes: whole('megabytes', megabytes, (before ?? defaultStorageBound).megabytes),
  };
  await setStorageBound(folder, bound);
  print(`From its next start on it may hold ${said(bound)}; before: ${said(before)}.`);
}

function said(bound: StorageBound | undefined): string {
  const { records, megabytes } = bound ?? defaultStorageBound;
  return `${records} records and ${megabytes} MB${bound ? '' : ' (the default)'}`;
}

/** A flag's number within what a bound may be; without the flag, what stands. */
function whole(name: keyof StorageBound, text: string | undefined, standing: number): number {
  if (text === undefined) return standing;
  const { minValue, maxValue } = storageBoundSchema.shape[name];
  const value = storageBoundSchema.shape[name].safeParse(/^\d+$/.test(text) ? Number(text) : NaN);
  if (value.success) return value.data;
  throw new CommandRefused(`--${name} is a whole number from ${minValue} to ${maxValue}.`);
}
