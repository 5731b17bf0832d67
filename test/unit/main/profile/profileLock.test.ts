import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockProfile } from '../../../../main/profile/profileLock.ts';
import { until } from '../../../support/until.ts';

let folder: string;
let file: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-lock-'));
  file = path.join(folder, 'profile-lock.7');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await fs.rm(folder, { recursive: true, force: true });
});

/** Another process that holds the profile, until it is killed. */
async function holder(): Promise<ChildProcess> {
  const module = new URL('../../../../main/profile/profileLock.ts', import.meta.url).href;
  const script = `
    const { lockProfile } = await import(${JSON.stringify(module)});
    await lockProfile(${JSON.stringify(folder)});
    console.log('held');
    setInterval(() => undefined, 1000);
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

describe('profile lock', () => {
  it('lets one process in, and says which one holds it', async () => {
    const child = await holder();
    await expect(lockProfile(folder)).rejects.toMatchObject({
      code: 'inUse',
      message: expect.stringContaining(`process ${child.pid}`),
    });
  });

  it('opens again after the holder was killed', async () => {
    const child = await holder();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await lockProfile(folder);
    await lock.release();
    expect(await fs.readdir(folder)).toEqual(['profile-lock.2']);
  });

  it('counts a holder that is stopped for a moment as there', async () => {
    const child = await holder();
    child.kill('SIGSTOP');
    await expect(lockProfile(folder)).rejects.toMatchObject({ code: 'inUse' });
  });

  it('opens after a power cut, though another program has got the process id', async () => {
    const word = 'a'.repeat(32);
    await fs.writeFile(file, JSON.stringify({ pid: process.ppid, port: 1, word }));
    await (await lockProfile(folder)).release();
    const other = await lockProfile(await fs.mkdtemp(path.join(folder, 'other-')));
    const { port } = JSON.parse(
      await fs.readFile(
        path.join(
          folder,
          (await fs.readdir(folder)).find((name) => name.startsWith('other-'))!,
          'profile-lock.1',
        ),
        'utf8',
      ),
    ) as { port: number };
    await fs.writeFile(file, JSON.stringify({ pid: process.pid, port, word }));
    await (await lockProfile(folder)).release();
    await other.release();
  });

  it('opens after a half-written lock file', async () => {
    await fs.writeFile(file, '{"pid":');
    await (await lockProfile(folder)).release();
  });

  it('lets exactly one of many in that start at once over a stale lock, and those who looked a moment before', async () => {
    for (let round = 0; round < 20; round += 1) {
      const here = await fs.mkdtemp(path.join(folder, 'round-'));
      await fs.writeFile(
        path.join(here, 'profile-lock.7'),
        JSON.stringify({ pid: 2 ** 22 + 1, port: 1, word: 'b'.repeat(32) }),
      );
      const outcomes = await Promise.allSettled(
        Array.from({ length: 16 }, async (_, at) => {
          await delay(at < 8 ? 0 : at);
          return lockProfile(here);
        }),
      );
      const locks = outcomes.flatMap((outcome) =>
        outcome.status === 'fulfilled' ? [outcome.value] : [],
      );
      expect(locks).toHaveLength(1);
      await locks[0]!.release();
    }
  });

  it('lets nobody in who looked before others took the lock and went on', async () => {
    // Whoever holds the first lock answers late, and isn't the holder.
    const asked: Socket[] = [];
    const late = createServer((socket) => void asked.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => void late.listen(0, '127.0.0.1', resolve));
    const first = path.join(folder, 'profile-lock.1');
    const { port } = late.address() as AddressInfo;
    await fs.writeFile(first, JSON.stringify({ pid: process.pid, port, word: 'c'.repeat(32) }));
    const looked = lockProfile(folder);
    const refused = expect(looked).rejects.toMatchObject({ code: 'inUse' });
    await until(
      () => asked.length,
      (count) => count === 1,
    );

    await fs.writeFile(first, 'given back');
    await (await lockProfile(folder)).release();
    const holder = await lockProfile(folder);
    expect(await fs.readdir(folder)).toEqual(['profile-lock.3']);
    asked[0]!.end('another word');
    await refused;
    expect(await fs.readdir(folder)).toEqual(['profile-lock.3']);
    await holder.release();
    late.close();
  });

  it('is held by a running process of a former version, and not by one that has ended', async () => {
    const running = await lockProfile(await fs.mkdtemp(path.join(folder, 'running-')));
    const [other] = await fs.readdir(folder);
    const former = path.join(folder, 'profile.lock');
    await fs.copyFile(path.join(folder, other!, 'profile-lock.1'), former);
    await expect(lockProfile(folder)).rejects.toMatchObject({ code: 'inUse' });
    await running.release();
    await (await lockProfile(folder)).release();
    expect((await fs.readdir(folder)).sort()).toEqual(['profile-lock.1', other]);
  });

  it('a lock that was given back, and its folder’s next one, leave one file', async () => {
    await (await lockProfile(folder)).release();
    await (await lockProfile(folder)).release();
    expect(await fs.readdir(folder)).toEqual(['profile-lock.2']);
    await (await lockProfile(folder)).remove();
    expect(await fs.readdir(folder)).toEqual([]);
  });
});
