import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import * as path from 'node:path';
import * as z from 'zod';
import { createDurably, isFileError, readIfThere } from '../disk/writeDurably.ts';
import { ProfileError } from './profileFile.ts';

/**
 * One process a profile. The lock file names its holder by process id, and by a word that the
 * holder says on a port of 127.0.0.1: after a power cut the id may belong to another program, and
 * the workstation must start all the same.
 */
const lockName = 'profile.lock';
const answerWithinMs = 2_000;

const lockSchema = z.strictObject({
  pid: z.int().positive(),
  port: z.int().min(1).max(65_535),
  word: z.string().regex(/^[0-9a-f]{32}$/),
});
type Lock = z.infer<typeof lockSchema>;

export interface ProfileLock {
  release(): Promise<void>;
}

/**
 * Takes the folder for this process, or rejects with `inUse`. A dead process's lock is replaced.
 * `subject` begins the sentence that people read.
 */
export async function lockProfile(
  folder: string,
  subject = 'This workstation',
): Promise<ProfileLock> {
  const file = path.join(folder, lockName);
  const word = randomBytes(16).toString('hex');
  const { server, port } = await sayWord(word);
  const text = JSON.stringify({ pid: process.pid, port, word } satisfies Lock);
  try {
    await take(file, text, subject);
  } catch (error) {
    server.close();
    throw error;
  }
  return {
    async release() {
      if ((await readIfThere(file)) === text) await fs.rm(file, { force: true });
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function take(file: string, text: string, subject: string): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      await createDurably(file, text);
      return;
    } catch (error) {
      if (!isFileError(error, 'EEXIST')) throw error;
    }
    const found = await readIfThere(file);
    if (found === undefined) continue;
    const holder = parseLock(found);
    if (holder !== undefined && (await isHeld(holder))) throw inUse(subject, holder.pid);
    await clearStale(file, found);
  }
  throw inUse(subject, undefined);
}

/** Takes a stale lock out of the way; a lock that took its place in that moment is put back. */
async function clearStale(file: string, stale: string): Promise<void> {
  const aside = `${file}.${randomBytes(4).toString('hex')}.stale`;
  try {
    await fs.rename(file, aside);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return;
    throw error;
  }
  const moved = await fs.readFile(aside, 'utf8');
  if (moved !== stale) await fs.link(aside, file).catch(() => undefined);
  await fs.rm(aside, { force: true });
}

/**
 * Whether the holder is there. A closed port or another word means that it isn't. Silence on an
 * open port may be a holder that is stopped for a moment, so it counts as there.
 */
async function isHeld(lock: Lock): Promise<boolean> {
  if (!isAlive(lock.pid)) return false;
  return new Promise((resolve) => {
    const socket = connect({ port: lock.port, host: '127.0.0.1' });
    const settle = (held: boolean) => {
      socket.destroy();
      resolve(held);
    };
    let said = '';
    socket.setTimeout(answerWithinMs, () => settle(true));
    socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
    socket.on('end', () => settle(said === lock.word));
    socket.on('error', () => settle(false));
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return isFileError(error, 'EPERM');
  }
}

function sayWord(word: string): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(word);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve({ server, port: address.port });
    });
    server.unref();
  });
}

function parseLock(text: string): Lock | undefined {
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function inUse(subject: string, pid: number | undefined): ProfileError {
  const who = pid === undefined ? 'another process' : `process ${pid}`;
  return new ProfileError(
    'inUse',
    `${subject} is already open (${who} holds it): go to that window, or close it and start again.`,
  );
}
