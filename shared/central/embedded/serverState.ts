import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const names = z.array(z.string()).default([]);
const people = z.object({ names, roles: names });

/** CouchDB's security object: who may read and write a database, and who may change its design. */
export const securitySchema = z.object({
  admins: people.default({ names: [], roles: ['_admin'] }),
  members: people.default({ names: [], roles: ['_admin'] }),
});
export type Security = z.infer<typeof securitySchema>;

const stateSchema = z.strictObject({
  /** The server's identity: it stays the same over restarts, and a new folder has a new one. */
  uuid: z.string().regex(/^[0-9a-f]{32}$/),
  databases: z.record(z.string(), securitySchema),
  /** Settings by section and key, as CouchDB's `_config` has them. */
  config: z.record(z.string(), z.record(z.string(), z.string())),
});
export type ServerState = z.infer<typeof stateSchema>;

export interface ServerStateFile {
  readonly state: ServerState;
  /** Changes the state and keeps it; the write is complete when the promise resolves. */
  change(edit: (state: ServerState) => void): Promise<void>;
}

/** Opens `server.json` in the folder, or makes it; without a folder the state lives in memory. */
export async function openServerState(directory: string | undefined): Promise<ServerStateFile> {
  if (directory === undefined) {
    const state = emptyState();
    return {
      state,
      change: (edit) => Promise.resolve(edit(state)),
    };
  }
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'server.json');
  const state = await readState(path);
  let writing: Promise<void> = Promise.resolve();
  const save = () => {
    writing = writing
      .catch(() => undefined)
      .then(async () => {
        const fresh = `${path}.new`;
        await writeFile(fresh, `${JSON.stringify(state, null, 2)}\n`, { flush: true });
        await rename(fresh, path);
      });
    return writing;
  };
  await save();
  return {
    state,
    change(edit) {
      edit(state);
      return save();
    },
  };
}

function emptyState(): ServerState {
  const uuid = crypto.randomUUID().replaceAll('-', '');
  return { uuid, databases: {}, config: {} };
}

async function readState(path: string): Promise<ServerState> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyState();
    throw error;
  }
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch {
    throw new Error(
      `${path} is damaged. Put back a copy of it, or move the folder away to begin with an empty server.`,
    );
  }
}
