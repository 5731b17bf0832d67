import { serveWorkstation } from '../browser-shell/serveWorkstation.ts';
import type { ServedWorkstation } from '../browser-shell/serveWorkstation.ts';
import { readBridgeScript } from '../browser-shell/startBrowserShell.ts';
import type { Cable } from './cable.ts';
import { prepareDemonstration } from './prepareDemonstration.ts';
import type {
  DemonstrationChoice,
  PreparedDemonstration,
  PreparedWorkstation,
} from './prepareDemonstration.ts';

export interface DemonstrationOptions extends Omit<DemonstrationChoice, 'shell'> {
  /** What the build made (`out/`). */
  readonly outFolder: string;
  readonly version?: string | undefined;
  /** Gets lines for the log. */
  readonly report?: ((line: string) => void) | undefined;
}

export interface RunningWorkstation extends PreparedWorkstation {
  /** Its origin: the replica belongs to it. */
  readonly origin: string;
  /** An address to open it with. Each reading gives another one, and each is good once. */
  readonly url: string;
  /** Chromium's folder for it, prepared so that its storage stays. */
  readonly browserFolder: string;
  readonly cable: Cable;
}

export interface Demonstration extends Omit<PreparedDemonstration, 'workstations'> {
  readonly workstations: readonly RunningWorkstation[];
  /** Ends the workstations, their lines, and the embedded server. Data stays on disk. */
  stop(): Promise<void>;
}

/**
 * A whole demonstration in this process, in the browser shell: central server, provisioning,
 * workstations. `npm start` and the end-to-end tests both use it. Rejects as
 * `prepareDemonstration` does.
 */
export async function startDemonstration(options: DemonstrationOptions): Promise<Demonstration> {
  const bridgeScript = await readBridgeScript(options.outFolder);
  const prepared = await prepareDemonstration({ ...options, shell: 'browser' });
  const ends: (() => Promise<void>)[] = [() => prepared.stop()];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const workstations: RunningWorkstation[] = [];
    for (const ready of prepared.workstations) {
      const served = await serveWorkstation(ready.profileDir, {
        outFolder: options.outFolder,
        bridgeScript,
        version: options.version ?? '0.0.0',
        report: options.report,
      });
      ends.push(() => served.close());
      workstations.push(running(ready, served));
    }
    return { ...prepared, workstations, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function running(ready: PreparedWorkstation, served: ServedWorkstation): RunningWorkstation {
  const { cable } = served.workstation;
  if (!cable) throw new Error('a demonstration profile has a line that can be cut');
  return {
    ...ready,
    origin: served.origin,
    get url() {
      return served.url;
    },
    browserFolder: served.browserFolder,
    cable,
  };
}
