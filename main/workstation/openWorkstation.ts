import * as path from 'node:path';
import { bridgeHost } from '../bridge/serveBridge.ts';
import type { BridgeHost } from '../bridge/serveBridge.ts';
import { startCable } from '../demonstration/cable.ts';
import type { Cable } from '../demonstration/cable.ts';
import { isFileError } from '../disk/writeDurably.ts';
import type { Keychain } from '../keystore/deviceSecret.ts';
import { openKeystore } from '../keystore/keystore.ts';
import { openPeopleService } from '../people/peopleService.ts';
import { openPeopleStore } from '../people/peopleStore.ts';
import { portTaken } from '../profile/portTaken.ts';
import { readProfile } from '../profile/profileFile.ts';
import type { Profile } from '../profile/profileFile.ts';
import { refuseOtherShell } from '../profile/shellFolders.ts';
import type { Shell } from '../profile/shellFolders.ts';
import { lockProfile } from '../profile/profileLock.ts';
import { cameraLease } from './cameraLease.ts';
import { openFailedSignIns } from './failedSignIns.ts';
import { withDeviceProtection } from './deviceProtection.ts';
import type { LockSignal } from './lockSignal.ts';
import { withSessionGate } from './sessionGate.ts';
import type { SavePdf } from './savePdf.ts';
import { workstationServices } from './services.ts';

/** One workstation, held by this process, the same in both shells. */
export interface OpenWorkstation {
  readonly folder: string;
  readonly profile: Profile;
  readonly bridge: BridgeHost;
  /** Only in a demonstration. */
  readonly cable: Cable | undefined;
  /** Origin of the central server as the pages reach it. */
  readonly centralOrigin: string;
  /** Whether the pages show the panel that reads cards with the camera. */
  cameraWanted(): boolean;
  close(): Promise<void>;
}

export interface WorkstationOptions {
  /** Which shell shows the pages; a profile's replica lies in the shell that opened it first. */
  readonly shell: Shell;
  /** The app's version, as the pages show it. */
  readonly version: string;
  /** The operating system's keychain, where the shell has one. */
  readonly keychain?: Keychain;
  /** Tells when the machine sleeps or its screen is locked, where the shell can know. */
  readonly lockSignal?: LockSignal;
  /** Between two exchanges with the server about people; a minute unless told. */
  readonly contactEveryMs?: number | undefined;
  /** Saves the window's pages as a PDF, where the shell can. */
  readonly savePdf?: SavePdf;
  /** Gets lines for the log; none holds a clinical value. */
  readonly report?: (line: string) => void;
}

/** Opens a profile folder. Rejects with `ProfileError`, whose message is for people. */
export async function openWorkstation(
  folder: string,
  options: WorkstationOptions,
): Promise<OpenWorkstation> {
  const { shell, version, report } = options;
  const whole = path.resolve(folder);
  const profile = await readProfile(whole);
  await refuseOtherShell(whole, shell);
  const lock = await lockProfile(whole);
  try {
    const cable =
      profile.demonstration && (await layCable(profile.demonstration.cablePort, profile));
    const centralOrigin = new URL(cable ? cable.url : profile.central.url).origin;
    const failed = openFailedSignIns(whole);
    const keystore = openKeystore({
      folder: whole,
      profile: profile.replicaName,
      // A demonstration is made and reopened by Node, which has no keychain; nobody in it is real.
      keychain: profile.demonstration ? undefined : options.keychain,
      longWithoutKeychain: !profile.demonstration,
      onWrong: failed.note,
    });
    const people = openPeopleService({
      folder: whole,
      profile,
      keystore,
      store: await openPeopleStore(whole, {
        facility: profile.facility.code,
        rootKey: profile.rootKey ?? '',
      }),
      centralUrl: centralOrigin,
      onWrongPin: failed.note,
      ...(options.contactEveryMs === undefined ? {} : { everyMs: options.contactEveryMs }),
    });
    const line = cable ?? undefined;
    // Whatever the page does: it may not wait for the signal, or not lock.
    options.lockSignal?.onLeft(() => people.endSession(true));
    const camera = cameraLease();
    const services = workstationServices(
      whole,
      profile,
      version,
      people,
      line,
      camera,
      options.lockSignal,
      options.savePdf,
    );
    const isIn = () => people.session() !== undefined;
    const gated = withSessionGate({ ...services, ...failed.services }, isIn);
    return {
      folder: whole,
      profile,
      bridge: bridgeHost(withDeviceProtection(gated, keystore, report), report),
      cable: line,
      centralOrigin,
      cameraWanted: camera.isAllowed,
      async close() {
        await people.close();
        await cable?.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function layCable(port: number, profile: Profile): Promise<Cable> {
  try {
    return await startCable(port, profile.central.url);
  } catch (error) {
    if (isFileError(error, 'EADDRINUSE')) throw await portTaken(port, "the demonstration's line");
    throw error;
  }
}
