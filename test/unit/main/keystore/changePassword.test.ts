import { spawn } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { passwordWeakness } from '../../../../shared/people/password.ts';
import { doctor, nurse, sharedPassword, temporaryKeystore } from '../../../support/keystore.ts';
import type { TemporaryKeystore } from '../../../support/keystore.ts';

let made: TemporaryKeystore;
beforeEach(async () => {
  made = await temporaryKeystore();
});
afterEach(() => made.remove());

const wanted = 'con trâu đi trước cái cày';
const change = (to: string, names: readonly string[] = []) =>
  made.open().changePassword(doctor, { current: sharedPassword, wanted: to, names });

describe('a change of password', () => {
  it('makes the new one open and the old one not, for this person alone, with the same keys', async () => {
    const before = await made.open().unlock(doctor, sharedPassword);
    expect(await change(wanted)).toEqual({ kind: 'changed' });
    expect(await made.open().unlock(doctor, wanted)).toEqual(before);
    expect(await made.open().unlock(doctor, sharedPassword)).toMatchObject({
      kind: 'wrongPassphrase',
    });
    expect((await made.open().unlock(nurse, sharedPassword)).kind).toBe('unlocked');
  });

  it.each<[string, string]>([
    ['ngắn quá', 'tooShort'],
    ['ababababababab', 'tooSimple'],
    ['BS. Trần Thị Mẫu', 'tooSimple'],
    ...[
      '1234567890',
      '0912345678',
      'matkhau123',
      'Mật khẩu 123!',
      'benhvien2026',
      'BenhVien@2026',
      'P@ssw0rd2026',
      'qwertyuiop1',
      'anhyeuem1990',
      'tran thi mau 1985',
      'một hai ba bốn',
    ].map((guess) => [guess, 'common'] as [string, string]),
    [sharedPassword.normalize('NFD'), 'unchanged'],
  ])('refuses %s as %s, and the old one still opens', async (to, because) => {
    expect(await change(to, ['bs-mau', 'BS. Trần Thị Mẫu'])).toEqual({ kind: 'weak', because });
    expect((await made.open().unlock(doctor, sharedPassword)).kind).toBe('unlocked');
  });

  it('asks for nothing but length: a sentence in small letters will do', async () => {
    expect(await change('mưa rơi ngoài hiên')).toEqual({ kind: 'changed' });
  });

  it.each([
    'mưa rào tháng sáu',
    'gió mùa đông bắc',
    'con trâu đi trước cái cày',
    'bác sĩ già ăn phở bò',
    'mật khẩu là cá rô đồng',
    'k7qp-2m9x-rt4w',
    'correct horse battery staple',
  ])('a sentence of one’s own is no common one: %s', (sentence) => {
    expect(
      passwordWeakness(sentence, { current: '', names: ['BS. Trần Thị Mẫu'] }),
    ).toBeUndefined();
  });

  it('invariant 1: killed at any moment, leaves the old password valid or the new one, never neither', async () => {
    const moments = ['beside', 'soon', 'after'] as const;
    let current = sharedPassword;
    for (const [n, moment] of moments.entries()) {
      const next = `${wanted} ${n}`;
      await killedWhileChanging(current, next, moment);
      const opens = [];
      for (const password of [current, next]) {
        // Read anew each time: the wrong one of the two is counted.
        const { kind } = await made.open().unlock(doctor, password);
        if (kind === 'unlocked') opens.push(password);
      }
      expect(opens).toHaveLength(1);
      current = opens[0]!;
    }
  }, 60_000);
});

/** Changes the password in another process, which is killed as soon as its new file begins to be there. */
async function killedWhileChanging(
  current: string,
  next: string,
  moment: 'beside' | 'soon' | 'after',
): Promise<void> {
  const module = new URL('../../../../main/keystore/keystore.ts', import.meta.url).href;
  const place = JSON.stringify({ folder: made.folder, profile: made.profile });
  const wish = JSON.stringify({ current, wanted: next, names: [] });
  const script = `
    const { openKeystore } = await import(${JSON.stringify(module)});
    console.log('begun');
    await openKeystore(${place}).changePassword(${JSON.stringify(doctor)}, ${wish});
    console.log('changed');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const beside = async () =>
    (await fs.readdir(made.file('keystore'))).some((name) => /^person-.*\.new$/.test(name));
  const until = {
    beside,
    soon: async () => said.includes('begun'),
    after: async () => said.includes('changed'),
  };
  while (child.exitCode === null && !(await until[moment]())) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  child.kill('SIGKILL');
  await gone;
}
