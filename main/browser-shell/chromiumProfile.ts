import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';

const jsonObject = z.record(z.string(), z.unknown());
type JsonObject = z.infer<typeof jsonObject>;

/**
 * Prepares the folder that Chromium keeps for the workstation's window, while no Chromium runs on
 * it. The origin may keep its storage for good (`navigator.storage.persist()` is granted) and read cards
 * with the camera; Chromium itself writes nothing down of what is typed: no autofill, no passwords, no spelling
 * service, and no session to restore, which would hold the text of every field in clear. Without
 * `devTools` neither a key nor a debugger looks into the pages: behind the unlock page they hold the
 * replica for some minutes, and at it whatever a right password opens.
 */
export async function prepareChromiumProfile(
  userDataDir: string,
  origin: string,
  { devTools = true }: { readonly devTools?: boolean } = {},
): Promise<void> {
  const file = path.join(userDataDir, 'Default', 'Preferences');
  await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  for (const name of ['Sessions', 'Sessions_Encrypted']) {
    await block(path.join(userDataDir, 'Default', name));
  }
  const text = await readIfThere(file);
  const preferences = text === undefined ? {} : parsePreferences(text);
  // Chromium starts with new ones itself, and says so; what it can't read we don't write over.
  if (preferences === undefined) return;
  for (const [keys, value] of [...wanted(origin), tools(devTools)])
    setDeep(preferences, keys, value);
  await writeDurably(file, JSON.stringify(preferences));
}

/**
 * Chromium keeps sessions for restoring in two folders, what stands in fields included; the second
 * is encrypted, on Linux often with a key that everybody knows. No setting or switch prevents it.
 * Where a file has the folder's name it can't.
 */
async function block(place: string): Promise<void> {
  const standing = await fs.stat(place).catch(() => undefined);
  if (standing?.isFile()) return;
  await fs.rm(place, { recursive: true, force: true });
  await fs.writeFile(place, '', { mode: 0o400 });
}

function wanted(origin: string): readonly (readonly [readonly string[], unknown])[] {
  const granted = { last_modified: '0', setting: 1 };
  return [
    [['profile', 'content_settings', 'exceptions', 'durable_storage', `${origin},*`], granted],
    // Cards are read with it; the policy of permissions keeps every other page from asking.
    [['profile', 'content_settings', 'exceptions', 'media_stream_camera', `${origin},*`], granted],
    [['autofill', 'profile_enabled'], false],
    [['autofill', 'credit_card_enabled'], false],
    [['credentials_enable_service'], false],
    [['profile', 'password_manager_enabled'], false],
    [['browser', 'enable_spellchecking'], false],
    [['spellcheck', 'use_spelling_service'], false],
    [['search', 'suggest_enabled'], false],
    [['translate', 'enabled'], false],
    // 5: a new tab at start; sessions aren't opened again.
    [['session', 'restore_on_startup'], 5],
  ];
}

/** Chromium's own values: 1 as usual, 2 for no page. */
function tools(allowed: boolean): readonly [readonly string[], unknown] {
  return [['devtools', 'availability'], allowed ? 1 : 2];
}

function parsePreferences(text: string): JsonObject | undefined {
  try {
    return jsonObject.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function setDeep(target: JsonObject, keys: readonly string[], value: unknown): void {
  const [key, ...rest] = keys;
  if (key === undefined) return;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = jsonObject.safeParse(target[key]).data ?? {};
  target[key] = inner;
  setDeep(inner, rest, value);
}
