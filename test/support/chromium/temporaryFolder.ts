import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';

/** A folder for a browser's profile under the system's temporary one. */
export async function temporaryFolder(
  name: string,
): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), `bedside-${name}-`));
  return {
    folder,
    // A browser that was killed a moment ago may still be letting go of its files.
    remove: () => fs.rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}
