import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type * as electron from 'electron';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readCommandLine } from '../../../../main/electron/commandLine.ts';
import { openEnrolledHospital, shownOnce } from '../../../support/enrolledHospital.ts';
import type { EnrolledHospital } from '../../../support/enrolledHospital.ts';

/*
 * `Bedside --enrol`: Electron's entry as it stands, with a stand-in that is typed by Electron's own
 * types. Its keychain turns a text into something else, and notes what it was given.
 */

const given: string[] = [];
const exits: unknown[] = [];
const boxes: string[] = [];
let hasKeyring = true;

const app = {
  isPackaged: true,
  enableSandbox: () => undefined,
  getPath: () => '/data',
  getAppPath: () => '/app',
  getVersion: () => '0.1.0',
  // Electron makes the folder at once, and keeps files open in it.
  setPath: (_name, folder) => void made.push(fs.mkdir(folder, { recursive: true })),
  requestSingleInstanceLock: () => true,
  on: (() => app) as unknown as electron.App['on'],
  quit: () => undefined,
  exit: (status) => void exits.push(status),
  whenReady: () => Promise.all(made).then(() => undefined),
} satisfies Partial<electron.App>;
const made: Promise<unknown>[] = [];

const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  getSelectedStorageBackend: () => (hasKeyring ? 'gnome_libsecret' : 'basic_text'),
  encryptStringAsync: (text) => {
    given.push(text);
    return Promise.resolve(Buffer.from(text).map((byte) => byte ^ 90) as Buffer);
  },
  decryptStringAsync: (sealed) =>
    Promise.resolve({
      result: Buffer.from(sealed.map((byte) => byte ^ 90)).toString(),
      shouldReEncrypt: false,
    }),
} satisfies Partial<electron.SafeStorage>;

vi.mock('electron', () => ({
  app,
  BrowserWindow: class {},
  dialog: { showErrorBox: (_title: string, text: string) => boxes.push(text) },
  ipcMain: {},
  Menu: {},
  powerMonitor: {},
  protocol: { registerSchemesAsPrivileged: () => undefined },
  safeStorage,
  session: {},
}));

const argv = process.argv;
let hospital: EnrolledHospital;

beforeAll(async () => {
  hospital = await openEnrolledHospital('embedded');
}, 60_000);
afterEach(() => {
  process.argv = argv;
  vi.restoreAllMocks();
  for (const list of [given, exits, boxes, made]) list.length = 0;
});
afterAll(() => hospital.end());

/** Starts the app with `--enrol`; answers what it says, and every text that it wrote to a file. */
async function enrol(folder: string, more: readonly string[]) {
  const said: string[] = [];
  const written: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
  const handle = await fs.open(hospital.authorityFile, 'r');
  const files = Object.getPrototypeOf(handle) as fs.FileHandle;
  await handle.close();
  const writeFile = files.writeFile;
  vi.spyOn(files, 'writeFile').mockImplementation(function (this: fs.FileHandle, text, options) {
    written.push(String(text));
    return writeFile.call(this, text, options);
  });
  process.argv = ['/opt/Bedside', `--profile=${folder}`, '--enrol', ...more];
  vi.resetModules();
  await import('../../../../main/electron/main.ts');
  await vi.waitFor(() => expect(exits).not.toEqual([]), 20_000);
  return { said, written };
}

/** Of a workstation that a test before it has enrolled, too. */
const code = async (workstation: string) =>
  shownOnce(await hospital.people('enrol-code', '--workstation', workstation, '--replace'));

