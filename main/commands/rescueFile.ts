import * as fs from 'node:fs/promises';
import { fromBase64 } from '../../shared/json/base64.ts';
import { parseRecordId } from '../../shared/records/ids.ts';
import { importDataKey } from '../../shared/replica/envelope.ts';
import { openRescueFile } from '../../shared/rescue/rescueFile.ts';
import type { OpenedRescue } from '../../shared/rescue/rescueFile.ts';
import { readRescueHeader, RescueRefused } from '../../shared/rescue/rescueHeader.ts';
import type { RescueFault, RescueHeader } from '../../shared/rescue/rescueHeader.ts';
import { isFileError } from '../disk/writeDurably.ts';
import { rescueKey } from '../rescue/rescueKey.ts';
import { CommandRefused } from './commandArguments.ts';

const sentences: Readonly<Record<RescueFault, string>> = {
  notARescueFile: 'This is no rescue file of Bedside.',
  newerFormat: 'A newer version wrote this file: update this installation first.',
  otherFacility: 'The file is another facility’s.',
  wrongPassphrase: 'This passphrase doesn’t open the file.',
  cut: 'The file is cut: its end is missing. Copy it again from where it was made.',
  damaged: 'The file is damaged or was changed. Copy it again from where it was made.',
};

/** A refused file as a sentence; other errors pass as they are. */
export function rescueSentence(error: unknown): unknown {
  if (!(error instanceof RescueRefused)) return error;
  return new CommandRefused(`${sentences[error.fault]} Nothing was changed.`);
}

/** The text of a rescue file. Rejects with `CommandRefused` where there is none. */
export async function readRescueText(file: string): Promise<string> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if (isFileError(error, 'ENOENT')) throw new CommandRefused(`There is no file ${file}.`);
    throw error;
  }
}

/** The key of a file's text, base64. Rejects with `RescueRefused`. */
export async function keyOfRescue(text: string, passphrase: string): Promise<string> {
  const { derivation } = readRescueHeader(text);
  return (await rescueKey(passphrase, derivation.salt)).key;
}

/** What a file says of itself in counts; nothing of it is clinical. */
export interface RescueAccount extends Omit<RescueHeader, 'derivation'> {
  /** Only where the passphrase was given: then every part was looked at. */
  readonly verified?: OpenedRescue['end'] & {
    readonly byKind: Readonly<Record<string, number>>;
  };
}

/** Rejects with `RescueRefused`. */
export async function accountOfRescue(
  text: string,
  passphrase: string | undefined,
): Promise<RescueAccount> {
  const { derivation: _how, ...header } = readRescueHeader(text);
  if (passphrase === undefined) return header;
  const key = await importDataKey(fromBase64(await keyOfRescue(text, passphrase)));
  const { leaves, end } = await openRescueFile(text, key);
  const kinds = new Map(leaves.map(({ id }) => [id, parseRecordId(id)?.kind ?? 'unknown']));
  const byKind: Record<string, number> = {};
  for (const kind of kinds.values()) byKind[kind] = (byKind[kind] ?? 0) + 1;
  return { ...header, verified: { ...end, byKind } };
}
