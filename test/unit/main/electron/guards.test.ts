import type { IpcMain, IpcMainInvokeEvent, Session, WebContents, WebFrameMain } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { readCommandLine } from '../../../../main/electron/commandLine.ts';
import { refuseDownloads } from '../../../../main/electron/downloads.ts';
import { isTrustedSender, serveBridgeOverIpc } from '../../../../main/electron/ipcBridge.ts';
import { guardNavigation } from '../../../../main/electron/navigationGuards.ts';
import { enforcePermissions, permissions } from '../../../../main/electron/permissions.ts';
import { windowOptions } from '../../../../main/electron/windowOptions.ts';

/*
 * Electron's API can't run here: what stands for it is typed by Electron's own types, and holds
 * what the code under test hands over.
 */

const app = 'app://bedside/';
const foreign = 'https://attacker.example/';

describe('permissions', () => {
  type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
  type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
  type DeviceHandler = NonNullable<Parameters<Session['setDevicePermissionHandler']>[0]>;
  const session = {
    setPermissionRequestHandler: vi.fn<Session['setPermissionRequestHandler']>(),
    setPermissionCheckHandler: vi.fn<Session['setPermissionCheckHandler']>(),
    setDevicePermissionHandler: vi.fn<Session['setDevicePermissionHandler']>(),
    setDisplayMediaRequestHandler: vi.fn<Session['setDisplayMediaRequestHandler']>(),
  };
  let cameraWanted = false;
  enforcePermissions(session, {
    cameraWanted: () => cameraWanted,
    isScannerPort: () => false,
    isScannerDevice: () => false,
  });
  const request = session.setPermissionRequestHandler.mock.calls[0]![0] as RequestHandler;
  const check = session.setPermissionCheckHandler.mock.calls[0]![0] as CheckHandler;
  const device = session.setDevicePermissionHandler.mock.calls[0]![0] as DeviceHandler;

  const asked = (name: string, requestingUrl: string, isMainFrame = true, more: object = {}) => {
    let granted: boolean | undefined;
    const details = { isMainFrame, requestingUrl, ...more } as Parameters<RequestHandler>[3];
    request(
      {} as WebContents,
      name as Parameters<RequestHandler>[1],
      (answer) => (granted = answer),
      details,
    );
    return granted;
  };

  it('grants what its row allows, to the app alone, and to its top frame alone', () => {
    expect(asked('persistent-storage', app)).toBe(true);
    expect(asked('persistent-storage', foreign)).toBe(false);
    expect(asked('persistent-storage', app, false)).toBe(false);
    const checked = (origin: string) =>
      check(null, 'persistent-storage', origin, {} as Parameters<CheckHandler>[3]);
    expect(checked('app://bedside')).toBe(true);
    expect(checked('')).toBe(false);
    expect(checked(foreign)).toBe(false);
  });

  it.each(['geolocation', 'usb', 'unknown', 'constructor', 'of-next-year'])(
    'denies %s, with a row or without',
    (name) => {
      expect(asked(name, app)).toBe(false);
    },
  );

  it('gives the camera and never the microphone, and only while a panel that uses it is open', () => {
    const media = (types: readonly string[] | undefined, url = app, isMainFrame = true) =>
      asked('media', url, isMainFrame, { mediaTypes: types });
    const checked = (mediaType: string) =>
      check(null, 'media', 'app://bedside', { mediaType } as Parameters<CheckHandler>[3]);
    expect([media(['video']), checked('video')]).toEqual([false, false]);
    cameraWanted = true;
    expect([media(['video']), checked('video')]).toEqual([true, true]);
    for (const types of [['audio'], ['video', 'audio'], [], undefined]) {
      expect(media(types)).toBe(false);
    }
    expect([checked('audio'), checked('unknown')]).toEqual([false, false]);
    expect(media(['video'], foreign)).toBe(false);
    expect(media(['video'], app, false)).toBe(false);
    cameraWanted = false;
    expect(media(['video'])).toBe(false);
  });

  it('has a reason in every row, and gives no device that nobody chose', () => {
    for (const row of Object.values(permissions)) expect(row.reason.length).toBeGreaterThan(10);
    for (const deviceType of ['usb', 'hid', 'serial']) {
      const asking = { deviceType, origin: 'app://bedside' } as Parameters<DeviceHandler>[0];
      expect(device(asking)).toBe(false);
    }
  });
});

