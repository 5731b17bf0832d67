import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEnrolled } from '../../../../main/commands/openEnrolled.ts';
import { rawRequest } from '../../../support/browserShell.ts';
import { temporaryProfile } from '../../../support/workstation.ts';

let outFolder: string;
beforeEach(async () => {
  outFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-out-'));
  await fs.mkdir(path.join(outFolder, 'browser-shell'));
  await fs.mkdir(path.join(outFolder, 'renderer'));
  await fs.writeFile(path.join(outFolder, 'browser-shell', 'bridge.js'), '');
  await fs.writeFile(path.join(outFolder, 'renderer', 'index.html'), '<head></head>');
});
afterEach(() => fs.rm(outFolder, { recursive: true, force: true }));

const open = (folder: string) => openEnrolled(folder, outFolder, '0.1.0');

describe('npm run workstation', () => {
  it('serves an enrolled profile at its own port, by addresses that are good once', async () => {
    const { folder, profile, remove } = await temporaryProfile();
    const served = await open(folder);
    expect(served.origin).toBe(`http://127.0.0.1:${profile.port}`);
    const { url } = served;
    expect(url).not.toBe(served.url);
    const ask = () =>
      rawRequest(profile.port, {
        path: new URL(url).pathname,
        headers: { Host: `127.0.0.1:${profile.port}` },
      });
    expect((await ask()).status).toBe(303);
    expect((await ask()).status).toBe(403);
    expect(served.browserFolder).toBe(path.join(folder, 'browser'));
    await served.close();
    // Nothing holds the profile or the port any more.
    await (await open(folder)).close();
    await remove();
  });

  it('a folder without a workstation: how to enrol it, and nothing is made', async () => {
    const folder = path.join(outFolder, 'nothing');
    await expect(open(folder)).rejects.toThrow(
      /no enrolled workstation[^]+npm run enrol -- --profile/,
    );
    await expect(fs.stat(folder)).rejects.toThrow();
  });

  it('a demonstration: npm start opens it', async () => {
    const { folder, remove } = await temporaryProfile({ demonstration: true });
    await expect(open(folder)).rejects.toThrow(/npm start -- --profile/);
    await remove();
  });

  it('what belongs to the installed app is opened there, for its records lie there', async () => {
    const { folder, remove } = await temporaryProfile();
    await fs.mkdir(path.join(folder, 'electron'));
    await expect(open(folder)).rejects.toThrow(/installed app[^]+Bedside --profile=/);
    await remove();
  });
});
