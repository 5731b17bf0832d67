import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { writeDurably } from '../disk/writeDurably.ts';

/** Folder of texts for IT in a profile. */
const reportsFolder = 'reports';

/** Writes a text that holds no clinical value, and answers where it lies. The same name is replaced. */
export async function writeReport(folder: string, name: string, text: string): Promise<string> {
  const reports = path.join(folder, reportsFolder);
  await fs.mkdir(reports, { recursive: true, mode: 0o700 });
  const file = path.join(reports, `${name}.txt`);
  await writeDurably(file, text);
  return file;
}
