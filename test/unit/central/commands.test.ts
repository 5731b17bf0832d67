import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { provisionCommand } from '../../../main/commands/provisionCommand.ts';
import { openCouch } from '../../../shared/central/couchHttp.ts';

const environment = { ...process.env, BEDSIDE_ADMIN_USER: '', BEDSIDE_ADMIN_PASSWORD: '' };

function command(name: string, ...flags: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', `main/commands/${name}.ts`, ...flags], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(name: string, ...flags: readonly string[]) {
  const child = command(name, ...flags);
  let text = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  }
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, text, lines: text.trim().split('\n') };
}

describe('npm run central, npm run provision', () => {
  let directory: string;
  let server: ChildProcess;
  let address: string;
  let output = '';

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bedside-central-'));
    server = command('central', '--port', '0', '--directory', directory);
    server.stdout!.setEncoding('utf8').on('data', (part: string) => (output += part));
    const deadlineMs = Date.now() + 20_000;
    while (!output.includes('--facility') && Date.now() < deadlineMs) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    address = /--url (\S+)/.exec(output)?.[1] ?? '';
    expect(address).toMatch(/^http:\/\/admin:/);
  }, 30_000);
  afterAll(async () => {
    if (server.exitCode === null) {
      const ended = new Promise((resolve) => server.once('close', resolve));
      server.kill();
      await ended;
    }
    await rm(directory, { recursive: true, force: true });
  });

  const provision = async (...flags: readonly string[]) => {
    const lines: string[] = [];
    await provisionCommand(flags, {}, (line) => lines.push(line));
    return lines;
  };

  it('provisions, says what it did and each new password once, then finds nothing to do', async () => {
    const flags = ['--url', address, '--facility', '99017', '--account', 'noi-1'];
    const dry = await provision(...flags, '--dry-run');
    expect(dry[0]).toBe('A dry run; it would have:');
    expect(dry.join()).not.toContain('Password');
    const real = await provision(...flags);
    expect(real).toContain('- created the database bedside-99017');
    const password = /^Password of noi-1, shown this once: (\S{20,})$/.exec(real.at(-1)!)![1]!;
    expect(await provision(...flags)).toEqual(['Nothing to change: all stands already.']);
    const workstation = openCouch(new URL(address).origin, { username: 'noi-1', password });
    expect((await workstation.ask('GET', 'bedside-99017')).status).toBe(200);
  });

  it('makes the succession key once, notes the identity, and signs what it continues', async () => {
    const file = join(directory, 'succession.json');
    const flags = ['--url', address, '--facility', '99018', '--succession-key', file];
    await expect(provision(...flags, '--dry-run')).rejects.toThrow('a dry run makes none');
    const said = await provision(...flags);
    const lineage = /^Its identity is ([0-9a-f-]{36});/.exec(said.at(-1)!)![1]!;
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      lineages: [{ database: 'bedside-99018', lineage }],
    });
    expect(await provision(...flags)).toContain('Nothing to change: all stands already.');
    await expect(provision(...flags, '--continues', lineage)).rejects.toThrow('database itself');
    const old = '0198c0de-0000-7000-8000-000000000001';
    expect(await provision(...flags, '--continues', old)).toContain(
      `- wrote into bedside-99018 that it takes the place of ${old}`,
    );
    expect(await provision(...flags, '--continues', old)).toContain(
      'Nothing to change: all stands already.',
    );
  });

  it('gives a copy that takes the original’s place an identity of its own, once', async () => {
    const file = join(directory, 'moved.json');
    const flags = ['--url', address, '--facility', '99019', '--succession-key', file];
    const identity = (said: readonly string[]) =>
      /^Its identity is ([0-9a-f-]{36});/.exec(said.at(-1)!)![1]!;
    const before = identity(await provision(...flags));
    const said = await provision(...flags, '--moved-from', before);
    expect(said.join('\n')).toContain('an identity of its own');
    expect(identity(said)).not.toBe(before);
    const again = await provision(...flags, '--moved-from', before);
    expect(again).toContain('Nothing to change: all stands already.');
    expect(identity(again)).toBe(identity(said));
  });

  it.each([
    [
      ['--url', 'http://a:b@127.0.0.1:1', '--facility', '99017', '--continues', 'x'],
      'identity of a database',
    ],
    [
      [
        ...['--url', 'http://a:b@127.0.0.1:1', '--facility', '99017'],
        ...['--continues', '0198c0de-0000-7000-8000-000000000001'],
      ],
      'need --succession-key',
    ],
    [
      ['--url', 'http://a:b@127.0.0.1:1', '--facility', '99017', '--succession-key', 'LICENSE'],
      'no succession key',
    ],
    [['--url', 'http://127.0.0.1:1'], 'Give --url and --facility'],
    [['--url', 'http://127.0.0.1:1', '--facility', '1'], '5 digits'],
    [['--url', 'http://127.0.0.1:1', '--facility', '99017'], 'BEDSIDE_ADMIN_PASSWORD'],
    [['--url', 'http://a:b@127.0.0.1:1', '--facility', '99017'], 'No server answers'],
    [['--url', 'elsewhere', '--facility', '99017'], 'must look like'],
    [['--url', 'http://a:b@127.0.0.1:1', '--facility', '99017', '--origin', 'x'], 'without a path'],
    [['--url', 'http://a:b@127.0.0.1:1', '--facility', '99017', '--account', 'X'], 'lowercase'],
    [['--horoscope'], '--horoscope is not understood here'],
  ])('provision %j says in a sentence what is amiss', async (flags, words) => {
    await expect(provision(...flags)).rejects.toThrow(words);
  });

  it('ends with status 2 and the sentence alone', async () => {
    const { status, lines } = await run('provision', '--horoscope');
    expect({ status, lines: lines.length }).toEqual({ status: 2, lines: 1 });
  });

  it('names a taken port in one sentence', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const other = join(directory, 'other');
    const { status, lines } = await run('central', '--port', String(port), '--directory', other);
    taken.close();
    expect({ status, lines }).toEqual({
      status: 2,
      lines: [`Port ${port} is in use. Stop what uses it, or choose another with --port.`],
    });
  });

  it('shows its flags with --help', async () => {
    expect((await run('central', '--help')).text).toContain('--directory');
    expect((await provision('--help')).join()).toContain('--dry-run');
  });
});
