import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod';
import {
  PortTaken,
  startEmbeddedServer,
} from '../../shared/central/embedded/startEmbeddedServer.ts';
import { writeDurably } from '../disk/writeDurably.ts';
import { CommandRefused, readFlags, readPort } from './commandArguments.ts';

const help = `npm run central -- [--port 5984] [--directory DIR]

Starts the embedded central server on 127.0.0.1, for demonstrations and tests. It is not CouchDB:
a hospital runs Apache CouchDB 3.3 or later.

  --port        its port; 5984 unless told. 0 takes a free one
  --directory   where its data lies; .demonstration/central unless told

Its administrator is made at the first start and kept in administrator.json in that folder;
BEDSIDE_ADMIN_USER and BEDSIDE_ADMIN_PASSWORD take precedence.`;

const administratorSchema = z.strictObject({
  username: z.string().min(1),
  password: z.string().min(1),
});

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2), {
    port: { type: 'string', default: '5984' },
    directory: { type: 'string', default: '.demonstration/central' },
    help: { type: 'boolean', default: false },
  });
  if (flags.help) {
    console.log(help);
    return;
  }
  const directory = path.resolve(flags.directory);
  const server = await startEmbeddedServer({
    port: readPort(flags.port),
    directory,
    admin: await administratorOf(directory),
    log: (line) => console.error(line),
  });
  console.log(`The embedded central server answers at ${server.url}`);
  console.log(`Its data lies in ${directory}`);
  console.log(`To provision it: npm run provision -- --url ${server.adminUrl} --facility CODE`);
  const stop = () => void server.stop().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

/** The administrator from the environment, else the one of the folder, made at its first start. */
async function administratorOf(directory: string) {
  const username = process.env['BEDSIDE_ADMIN_USER'] || 'admin';
  const password = process.env['BEDSIDE_ADMIN_PASSWORD'];
  if (password) return { username, password };
  const file = path.join(directory, 'administrator.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    const made = { username, password: randomBytes(18).toString('base64url') };
    await mkdir(directory, { recursive: true });
    await writeDurably(file, `${JSON.stringify(made, null, 2)}\n`);
    return made;
  }
  try {
    return administratorSchema.parse(JSON.parse(text));
  } catch {
    throw new CommandRefused(`${file} is damaged. Delete it, and a new administrator is made.`);
  }
}

main().catch((error: unknown) => {
  const expected = error instanceof CommandRefused || error instanceof PortTaken;
  const { message } = error as Error;
  console.error(expected ? message : `The central server could not start: ${message}`);
  process.exitCode = 2;
});
