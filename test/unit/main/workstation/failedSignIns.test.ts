import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openFailedSignIns } from '../../../../main/workstation/failedSignIns.ts';
import { openWorkstation } from '../../../../main/workstation/openWorkstation.ts';
import { smallPassphrase, temporaryProfile } from '../../../support/workstation.ts';

/** A wrong password waits on disk for the trail, which is sealed until somebody is in. */

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openedOn(folder: string) {
  const workstation = await openWorkstation(folder, { shell: 'browser', version: '0.1.0' });
  const call = async (name: string, request: unknown) => {
    const outcome = await workstation.bridge(name, request);
    return (outcome as { response: { attempts: { person: string; attemptedAt: string }[] } })
      .response;
  };
  return {
    workstation,
    call,
    attempts: async () => (await call('readFailedSignIns', {})).attempts,
  };
}

it('survives a closed window and a restart, until it is on the trail', async () => {
  const { folder, remove } = await temporaryProfile();
  closing.push(remove);
  const first = await openedOn(folder);
  await first.call('unlock', { person: 'bs-mau', passphrase: 'không phải' });
  await first.call('changePassword', { person: 'dd-mau', current: 'sai', wanted: 'mật khẩu mới' });
  await first.workstation.close();

  const again = await openedOn(folder);
  closing.push(() => again.workstation.close());
  expect((await again.attempts()).map(({ person }) => person)).toEqual(['bs-mau', 'dd-mau']);
  await again.call('unlock', { person: 'bs-mau', passphrase: smallPassphrase });
  expect(await again.attempts()).toHaveLength(2);
  await again.call('forgetFailedSignIns', { count: 1 });
  expect((await again.attempts()).map(({ person }) => person)).toEqual(['dd-mau']);
  const text = await fs.readFile(path.join(folder, 'failed-sign-ins.json'), 'utf8');
  expect(text).not.toMatch(/không phải|sai/);
});

it('a damaged file keeps nobody out', async () => {
  const { folder, remove } = await temporaryProfile();
  closing.push(remove);
  await fs.writeFile(path.join(folder, 'failed-sign-ins.json'), '[{"person":');
  const { workstation, call, attempts } = await openedOn(folder);
  closing.push(() => workstation.close());
  expect(await attempts()).toEqual([]);
  expect(await call('unlock', { person: 'bs-mau', passphrase: smallPassphrase })).toMatchObject({
    kind: 'unlocked',
  });
});

it('what is refused while somebody waits is no attempt: a flood for one buries no guess at another', async () => {
  const { folder, remove } = await temporaryProfile();
  closing.push(remove);
  const { workstation, call, attempts } = await openedOn(folder);
  closing.push(() => workstation.close());
  for (let each = 0; each < 40; each += 1) {
    await call('unlock', { person: 'bs-mau', passphrase: `đoán ${String(each)}` });
  }
  await call('unlock', { person: 'dd-mau', passphrase: 'đoán' });
  const noted = (await attempts()).map(({ person }) => person);
  // The third wrong one makes the next wait: those behind it weren't tried.
  expect(noted).toEqual(['bs-mau', 'bs-mau', 'bs-mau', 'dd-mau']);
}, 20_000);

it('keeps so many of one person at most, and still what is tried at everybody else', async () => {
  const { folder, remove } = await temporaryProfile();
  closing.push(remove);
  const { note, services } = openFailedSignIns(folder);
  for (let each = 0; each < 120; each += 1) await note('bs-mau');
  await note('dd-mau');
  const { attempts } = await services.readFailedSignIns({});
  expect(attempts).toHaveLength(101);
  expect(attempts.at(-1)?.person).toBe('dd-mau');
});
