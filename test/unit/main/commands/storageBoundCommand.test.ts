import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandRefused } from '../../../../main/commands/commandArguments.ts';
import { storageBoundCommand } from '../../../../main/commands/storageBoundCommand.ts';
import { lockProfile } from '../../../../main/profile/profileLock.ts';
import { profileName, readProfile } from '../../../../main/profile/profileFile.ts';
import { temporaryProfile } from '../../../support/workstation.ts';

describe('npm run storage-bound', () => {
  let made: Awaited<ReturnType<typeof temporaryProfile>>;
  beforeAll(async () => {
    made = await temporaryProfile();
  });
  afterAll(() => made.remove());

  const run = async (...flags: string[]) => {
    const printed: string[] = [];
    await storageBoundCommand(['--profile', made.folder, ...flags], (line) => printed.push(line));
    return printed.join('\n');
  };
  const bound = async () => (await readProfile(made.folder)).storageBound;

  it('says what holds, sets a bound, changes one number of it, and goes back to the default', async () => {
    const before = await readProfile(made.folder);
    expect(await run()).toBe('It may hold 600000 records and 2048 MB (the default).');
    expect(await run('--records', '90000', '--megabytes', '512')).toMatch(
      /^From its next start on it may hold 90000 records and 512 MB; before: 600000/,
    );
    expect(await bound()).toEqual({ records: 90_000, megabytes: 512 });
    await run('--records', '80000');
    expect(await bound()).toEqual({ records: 80_000, megabytes: 512 });
    expect(await readProfile(made.folder)).toEqual({ ...before, storageBound: await bound() });
    await run('--default');
    expect(await readProfile(made.folder)).toEqual(before);
  });

  it.each([
    [['--records', '499'], '--records is a whole number from 500 to 2000000.'],
    [['--records', '1e6'], '--records is a whole number from 500 to 2000000.'],
    [['--megabytes', '-1'], 'lacks its value'],
    [['--megabytes', '99999999'], '--megabytes is a whole number from 128 to 65536.'],
    [['--default', '--records', '900'], 'Give --default alone'],
  ])('%j is refused, and the profile stays as it was', async (flags, sentence) => {
    const before = await readFile(join(made.folder, profileName), 'utf8');
    await expect(run(...flags)).rejects.toThrow(sentence);
    await expect(run(...flags)).rejects.toBeInstanceOf(CommandRefused);
    expect(await readFile(join(made.folder, profileName), 'utf8')).toBe(before);
  });

  it('an open workstation keeps the bound that it has read', async () => {
    const lock = await lockProfile(made.folder);
    try {
      await expect(run('--records', '700')).rejects.toMatchObject({ code: 'inUse' });
      expect(await bound()).toBeUndefined();
    } finally {
      await lock.release();
    }
  });
});
