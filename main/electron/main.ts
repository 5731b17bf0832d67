import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  powerMonitor,
  protocol,
  safeStorage,
  session,
} from 'electron';
import { CentralFault } from '../../shared/central/couchHttp.ts';
import { keptSentence, mendLogs } from '../disk/mendLogs.ts';
import { EnrolmentError } from '../enrolment/enrolmentError.ts';
import { enrolledLines } from '../enrolment/enrolmentFlags.ts';
import type { AskedEnrolment } from '../enrolment/enrolmentFlags.ts';
import { enrolWorkstation } from '../enrolment/enrolWorkstation.ts';
import { readDeviceSecret } from '../keystore/deviceSecret.ts';
import type { GuardedAct } from '../profile/guardUndelivered.ts';
import { noteDamagedStore } from '../profile/storeDamage.ts';
import { tellUndelivered } from '../profile/tellUndelivered.ts';
import { ProfileError } from '../profile/profileFile.ts';
import { readSettings } from '../profile/settings.ts';
import { lockSignalOf } from '../workstation/lockSignal.ts';
import { openWorkstation } from '../workstation/openWorkstation.ts';
import { askScanner } from './askScanner.ts';
import { appScheme } from './appOrigin.ts';
import { appResponse } from './appResponse.ts';
import { readCommandLine } from './commandLine.ts';
import { refuseDownloads } from './downloads.ts';
import { receiveBridgeCalls } from './ipcReceive.ts';
import { keychainOf } from './keychain.ts';
import { guardNavigation } from './navigationGuards.ts';
import { enforcePermissions } from './permissions.ts';
import { offerScannerDevices, openScannerDevice } from './scannerDevice.ts';
import { offerScannerPorts, openScannerPort } from './scannerPort.ts';
import { savePdfOf } from './savePdf.ts';
import { focusWindow, openWindow } from './window.ts';

/*
 * Electron's entry: opens one workstation profile and shows it. What can be decided without
 * Electron is decided in the files beside this one, and tested there.
 */

// Before `ready`, as Electron wants both.
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

const commandLine = readCommandLine(process.argv.slice(1), app.getPath('userData'), app.isPackaged);
if (commandLine.kind === 'refused') stop(commandLine.sentence);
else if (commandLine.kind === 'undelivered') {
  void tell(commandLine.profileFolder, commandLine.act);
} else if (commandLine.kind === 'enrol') {
  const { profileFolder, asked } = commandLine;
  start(profileFolder, () => enrol(profileFolder, asked));
} else start(commandLine.profileFolder, () => open(commandLine.profileFolder));

/** No window, and no second process on the profile: the note beside the replica is read. */
async function tell(profileFolder: string, act: GuardedAct): Promise<void> {
  const { sentence, status } = await tellUndelivered(profileFolder, act).catch(() => ({
    sentence: 'The note of what is undelivered could not be read.',
    status: 1,
  }));
  console.log(sentence);
  app.exit(status);
}

function start(profileFolder: string, act: () => Promise<void>): void {
  // The replica lies in the profile, and the single instance lock with it: one process a profile.
  app.setPath('userData', path.join(profileFolder, 'electron'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on('second-instance', focusWindow);
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents));
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(act)
    .catch((error: unknown) => stop(sentenceOf(error)));
}

function sentenceOf(error: unknown): string {
  if (error instanceof ProfileError && error.code === 'missing') {
    return `This computer is no workstation yet: IT enrols it with a code, by --enrol --code=CODE and --central=URL or --file=FILE. ${error.message}`;
  }
  const isForPeople = [ProfileError, EnrolmentError, CentralFault].some(
    (kind) => error instanceof kind,
  );
  return isForPeople
    ? (error as Error).message
    : 'Bedside could not start. Nothing was changed; start it again, or call the IT team.';
}

/**
 * Here and not by a command of Node, because only here the keychain is: the device secret is in its
 * keeping from its first moment on, under the key that this shell's own folder belongs to.
 */
async function enrol(profileFolder: string, asked: AskedEnrolment): Promise<void> {
  const keychain = keychainOf(safeStorage, process.platform);
  const request = { ...asked, folder: profileFolder, keychain, shell: 'electron' as const };
  const profile = await enrolWorkstation(request);
  const device = await readDeviceSecret(profileFolder, keychain);
  const protection = device.kind === 'secret' ? device.protection : 'file';
  for (const line of enrolledLines(profile, profileFolder, protection)) console.log(line);
  app.exit(0);
}

async function open(profileFolder: string): Promise<void> {
  const outFolder = path.join(app.getAppPath(), 'out');
  const mended = await mendLogs(app.getPath('sessionData'));
  const kept = keptSentence(mended);
  if (kept !== undefined) say(kept);
  await noteDamagedStore(profileFolder, mended.kept);
  const workstation = await openWorkstation(profileFolder, {
    shell: 'electron',
    version: app.getVersion(),
    keychain: keychainOf(safeStorage, process.platform),
    lockSignal: lockSignalOf(powerMonitor),
    savePdf: savePdfOf({
      window: () => BrowserWindow.getAllWindows()[0],
      dialog,
      write: (file, bytes) => writeFile(file, bytes),
      now: () => new Date(),
    }),
    report: (line) => console.error(line),
  });
  app.on('will-quit', () => void workstation.close());
  Menu.setApplicationMenu(null);
  const scannerPort = await openScannerPort(profileFolder);
  const scannerDevice = await openScannerDevice(profileFolder);
  enforcePermissions(session.defaultSession, {
    cameraWanted: workstation.cameraWanted,
    isScannerPort: scannerPort.isChosen,
    isScannerDevice: scannerDevice.isChosen,
  });
  offerScannerPorts(session.defaultSession, scannerPort, (names) =>
    askScanner(profileFolder, 'port', names),
  );
  offerScannerDevices(
    session.defaultSession,
    scannerDevice,
    async () => (await readSettings(profileFolder)).scanner.kind === 'hid',
    (names) => askScanner(profileFolder, 'device', names),
  );
  refuseDownloads(session.defaultSession);
  const files = {
    rendererFolder: path.join(outFolder, 'renderer'),
    centralOrigin: workstation.centralOrigin,
  };
  protocol.handle(appScheme, (request) => appResponse(request, files));
  receiveBridgeCalls(workstation.bridge);
  await openWindow(path.join(outFolder, 'preload', 'preload.cjs'));
}

function say(sentence: string): void {
  console.error(sentence);
  dialog.showErrorBox('Bedside', sentence);
}

function stop(sentence: string): void {
  say(sentence);
  app.exit(1);
}
