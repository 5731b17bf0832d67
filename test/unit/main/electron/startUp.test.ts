import { readFileSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type * as electron from 'electron';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeStoreDamage, readStoreDamage } from '../../../../main/profile/storeDamage.ts';
import { writeUndelivered } from '../../../../main/profile/undelivered.ts';
import { bridgeContract } from '../../../../shared/bridge/contract.ts';
import { temporaryProfile } from '../../../support/workstation.ts';

/*
 * Runs Electron's entry and its preload as they stand. What stands for Electron writes down, in
 * order, what it was asked; each part is typed by Electron's own types. That Electron then does it
 * only a real one can show.
 */

type App = electron.App;
type ContextBridge = electron.ContextBridge;

const steps: string[] = [];
const appEvents = new Map<string, (...given: never[]) => void>();
const sessionEvents: string[] = [];
const opened: electron.BrowserWindowConstructorOptions[] = [];
const loaded: string[] = [];
const schemes: electron.CustomScheme[] = [];
const exposed = new Map<string, unknown>();
const sent: unknown[][] = [];
const paths = new Map<string, string>();
let tornAtWindow: string | undefined;
const said: string[] = [];
let singleInstance = true;
let profileFolder: string;
let becomeReady: () => void;
let ipcListener: Parameters<electron.IpcMain['handle']>[1] | undefined;
let respond: Parameters<electron.Protocol['handle']>[1] | undefined;

const step = (name: string) => () => void steps.push(name);

const app = {
  isPackaged: true,
  enableSandbox: step('enableSandbox'),
  // Electron keeps sessions in `userData`, unless it is told otherwise.
  getPath: (name) => paths.get(name === 'sessionData' ? 'userData' : name) ?? '/data',
  getAppPath: () => path.resolve(import.meta.dirname, '../../../..'),
  getVersion: () => '0.1.0',
  setPath: (name, folder) => {
    steps.push(`setPath ${name}`);
    paths.set(name, folder);
  },
  requestSingleInstanceLock: () => {
    steps.push('requestSingleInstanceLock');
    return singleInstance;
  },
  on: ((event: string, listener: (...given: never[]) => void) => {
    appEvents.set(event, listener);
  }) as unknown as App['on'],
  quit: step('quit'),
  exit: (status) => void steps.push('exit', `exit ${String(status)}`),
  whenReady: () => {
    steps.push('whenReady');
    return new Promise<void>((resolve) => (becomeReady = resolve));
  },
} satisfies Partial<App>;

const protocol = {
  registerSchemesAsPrivileged: (given) => {
    steps.push('registerSchemesAsPrivileged');
    schemes.push(...given);
  },
  handle: (scheme, handler) => {
    steps.push(`handle ${scheme}`);
    respond = handler;
  },
} satisfies Partial<electron.Protocol>;

const defaultSession = {
  setPermissionRequestHandler: step('setPermissionRequestHandler'),
  setPermissionCheckHandler: step('setPermissionCheckHandler'),
  setDevicePermissionHandler: step('setDevicePermissionHandler'),
  setDisplayMediaRequestHandler: step('setDisplayMediaRequestHandler'),
  on: ((event: string) => sessionEvents.push(event)) as unknown as electron.Session['on'],
} satisfies Partial<electron.Session>;

const ipcMain = {
  handle: (_channel, listener) => {
    steps.push('ipcMain.handle');
    ipcListener = listener;
  },
} satisfies Partial<electron.IpcMain>;

const contextBridge = {
  exposeInMainWorld: (name, api) => void exposed.set(name, api),
} satisfies Partial<ContextBridge>;

const ipcRenderer = {
  invoke: (...given) => {
    sent.push(given);
    return Promise.resolve({ kind: 'answer', response: { cut: true } });
  },
} satisfies Partial<electron.IpcRenderer>;