describe('Bedside --enrol', () => {
  it('makes the profile beside Electron’s own folder, and the device secret never lies on the disk as it is', async () => {
    const folder = path.join(hospital.folder, 'by-electron');
    const central = `--central=${hospital.central.url}`;
    const { said, written } = await enrol(folder, [`--code=${await code('may-1')}`, central]);
    expect(exits).toEqual([0]);
    expect(said.join('\n')).toMatch(/Enrolled: Máy 1[\s\S]+keeping of the operating system/);
    const stored = await fs.readFile(path.join(folder, 'device-secret.json'), 'utf8');
    expect(JSON.parse(stored)).toMatchObject({ protection: 'keychain' });
    const [secret] = given;
    expect(secret).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(written.some((text) => text.includes('bedside-device-secret'))).toBe(true);
    expect(written.filter((text) => text.includes(secret!))).toEqual([]);
    const names = await fs.readdir(folder);
    expect(names).toEqual(expect.arrayContaining(['electron', 'keystore', 'profile.json']));
    expect((await fs.readdir(hospital.folder)).filter((name) => name.endsWith('.new'))).toEqual([]);
  }, 30_000);

  it('says so where there is no keychain, and takes Linux’s basic_text for none', async () => {
    vi.spyOn(process, 'platform', 'get').mockReturnValue('linux');
    hasKeyring = false;
    const folder = path.join(hospital.folder, 'without-keyring');
    const central = `--central=${hospital.central.url}`;
    const { said } = await enrol(folder, [`--code=${await code('may-2')}`, central]);
    hasKeyring = true;
    expect(said.join('\n')).toMatch(/lies in its profile as it is, for there is no keychain/);
    expect(given).toEqual([]);
  }, 30_000);

  it('leaves a folder that holds anything else as it is, and says why', async () => {
    const folder = path.join(hospital.folder, 'by-electron');
    const before = await fs.readFile(path.join(folder, 'profile.json'), 'utf8');
    const central = `--central=${hospital.central.url}`;
    await enrol(folder, [`--code=${await code('may-2')}`, central]);
    expect(exits).toEqual([1]);
    expect(boxes[0]).toMatch(/isn't empty/);
    expect(await fs.readFile(path.join(folder, 'profile.json'), 'utf8')).toBe(before);
  }, 30_000);

  it.each([
    ['a wrong code', ['--code=abcd-1234', '--central=http://127.0.0.1:9'], /no code/],
    ['a server that isn’t there', ['--central=http://127.0.0.1:9'], /127\.0\.0\.1:9/],
  ])(
    '%s: a sentence, and no profile',
    async (_what, more, sentence) => {
      const folder = path.join(hospital.folder, 'not-made');
      const asked = more.some((one) => one.startsWith('--code'))
        ? more
        : [`--code=${await code('may-2')}`, ...more];
      await enrol(folder, asked);
      expect(exits).toEqual([1]);
      expect(boxes[0]).toMatch(sentence);
      expect(await fs.readdir(folder)).toEqual(['electron']);
    },
    30_000,
  );
});

describe('the command line of an enrolment', () => {
  const read = (...given: string[]) =>
    readCommandLine(['--profile=/p', '--enrol', ...given], '/data', true);

  it('has a code, and a server or a stick', () => {
    expect(read('--code=abcd', '--central=https://h:6984')).toEqual({
      kind: 'enrol',
      profileFolder: path.resolve('/p'),
      asked: { code: 'abcd', from: { url: 'https://h:6984' } },
    });
    expect(read('--code=abcd', '--file=/stick/may-1.json')).toMatchObject({
      asked: { from: { file: path.resolve('/stick/may-1.json') } },
    });
  });

  it.each([
    [[]],
    [['--code=abcd']],
    [['--code=abcd', '--central=http://h', '--file=f']],
    [['--central=http://h']],
    [['--code=abcd', '--central=nonsense']],
  ])('is refused with a sentence where it is not whole: %j', (given) => {
    expect(read(...given)).toMatchObject({ kind: 'refused' });
  });

  it('keeps a packaged app’s guards', () => {
    expect(read('--code=abcd', '--central=http://h', '--no-sandbox')).toMatchObject({
      kind: 'refused',
      sentence: expect.stringContaining('--no-sandbox') as string,
    });
  });
});
