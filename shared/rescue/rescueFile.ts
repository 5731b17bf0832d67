import * as z from 'zod';
import { fromBase64, toBase64 } from '../json/base64.ts';
import { canonicalJson } from '../json/canonical.ts';
import { recordIdPattern } from '../records/ids.ts';
import type { Body } from '../records/classifyLeaf.ts';
import type { DataKey } from '../replica/envelope.ts';
import { generationOf, revisionPattern } from '../replica/revision.ts';
import { readRescueHeader, RescueRefused } from './rescueHeader.ts';
import type { RescueHeader } from './rescueHeader.ts';

/*
 * A rescue file is text: the header's line, then one line a part, base64 of
 * `nonce (12 bytes) | ciphertext and tag` by AES-256-GCM. What is sealed with each part are the
 * header, its number and whether it is the `start`, a `part` or the `end`: a file that is cut, put
 * in another order or joined from two doesn't open. `start` is empty and tells a wrong passphrase
 * from damage; `end` says how much there must be.
 */

const leafSchema = z
  .strictObject({
    id: z.string().regex(recordIdPattern),
    rev: z.string().regex(revisionPattern),
    ancestors: z.array(z.string().regex(/^[0-9a-f]{32}$/)).max(1000),
    deleted: z.boolean(),
    // Looked at where every leaf is, by whoever shows it: a copy could lose what it can't read.
    body: z.custom<Body>((value) => typeof value === 'object' && value !== null),
  })
  .refine(({ rev, ancestors }) => ancestors.length < generationOf(rev));
/** One leaf with its history. */
export type RescuedLeaf = z.infer<typeof leafSchema>;

const endSchema = z.strictObject({
  leaves: z.int().min(0),
  /** Leaves that couldn't be read on that workstation's disk, and so aren't in the file. */
  damaged: z.int().min(0),
  /** SHA-256 of the sorted `id rev` lines of its leaves. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type RescueEnd = z.infer<typeof endSchema>;

/** Text of one part, about; a larger record is a part of its own. */
const partCharacters = 128 * 1024;
const nonceBytes = 12;

type Place = 'start' | 'part' | 'end';

/**
 * The lines of a rescue file, each with its newline.
 * @param pages leaves in the order of their ids; `undefined` counts as one that couldn't be read
 */
export async function* sealRescueFile(
  header: RescueHeader,
  key: DataKey,
  pages: AsyncIterable<readonly (RescuedLeaf | undefined)[]>,
  onEnd: (end: RescueEnd) => void = () => undefined,
): AsyncIterable<string> {
  let number = 0;
  const seal = async (place: Place, text: string) => {
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: nonce, additionalData: authenticated(header, place, number) },
      key,
      new TextEncoder().encode(text),
    );
    number += 1;
    const line = new Uint8Array(nonceBytes + sealed.byteLength);
    line.set(nonce);
    line.set(new Uint8Array(sealed), nonceBytes);
    return `${toBase64(line)}\n`;
  };
  yield `${canonicalJson(header)}\n`;
  yield await seal('start', '');
  const names: string[] = [];
  let damaged = 0;
  let texts: string[] = [];
  let characters = 0;
  for await (const page of pages) {
    for (const leaf of page) {
      if (!leaf) {
        damaged += 1;
        continue;
      }
      names.push(`${leaf.id} ${leaf.rev}`);
      const text = canonicalJson(leaf);
      if (characters > 0 && characters + text.length > partCharacters) {
        yield await seal('part', `[${texts.join(',')}]`);
        texts = [];
        characters = 0;
      }
      texts.push(text);
      characters += text.length;
    }
  }
  if (texts.length > 0) yield await seal('part', `[${texts.join(',')}]`);
  const end = { leaves: names.length, damaged, digest: await digestOf(names) };
  yield await seal('end', canonicalJson(end));
  onEnd(end);
}

export interface OpenedRescue {
  readonly header: RescueHeader;
  readonly leaves: readonly RescuedLeaf[];
  readonly end: RescueEnd;
}

/**
 * Opens a whole file: everything in it is authentic and in its place, or it throws `RescueRefused`.
 */
export async function openRescueFile(text: string, key: DataKey): Promise<OpenedRescue> {
  const header = readRescueHeader(text);
  // What follows the last newline is a line that was cut.
  const lines = text.split('\n').slice(1, -1);
  const open = (number: number, place: Place) =>
    openLine(header, key, lines[number]!, place, number);
  if (lines.length === 0) throw new RescueRefused('cut');
  if ((await open(0, 'start')) === undefined) throw new RescueRefused('wrongPassphrase');
  const leaves: RescuedLeaf[] = [];
  for (let number = 1; number < lines.length; number += 1) {
    const part = await open(number, 'part');
    if (part !== undefined) {
      leaves.push(...parsePart(part));
      continue;
    }
    const said = await open(number, 'end');
    if (said === undefined) throw new RescueRefused('damaged');
    const isLast = number === lines.length - 1 && text.endsWith('\n');
    const end = isLast ? endSchema.safeParse(JSON.parse(said)).data : undefined;
    const names = leaves.map(({ id, rev }) => `${id} ${rev}`);
    if (end?.leaves !== leaves.length || end.digest !== (await digestOf(names))) {
      throw new RescueRefused('damaged');
    }
    return { header, leaves, end };
  }
  throw new RescueRefused('cut');
}

function parsePart(text: string): RescuedLeaf[] {
  const parsed = z.array(leafSchema).safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new RescueRefused('damaged');
}

async function openLine(
  header: RescueHeader,
  key: DataKey,
  line: string,
  place: Place,
  number: number,
): Promise<string | undefined> {
  try {
    const bytes = fromBase64(line);
    const opened = await crypto.subtle.decrypt(
      {
        name: 'AES-GCM',
        iv: bytes.slice(0, nonceBytes),
        additionalData: authenticated(header, place, number),
      },
      key,
      bytes.slice(nonceBytes),
    );
    return new TextDecoder().decode(opened);
  } catch {
    return undefined;
  }
}

function authenticated(header: RescueHeader, place: Place, number: number) {
  return new TextEncoder().encode(`${canonicalJson(header)}\n${place} ${String(number)}`);
}

async function digestOf(names: readonly string[]): Promise<string> {
  const text = new TextEncoder().encode([...names].sort().join('\n'));
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
