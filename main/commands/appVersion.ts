import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/** The version of the project in this folder. */
export async function appVersion(root: string): Promise<string> {
  const text = await fs.readFile(path.join(root, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
