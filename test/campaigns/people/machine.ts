import { AsyncLocalStorage } from 'node:async_hooks';
import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import * as path from 'node:path';
import { openDisk } from './disk.ts';
import type { Disk } from './disk.ts';

/**
 * One life of a workstation's main process. What runs inside it (`within`) reaches disk and network
 * through it, however deep in the product's own code, and nothing of it happens after its end.
 */
export interface Life {
  /** The network cable is out. */
  cut: boolean;
  /** Durable steps until the process ends; undefined while it isn't to end. */
  endsAfter: number | undefined;
  /** A power cut loses what wasn't synced; a killed process doesn't. */
  endsBy: 'killed' | 'power';
  ended: boolean;
  /** The step at which it ended by itself, and which wasn't made. */
  endedAt: string | undefined;
  readonly disk: Disk;
}

/** The process ended here: nothing after this step happens. */
export class Ended extends Error {
  constructor() {
    super('the process has ended');
    this.name = 'Ended';
  }
}

export function newLife(): Life {
  return {
    cut: false,
    endsAfter: undefined,
    endsBy: 'killed',
    ended: false,
    endedAt: undefined,
    disk: openDisk(),
  };
}

const lives = new AsyncLocalStorage<Life>();

/** Runs something as part of a process. Rejects with `Ended` where the process ends in it. */
export async function within<T>(life: Life, act: () => Promise<T>): Promise<T> {
  if (life.ended) throw new Ended();
  const result = await lives.run(life, act);
  if (life.ended) throw new Ended();
  return result;
}

/** The end of a process, from outside or at a step. */
export async function end(life: Life): Promise<void> {
  if (life.ended) return;
  life.ended = true;
  if (life.endsBy === 'power') await lives.exit(() => life.disk.losePower());
}

async function step(life: Life | undefined, name: string): Promise<void> {
  if (!life) return;
  if (life.ended) throw new Ended();
  if (life.endsAfter === undefined) return;
  life.endsAfter -= 1;
  if (life.endsAfter >= 0) return;
  life.endedAt = name;
  await end(life);
  throw new Ended();
}

/** A file's open handle, with a process that may end in the middle of a write. */
function handleOf(real: fs.FileHandle, file: string, life: Life): fs.FileHandle {
  const own: Partial<fs.FileHandle> = {
    async writeFile(content) {
      const text = String(content);
      const half = Math.floor(text.length / 2);
      await step(life, 'half a file');
      await real.writeFile(text.slice(0, half));
      life.disk.wrote(file);
      await step(life, 'whole file, not synced');
      await real.writeFile(text.slice(half));
    },
    // Nothing of a campaign has to outlive the machine that it runs on.
    async sync() {
      await step(life, 'sync');
      life.disk.synced(file);
    },
  };
  return new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(name in own ? own : target, name);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
}

/**
 * Puts itself between the product and Node, for as long as a campaign runs: the disk and the line of
 * whatever runs within a life are that life's, and scrypt costs next to nothing, or each seed would
 * spend minutes on passwords. `removeMachine` takes it away.
 */
export function installMachine(): () => void {
  const real = { ...fs };
  const { scrypt } = crypto;
  const realFetch = globalThis.fetch;
  fs.open = (async (file: string, ...rest: [string?, number?]) => {
    const life = lives.getStore();
    await step(life, 'open');
    const handle = await real.open(file, ...rest);
    return life ? handleOf(handle, path.resolve(file), life) : handle;
  }) as typeof fs.open;
  fs.rename = async (from, to) => {
    const life = lives.getStore();
    await step(life, 'rename');
    await life?.disk.willReplace(String(to));
    await real.rename(from, to);
    life?.disk.renamed(String(from), String(to));
  };
  fs.link = async (from, to) => {
    const life = lives.getStore();
    await step(life, 'link');
    await real.link(from, to);
    life?.disk.linked(String(from), String(to));
  };
  fs.rm = async (file, options) => {
    const life = lives.getStore();
    await step(life, 'remove');
    await life?.disk.willReplace(String(file));
    await real.rm(file, options);
  };
  fs.writeFile = (async (file: string, content: string, options?: object) => {
    const life = lives.getStore();
    if (!life) return real.writeFile(file, content, options);
    await step(life, 'written in place');
    await real.writeFile(file, content.slice(0, Math.floor(content.length / 2)), options);
    await step(life, 'half written in place');
    return real.writeFile(file, content, options);
  }) as typeof fs.writeFile;
  fs.readFile = (async (...given: Parameters<typeof real.readFile>) => {
    if (lives.getStore()?.ended) throw new Ended();
    return real.readFile(...given);
  }) as typeof fs.readFile;
  globalThis.fetch = async (input, init) => {
    const life = lives.getStore();
    if (life?.cut) throw new TypeError('the cable is out');
    await step(life, 'request');
    const response = await realFetch(input, init);
    await step(life, 'answer');
    return response;
  };
  crypto.scrypt = ((password: string, salt: string, length: number, ...rest: unknown[]) => {
    const done = rest.at(-1) as (error: Error | null, key: Buffer) => void;
    return scrypt(password, salt, length, { N: 2, r: 1, p: 1 }, done);
  }) as typeof scrypt;
  syncBuiltinESMExports();
  return () => {
    Object.assign(fs, real);
    crypto.scrypt = scrypt;
    globalThis.fetch = realFetch;
    syncBuiltinESMExports();
  };
}
