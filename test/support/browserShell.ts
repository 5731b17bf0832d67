import * as fs from 'node:fs/promises';
import * as http from 'node:http';
import * as path from 'node:path';
import { startBrowserShell } from '../../main/browser-shell/startBrowserShell.ts';
import type { NewProfile } from '../../main/profile/createProfile.ts';
import { openWorkstation } from '../../main/workstation/openWorkstation.ts';
import { temporaryProfile } from './workstation.ts';

/** A browser shell on a temporary profile, serving the given pages. */
export async function temporaryShell(
  pages: Readonly<Record<string, string>>,
  bridgeScript: string,
  overrides: Partial<NewProfile> = {},
) {
  const { folder, profile, remove } = await temporaryProfile(overrides);
  const rendererFolder = path.join(path.dirname(folder), 'renderer');
  for (const [name, text] of Object.entries(pages)) {
    const file = path.join(rendererFolder, name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, text);
  }
  const workstation = await openWorkstation(folder, { shell: 'browser', version: '0.1.0' });
  const shell = await startBrowserShell({ workstation, rendererFolder, bridgeScript });
  return {
    folder,
    profile,
    workstation,
    shell,
    rendererFolder,
    async stop() {
      await shell.close();
      await workstation.close();
      await remove();
    },
  };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** A request as it stands: `path` goes out unchanged, and `Host` is whatever is given. */
export function rawRequest(
  port: number,
  wanted: {
    readonly method?: string;
    readonly path: string;
    readonly headers?: http.OutgoingHttpHeaders;
    readonly body?: string | Uint8Array;
  },
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: '127.0.0.1',
        port,
        agent: false,
        method: wanted.method ?? 'GET',
        path: wanted.path,
        headers: wanted.headers,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    request.on('error', reject);
    request.end(wanted.body);
  });
}