class FakeWindow {
  constructor(options: electron.BrowserWindowConstructorOptions) {
    steps.push('new BrowserWindow');
    tornAtWindow = readFileSync(tornLog(), 'utf8');
    opened.push(options);
  }
  once = () => this;
  show = () => undefined;
  loadURL = (url: string) => {
    loaded.push(url);
    return Promise.resolve();
  };
  static getAllWindows = () => [];
}

vi.mock('electron', () => ({
  app,
  protocol,
  ipcMain,
  ipcRenderer,
  contextBridge,
  BrowserWindow: FakeWindow,
  dialog: {
    showErrorBox: (_title: string, sentence: string) => {
      steps.push('showErrorBox');
      said.push(sentence);
    },
  },
  Menu: { setApplicationMenu: step('setApplicationMenu') },
  powerMonitor: { on: () => undefined },
  safeStorage: { isAsyncEncryptionAvailable: () => Promise.resolve(false) },
  session: { defaultSession },
}));

const argv = process.argv;
let remove: () => Promise<void>;

beforeAll(async () => {
  const made = await temporaryProfile();
  ({ folder: profileFolder, remove } = made);
  await fs.mkdir(path.dirname(tornLog()), { recursive: true });
  await fs.writeFile(tornLog(), 'torn');
  const damaged = path.join(profileFolder, 'electron/IndexedDB/app_other_0.indexeddb.leveldb');
  await fs.mkdir(damaged);
  // A header and its nine bytes, all there, and not what the header says of them.
  await fs.writeFile(path.join(damaged, '000003.log'), Buffer.from('1234\x09\0\x01anything.'));
  await start([]);
  becomeReady();
  await vi.waitFor(() => expect(loaded).toHaveLength(1), 15_000);
});
afterAll(async () => {
  process.argv = argv;
  appEvents.get('will-quit')?.();
  await remove?.();
});

async function start(more: readonly string[]): Promise<void> {
  process.argv = ['/opt/bedside', '.', `--profile=${profileFolder}`, ...more];
  vi.resetModules();
  await import('../../../../main/electron/main.ts');
}

const place = (name: string) => {
  expect(steps, name).toContain(name);
  return steps.indexOf(name);
};

const tornLog = () =>
  path.join(profileFolder, 'electron/IndexedDB/app_bedside_0.indexeddb.leveldb/000003.log');

