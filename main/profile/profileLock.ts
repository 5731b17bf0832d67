import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import * as path from 'node:path';
import * as z from 'zod';
import { createDurably, isFileError, readIfThere, writeDurably } from '../disk/writeDurably.ts';
import { ProfileError } from './profileFile.ts';

/**
 * One process a profile. A lock file names its holder by process id, and by a word that the holder
 * says on a port of 127.0.0.1: after a power cut the id may belong to another program, and the
 * workstation must start all the same.
 *
 * Lock files are numbered, and the highest number counts. Whoever finds it given back or left by a
 * dead process makes the next number, which one alone can. A file is never replaced by another
 * process and the highest is never removed, so nobody who looked a moment ago takes away a lock that
 * was made since.
 */
const lockName = /^profile-lock\.(\d+)$/;
/** The one lock file of an earlier build, which may run on while the app is updated. */
const formerLockName = 'profile.lock';
const lockFile = (folder: string, turn: number) => path.join(folder, `profile-lock.${turn}`);
/** What stands in the place of a lock that was given back. */
const givenBack = 'given back';
const answerWithinMs = 2_000;

const lockSchema = z.strictObject({
  pid: z.int().positive(),
  port: z.int().min(1).max(65_535),
  word: z.string().regex(/^[0-9a-f]{32}$/),
});
type Lock = z.infer<typeof lockSchema>;

export interface ProfileLock {
  release(): Promise<void>;
  /** Gives it back without a trace, for a folder that ends with it. */
  remove(): Promise<void>;
}

/**
 * Takes the folder for this process, or rejects with `inUse`. A dead process's lock is replaced.
 * `subject` begins the sentence that people read.
 */
export async function lockProfile(
  folder: string,
  subject = 'This workstation',
): Promise<ProfileLock> {
  const word = randomBytes(16).toString('hex');
  const { server, port } = await sayWord(word);
  const text = JSON.stringify({ pid: process.pid, port, word } satisfies Lock);
  let file: string;
  try {
    file = await take(folder, text, subject);
  } catch (error) {
    server.close();
    throw error;
  }
  const release = async (leave: () => Promise<void>) => {
    // The folder may have been removed meanwhile, or its disk be full. Who finds the lock then hears
    // that nobody says its word any more.
    if ((await readIfThere(file)) === text) await leave().catch(() => undefined);
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return {
    release: () => release(() => writeDurably(file, givenBack)),
    remove: () => release(() => fs.rm(file, { force: true })),
  };
}

/** Gives the file that is this process's lock. */
async function take(folder: string, text: string, subject: string): Promise<string> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const last = Math.max(0, ...(await turnsIn(folder)));
    const former = path.join(folder, formerLockName);
    for (const name of [former, lockFile(folder, last)]) {
      const holder = parseLock(await readIfThere(name));
      if (holder !== undefined && (await isHeld(holder))) throw inUse(subject, holder.pid);
    }
    const file = lockFile(folder, last + 1);
    try {
      await createDurably(file, text);
    } catch (error) {
      if (isFileError(error, 'EEXIST')) continue;
      throw error;
    }
    const turns = await turnsIn(folder);
    // Others may have gone past this number and removed it while this process looked.
    if (Math.max(...turns) > last + 1) {
      await removeIdle(file);
      continue;
    }
    for (const turn of turns) if (turn <= last) await removeIdle(lockFile(folder, turn));
    await removeIdle(former);
    return file;
  }
  throw inUse(subject, undefined);
}

/** Takes a file away that counts no more; where another process reads it just now, the next start does. */
async function removeIdle(file: string): Promise<void> {
  await fs.rm(file, { force: true }).catch(() => undefined);
}

/** Numbers of the lock files. */
async function turnsIn(folder: string): Promise<number[]> {
  const names = await fs.readdir(folder);
  return names.flatMap((name) => {
    const turn = lockName.exec(name)?.[1];
    return turn === undefined ? [] : [Number(turn)];
  });
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

function parseLock(text: string | undefined): Lock | undefined {
  if (text === undefined) return undefined;
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