describe('navigation', () => {
  const handlers = new Map<string, (details: never) => void>();
  let windowOpenHandler: Parameters<WebContents['setWindowOpenHandler']>[0] | undefined;
  guardNavigation({
    on: ((event: string, handler: (details: never) => void) => {
      handlers.set(event, handler);
    }) as unknown as WebContents['on'],
    setWindowOpenHandler: (handler) => (windowOpenHandler = handler),
  });
  const prevented = (event: string, url: string, isMainFrame = true) => {
    const preventDefault = vi.fn();
    handlers.get(event)!({ url, isMainFrame, preventDefault } as never);
    return preventDefault.mock.calls.length === 1;
  };

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    '%s stays in the app',
    (event) => {
      expect(prevented(event, foreign)).toBe(true);
      expect(prevented(event, 'app://bedside.attacker.example/')).toBe(true);
      expect(prevented(event, app)).toBe(false);
    },
  );

  it('gives no page a frame, a window or a webview', () => {
    expect(prevented('will-frame-navigate', app, false)).toBe(true);
    expect(prevented('will-attach-webview', app)).toBe(true);
    const details = { url: app } as Parameters<NonNullable<typeof windowOpenHandler>>[0];
    expect(windowOpenHandler!(details)).toEqual({ action: 'deny' });
  });
});

describe('downloads', () => {
  it('are refused', () => {
    const handlers = new Map<string, (event: { preventDefault(): void }) => void>();
    const on = (event: string, handler: (event: { preventDefault(): void }) => void) =>
      handlers.set(event, handler);
    refuseDownloads({ on: on as unknown as Session['on'] });
    const preventDefault = vi.fn();
    handlers.get('will-download')!({ preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

describe('messages', () => {
  const frame = (url: string, parent: WebFrameMain | null = null) =>
    ({ url, parent }) as WebFrameMain;

  it.each([
    ['the app', frame(app), true],
    ['no frame', null, false],
    ['a frame inside the app', frame(app, frame(app)), false],
    ['another page', frame(foreign), false],
    ['a host that begins like ours', frame('app://bedside.attacker.example/'), false],
    ['an empty page', frame('about:blank'), false],
  ])('from %s: trusted %#', (_who, senderFrame, trusted) => {
    expect(isTrustedSender({ senderFrame })).toBe(trusted);
  });

  it('reach the bridge only from a trusted sender, and carry no event', async () => {
    const handle = vi.fn<IpcMain['handle']>();
    const host = vi.fn(async () => ({ kind: 'answer', response: 1 }) as const);
    serveBridgeOverIpc({ handle }, host);
    const [, listener] = handle.mock.calls[0]!;
    const event = (senderFrame: WebFrameMain | null) => ({ senderFrame }) as IpcMainInvokeEvent;
    expect(await listener(event(frame(foreign)), 'unlock', {})).toMatchObject({
      failure: { code: 'notAllowed' },
    });
    expect(host).not.toHaveBeenCalled();
    expect(await listener(event(frame(app)), 'unlock', { a: 1 })).toMatchObject({ response: 1 });
    expect(host).toHaveBeenCalledWith('unlock', { a: 1 });
    await listener(event(frame(app)), { toString: () => 'unlock' }, {});
    expect(host).toHaveBeenLastCalledWith('', {});
  });
});

describe('window', () => {
  it('holds every preference that guards it', () => {
    expect(windowOptions('/preload.cjs', true).webPreferences).toEqual({
      preload: '/preload.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    });
  });
});

describe('command line', () => {
  it('names the profile, or takes the one in the data folder', () => {
    expect(readCommandLine(['.', '--profile=/somewhere', '--lang=vi'], '/data', true)).toEqual({
      kind: 'open',
      profileFolder: '/somewhere',
    });
    expect(readCommandLine([], '/data', true)).toEqual({
      kind: 'open',
      profileFolder: '/data/profile',
    });
  });

  it.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '-remote-debugging-port=9222',
    '/Remote-Debugging-Port=9222',
    '--no-sandbox',
    '--disable-web-security',
    '--ignore-certificate-errors-spki-list=x',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--inspect-brk',
  ])('refuses %s in a packaged app', (argument) => {
    expect(readCommandLine([argument], '/data', true).kind).toBe('refused');
    expect(readCommandLine([argument], '/data', false).kind).toBe('open');
  });
});