describe('the start of the Electron shell', () => {
  it('invariant 1: leaves no torn log of IndexedDB to the window', async () => {
    expect(await fs.readFile(tornLog(), 'utf8')).toBe('');
    expect(tornAtWindow).toBe('');
  });

  it('invariant 1: says before its window where a damaged store of IndexedDB is kept', () => {
    expect(place('showErrorBox')).toBeLessThan(place('new BrowserWindow'));
    expect(said.join()).toContain(path.join('electron', 'damaged'));
  });

  it('invariant 1: and notes it for the pages, which tell whoever signs in', async () => {
    const [damage] = await readStoreDamage(profileFolder);
    expect(damage).toMatchObject({ kind: 'damaged' });
    expect(damage!.kept.join()).toContain(path.join('electron', 'damaged'));
  });

  it('puts the sandbox and the scheme in force before Electron is ready', () => {
    expect(place('enableSandbox')).toBeLessThan(place('whenReady'));
    expect(place('registerSchemesAsPrivileged')).toBeLessThan(place('whenReady'));
    expect(schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
  });

  it('has every guard in place before its one window, which loads our own pages', () => {
    for (const guard of [
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'setDisplayMediaRequestHandler',
      'handle app',
      'ipcMain.handle',
    ]) {
      expect(place(guard)).toBeLessThan(place('new BrowserWindow'));
    }
    expect([...sessionEvents].sort()).toEqual([
      'select-hid-device',
      'select-serial-port',
      'will-download',
    ]);
    expect(opened).toHaveLength(1);
    expect(opened[0]!.webPreferences).not.toHaveProperty('session');
    expect(opened[0]!.webPreferences).not.toHaveProperty('partition');
    expect(loaded).toEqual(['app://bedside/']);
  });

  it('guards whatever shows a page from the moment it is made, and trusts no wrong certificate', () => {
    const guarded: string[] = [];
    const contents = {
      on: (event: string) => guarded.push(event),
      setWindowOpenHandler: () => guarded.push('windowOpen'),
    };
    appEvents.get('web-contents-created')!({} as never, contents as never);
    expect(guarded).toEqual(
      expect.arrayContaining([
        'will-navigate',
        'will-redirect',
        'will-attach-webview',
        'windowOpen',
      ]),
    );
    // A listener of `certificate-error` could let a wrong one through; Electron alone refuses it.
    expect([...appEvents.keys()].sort()).toEqual([
      'second-instance',
      'web-contents-created',
      'will-quit',
      'window-all-closed',
    ]);
  });

  it('answers a message of a forged sender with a refusal, over the channel that stands', async () => {
    const event = (url: string) =>
      ({ senderFrame: { url, parent: null } }) as electron.IpcMainInvokeEvent;
    const describeApp = (url: string) => ipcListener!(event(url), 'describeApp', {}) as unknown;
    expect(await describeApp('https://attacker.example/')).toMatchObject({
      failure: { code: 'notAllowed' },
    });
    expect(await describeApp('app://bedside/')).toMatchObject({ kind: 'answer' });
  });

  it('serves the pages with the policy, at the scheme that it registered', async () => {
    const answer = await respond!(new Request('app://bedside/../../package.json'));
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).not.toContain('"dependencies"');
  });

  it('a second start ends at once and opens nothing', async () => {
    const [before, windows] = [steps.length, opened.length];
    singleInstance = false;
    await start([]);
    singleInstance = true;
    expect(steps.slice(before)).toContain('quit');
    expect(steps.slice(before)).not.toContain('whenReady');
    expect(opened).toHaveLength(windows);
  });

  it('with a switch that takes a guard away a packaged app says so and ends', async () => {
    const [before, windows] = [steps.length, opened.length];
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await start(['--disable-web-security']);
    error.mockRestore();
    expect(steps.slice(before)).toEqual(expect.arrayContaining(['showErrorBox', 'exit']));
    expect(steps.slice(before)).not.toContain('requestSingleInstanceLock');
    expect(opened).toHaveLength(windows);
  });
});

