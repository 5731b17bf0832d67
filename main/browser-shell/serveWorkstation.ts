import * as path from 'node:path';
import { shellFolder } from '../profile/shellFolders.ts';
import { openWorkstation } from '../workstation/openWorkstation.ts';
import type { OpenWorkstation } from '../workstation/openWorkstation.ts';
import { startBrowserShell } from './startBrowserShell.ts';

export interface ServedWorkstation {
  readonly workstation: OpenWorkstation;
  /** Its origin: the replica belongs to it. */
  readonly origin: string;
  /** An address to open it with. Each reading gives another one, and each is good once. */
  readonly url: string;
  /** Chromium's folder for it, prepared so that its storage stays. */
  readonly browserFolder: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** What the build made (`out/`). */
  readonly outFolder: string;
  /** Of that folder (`readBridgeScript`). */
  readonly bridgeScript: string;
  readonly version: string;
  readonly contactEveryMs?: number | undefined;
  /** Gets lines for the log. */
  readonly report?: ((line: string) => void) | undefined;
}

/** Opens a profile and serves it to a browser of this machine. Rejects with `ProfileError`. */
export async function serveWorkstation(
  profileFolder: string,
  { outFolder, bridgeScript, version, contactEveryMs, report }: ServeOptions,
): Promise<ServedWorkstation> {
  const workstation = await openWorkstation(profileFolder, {
    shell: 'browser',
    version,
    contactEveryMs,
    ...(report ? { report } : {}),
  });
  try {
    const rendererFolder = path.join(outFolder, 'renderer');
    const shell = await startBrowserShell({ workstation, rendererFolder, bridgeScript });
    return {
      workstation,
      origin: shell.origin,
      get url() {
        return shell.launchUrl();
      },
      browserFolder: shellFolder(workstation.folder, 'browser'),
      async close() {
        await shell.close();
        await workstation.close();
      },
    };
  } catch (error) {
    await workstation.close();
    throw error;
  }
}
