import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as v8 from 'node:v8';
import * as z from 'zod';
import { readLog } from '../../main/disk/levelDbLog.ts';
import { recordIdPattern } from '../../shared/records/ids.ts';
import type { Body } from '../../shared/records/classifyLeaf.ts';
import type { Bytes, Cipher } from '../../shared/replica/envelope.ts';
import { hashOf, revisionPattern } from '../../shared/replica/revision.ts';
import type { RescuedLeaf } from '../../shared/rescue/rescueFile.ts';
import { decompressedValue } from '../support/levelDb/indexedDbValue.ts';
import { readTable } from '../support/levelDb/table.ts';
import { readWriteBatch } from '../support/levelDb/writeBatch.ts';

/** What a damaged copy of IndexedDB's LevelDB still gives. */
export interface Salvaged {
  /** Made on this workstation, the newest of each line of revisions, in the order of their ids. */
  readonly leaves: readonly RescuedLeaf[];
  /** Revisions that don't open as what they say they are. */
  readonly unreadable: number;
  /** Files of which nothing could be read. */
  readonly damagedFiles: readonly string[];
}

/** A row of `by-sequence` in the adapter's database: one revision's envelope. */
const revisionSchema = z.looseObject({
  e: z.instanceof(Uint8Array),
  _deleted: z.boolean().optional(),
  _doc_id_rev: z.string(),
});
type TreeNode = [hash: string, status: unknown, children: TreeNode[]];
const nodeSchema: z.ZodType<TreeNode> = z.lazy(() =>
  z.tuple([z.string(), z.unknown(), z.array(nodeSchema)]),
);
/** What a row of `document-store` holds as text. */
const treeSchema = z.looseObject({
  id: z.string(),
  rev_tree: z.array(z.looseObject({ ids: nodeSchema })),
});

/**
 * Reads the store's files as they lie there, without Chromium, which would throw them away: each whole
 * record of its logs and each table. Rows that the store has deleted since come with the others: all
 * that was ever written and is still in the files. What came from the server is left out.
 */
export async function salvage(copy: string, cipher: Cipher): Promise<Salvaged> {
  const revisions = new Map<string, { deleted: boolean; envelope: Bytes }>();
  const parents = new Map<string, string>();
  const { values, damagedFiles } = await valuesIn(copy);
  for (const value of values) {
    const row = deserialised(value);
    const revision = revisionSchema.safeParse(row).data;
    if (revision) {
      const { e, _deleted: deleted = false, _doc_id_rev: name } = revision;
      revisions.set(name, { deleted, envelope: new Uint8Array(e) });
    }
    const tree = treeOf(row);
    for (const { ids } of tree?.rev_tree ?? []) addParents(tree!.id, ids, parents);
  }
  const leaves: RescuedLeaf[] = [];
  const superseded = new Set<string>();
  let unreadable = 0;
  for (const [name, { deleted, envelope }] of revisions) {
    const [id, rev] = name.split('::') as [string, string];
    if (!recordIdPattern.test(id) || !revisionPattern.test(rev)) continue;
    const sealed = await cipher.open([id, rev], envelope).catch(() => undefined);
    if (!sealed) {
      unreadable += 1;
      continue;
    }
    if (sealed.origin === 'server') continue;
    const ancestors: string[] = [];
    // Trees lie in clear: of two that contradict each other none leads round and round.
    for (
      let hash = parents.get(`${id} ${hashOf(rev)}`);
      hash && hash !== hashOf(rev) && !ancestors.includes(hash);
      hash = parents.get(`${id} ${hash}`)
    ) {
      ancestors.push(hash);
      superseded.add(`${id} ${hash}`);
    }
    const body = JSON.parse(sealed.plaintext) as Body;
    leaves.push({ id, rev, ancestors: ancestors.slice(0, 1000), deleted, body });
  }
  return {
    leaves: leaves
      .filter(({ id, rev }) => !superseded.has(`${id} ${hashOf(rev)}`))
      .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    unreadable,
    damagedFiles,
  };
}

async function valuesIn(folder: string): Promise<{ values: Buffer[]; damagedFiles: string[] }> {
  const values: Buffer[] = [];
  const damagedFiles: string[] = [];
  for (const name of (await fs.readdir(folder)).sort()) {
    const bytes = await fs.readFile(path.join(folder, name));
    if (/^\d+\.log$/.test(name)) {
      const entries = readLog(bytes).records.flatMap(readWriteBatch);
      values.push(...entries.flatMap(({ value }) => (value ? [value] : [])));
    } else if (/^\d+\.(?:ldb|sst)$/.test(name)) {
      try {
        values.push(...readTable(bytes).entries.flatMap(({ value }) => (value ? [value] : [])));
      } catch {
        damagedFiles.push(name);
      }
    }
  }
  return { values, damagedFiles };
}

/** V8's mark of a serialised value and its version, behind LevelDB's and Blink's own. */
const serialisedMark = /\xff[\x0d-\x1f]o/;
const headBytes = 40;
/** The highest version that this Node reads; what our rows are made of hasn't changed since. */
const readVersion = 15;

/** A stored value, where it is an object that V8 serialised. */
function deserialised(stored: Buffer): unknown {
  const value = decompressedValue(stored) ?? stored;
  const at = value.subarray(0, headBytes).toString('latin1').search(serialisedMark);
  if (at < 0) return undefined;
  const serialised = Buffer.from(value.subarray(at));
  serialised[1] = Math.min(serialised[1]!, readVersion);
  try {
    return v8.deserialize(serialised);
  } catch {
    return undefined;
  }
}

function treeOf(row: unknown): z.infer<typeof treeSchema> | undefined {
  const data = z.looseObject({ data: z.string() }).safeParse(row).data?.data;
  if (data === undefined) return undefined;
  try {
    return treeSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

function addParents(id: string, [hash, , children]: TreeNode, parents: Map<string, string>): void {
  for (const child of children) {
    parents.set(`${id} ${child[0]}`, hash);
    addParents(id, child, parents);
  }
}