describe('what an installer asks of the installed app', () => {
  it('invariant 8: it answers by its exit status, and opens neither window nor profile', async () => {
    const asked = async () => {
      const before = steps.length;
      const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
      await start(['--undelivered=update']);
      await vi.waitFor(() => expect(steps.slice(before)).toContain('exit'));
      const said = String(log.mock.lastCall?.[0]);
      log.mockRestore();
      expect(steps.slice(before)).not.toContain('whenReady');
      expect(steps.slice(before)).not.toContain('requestSingleInstanceLock');
      return { said, step: steps.at(-1) };
    };
    const at = '2026-11-23T08:00:00.000Z';
    await writeUndelivered(profileFolder, { hereOnly: 4, refused: 0, at });
    // Its store was damaged at the start above.
    expect(await asked()).toEqual({
      said: expect.stringContaining('an administrator looks at its disk') as string,
      step: 'exit 1',
    });
    const [damage] = await readStoreDamage(profileFolder);
    await closeStoreDamage(profileFolder, damage!.at, 'it-mau');
    expect(await asked()).toEqual({
      said: expect.stringContaining('An update would lose them') as string,
      step: 'exit 1',
    });
    await writeUndelivered(profileFolder, { hereOnly: 0, refused: 0, at });
    expect((await asked()).step).toBe('exit 0');
  });

  it('is asked by Windows’ installer and uninstaller before either changes anything', async () => {
    const root = path.resolve(import.meta.dirname, '../../../..');
    const read = (file: string) => fs.readFile(path.join(root, file), 'utf8');
    const include = /^ {2}include: (.+)$/m.exec(await read('electron-builder.yml'))![1]!;
    const script = await read(include);
    for (const [macro, act] of [
      ['customInit', 'update'],
      ['customUnInit', 'removal'],
    ]) {
      expect(script).toMatch(new RegExp(`!macro ${macro}\\s+!insertmacro \\w+ ${act}`));
    }
    expect(script).toMatch(/ExecWait '"\$INSTDIR\\Bedside\.exe" --undelivered=\$\{ACT\}' \$R2/);
    // What NSIS makes of each status: a check that crashed, or never ran, stops like a told "holds".
    const stopsAt = (status: string) => {
      const [, first, second] = /\$\{If\} \$R2 != (\d)\s+\$\{AndIf\} \$R2 != (\d)/.exec(script)!;
      return status !== first && status !== second;
    };
    expect(script).toMatch(/StrCpy \$R2 "none"\s+ExecWait/);
    expect(script).toMatch(/\$R2 != \d\s+SetErrorLevel 1[\s\S]+?Abort\s+\$\{EndIf\}/);
    for (const [status, stops] of [
      ['0', false],
      ['2', false],
      ['1', true],
      ['3', true],
      ['none', true],
      ['3221225477', true],
      ['-1', true],
    ] as const) {
      expect([status, stopsAt(status)]).toEqual([status, stops]);
    }
    // Each stop has its sentence, in both languages, and nothing is asked of a silent installation.
    const boxes = script.match(/MessageBox MB_OK\|MB_ICONSTOP .+/g)!;
    expect(boxes).toHaveLength(2);
    for (const box of boxes) expect(box).toMatch(/Bedside .+\$\\r\$\\n\$\\r\$\\n.+ \/SD IDOK$/);
  });
});

describe('the preload', () => {
  it("gives the page the contract's functions by name, and neither a channel nor an event", async () => {
    await import('../../../../main/electron/preload.ts');
    expect([...exposed.keys()]).toEqual(['bedside']);
    const bedside = exposed.get('bedside') as Record<string, (request: unknown) => unknown>;
    expect(Object.keys(bedside).sort()).toEqual(Object.keys(bridgeContract).sort());
    for (const call of Object.values(bedside)) expect(typeof call).toBe('function');
    expect(Object.isFrozen(bedside)).toBe(true);
    await bedside['cutNetwork']!({ cut: true });
    expect(sent).toEqual([['bedside:bridge', 'cutNetwork', { cut: true }]]);
  });
});

describe("what of Electron's API is used", () => {
  it('is a closed list: no shell.openExternal, no crash reporter, no webview, no remote', async () => {
    const folder = path.resolve(import.meta.dirname, '../../../../main/electron');
    const names = new Set<string>();
    for (const file of await fs.readdir(folder)) {
      const source = await fs.readFile(path.join(folder, file), 'utf8');
      expect(source, file).not.toMatch(
        /import \* as \w+ from 'electron'|import \w+ from 'electron'/,
      );
      for (const [, list] of source.matchAll(/import \{([^}]*)\} from 'electron'/g)) {
        for (const name of list!.split(',')) if (name.trim() !== '') names.add(name.trim());
      }
    }
    expect([...names].sort()).toEqual([
      'BrowserWindow',
      'Menu',
      'app',
      'contextBridge',
      'dialog',
      'ipcMain',
      'ipcRenderer',
      'powerMonitor',
      'protocol',
      'safeStorage',
      'session',
    ]);
  });

  it('is one pinned version of Electron, in the list of packages and as it is installed', async () => {
    const root = path.resolve(import.meta.dirname, '../../../..');
    const read = async (file: string) =>
      JSON.parse(await fs.readFile(path.join(root, file), 'utf8')) as {
        devDependencies?: Record<string, string>;
        version?: string;
      };
    const asked = (await read('package.json')).devDependencies?.['electron'];
    expect(asked).toMatch(/^\d+\.\d+\.\d+$/);
    expect((await read('node_modules/electron/package.json')).version).toBe(asked);
  });
});
