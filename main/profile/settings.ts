import * as path from 'node:path';
import { defaultSettings, settingsSchema } from '../../shared/bridge/contract.ts';
import type { Settings } from '../../shared/bridge/contract.ts';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';

const settingsName = 'settings.json';

/** The workstation's settings; the defaults where there are none yet, or a damaged file. */
export async function readSettings(folder: string): Promise<Settings> {
  const text = await readIfThere(path.join(folder, settingsName));
  if (text === undefined) return defaultSettings;
  try {
    return settingsSchema.parse(JSON.parse(text));
  } catch {
    // Language and theme are no clinical data: starting with the defaults beats not starting.
    return defaultSettings;
  }
}

export async function writeSettings(folder: string, settings: Settings): Promise<Settings> {
  await writeDurably(path.join(folder, settingsName), `${JSON.stringify(settings, null, 2)}\n`);
  return settings;
}
