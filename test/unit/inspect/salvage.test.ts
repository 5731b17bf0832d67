import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import * as v8 from 'node:v8';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeLog } from '../../../main/disk/levelDbLog.ts';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import type { Cipher, Origin } from '../../../shared/replica/envelope.ts';
import { hashOf } from '../../../shared/replica/revision.ts';
import { salvage } from '../../inspect/salvage.ts';

const id = (last: number) =>
  `01a2384c-1480-7367-85ef-653de02e626c:note:01a2384c-1480-7367-85ef-${String(last).padStart(12, '0')}`;
const rev = (generation: number, letter: string) => `${String(generation)}-${letter.repeat(32)}`;

let folder: string;
let cipher: Cipher;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-salvage-'));
  cipher = cipherFor(await importDataKey(new Uint8Array(32).fill(4)), 'may-1');
});
afterEach(() => fs.rm(folder, { recursive: true }));

/** A value as Chromium stores it: LevelDB's version, Blink's head, and what V8 made of it. */
const stored = (row: object) => {
  const serialised = v8.serialize(row);
  serialised[1] = 16;
  return Buffer.concat([Buffer.from('02ff15fe000000000000000000000000', 'hex'), serialised]);
};
async function revision(at: number, of: string, text: string, origin: Origin = 'local') {
  const envelope = await cipher.seal([id(at), of], {
    origin,
    plaintext: JSON.stringify({ text }),
  });
  return stored({ e: envelope, _doc_id_rev: `${id(at)}::${of}` });
}
const tree = (at: number, ...revs: readonly string[]) => {
  const [leaf, ...others] = [...revs].reverse().map(hashOf);
  let ids: unknown[] = [leaf, { status: 'available' }, []];
  for (const hash of others) ids = [hash, { status: 'missing' }, [ids]];
  return stored({ data: JSON.stringify({ id: id(at), rev_tree: [{ pos: 1, ids }] }) });
};

/** A record of a log: one write of these values. */
function batch(values: readonly Buffer[], sequence = 1): Buffer {
  const head = Buffer.alloc(12);
  head.writeBigUInt64LE(BigInt(sequence), 0);
  head.writeUInt32LE(values.length, 8);
  const puts = values.map((value, index) => {
    const varint =
      value.length < 128 ? [value.length] : [(value.length & 127) | 128, value.length >> 7];
    return Buffer.concat([Buffer.from([1, 1, index, ...varint]), value]);
  });
  return Buffer.concat([head, ...puts]);
}

test('gives what was made here, the newest of each line with its history, from logs that are spoilt', async () => {
  const [first, second] = [rev(1, 'a'), rev(2, 'b')];
  const records = [
    batch([await revision(1, first, 'one'), tree(1, first)]),
    batch([await revision(2, first, 'lost')]),
    batch([await revision(1, second, 'two'), tree(1, first, second)]),
    batch([await revision(3, first, 'not ours', 'server')]),
    batch([Buffer.from('rubbish'), stored({ another: 'row' }), stored({ data: 'no tree' })]),
  ];
  const log = writeLog(records);
  log[writeLog(records.slice(0, 2)).length - 1]! ^= 1;
  await fs.writeFile(path.join(folder, '000003.log'), log);

  expect(await salvage(folder, cipher)).toEqual({
    leaves: [
      { id: id(1), rev: second, ancestors: [hashOf(first)], deleted: false, body: { text: 'two' } },
    ],
    unreadable: 0,
    damagedFiles: [],
  });
});

test('gives both where the tree that says which is newer is lost: the resolver tells', async () => {
  const [first, second] = [rev(1, 'a'), rev(2, 'b')];
  const records = [batch([await revision(1, first, 'one'), await revision(1, second, 'two')])];
  await fs.writeFile(path.join(folder, '000003.log'), writeLog(records));
  const { leaves } = await salvage(folder, cipher);
  expect(leaves.map(({ rev: of, ancestors }) => [of, ancestors])).toEqual([
    [first, []],
    [second, []],
  ]);
});

test('ends where the trees of a changed copy contradict each other', async () => {
  const [one, other] = [rev(1, 'a'), rev(2, 'b')];
  const values = [await revision(1, other, 'two'), tree(1, one, other), tree(1, other, one)];
  await fs.writeFile(path.join(folder, '000003.log'), writeLog([batch(values)]));
  const { leaves } = await salvage(folder, cipher);
  expect(leaves.map(({ ancestors }) => ancestors)).toEqual([[hashOf(one)]]);
});

test('counts what doesn’t open as what it says it is, and names files that give nothing', async () => {
  const moved = stored({
    e: await cipher.seal([id(1), rev(1, 'a')], { origin: 'local', plaintext: '{}' }),
    _doc_id_rev: `${id(2)}::${rev(1, 'a')}`,
  });
  const hostile = stored({ e: new Uint8Array(40), _doc_id_rev: '__proto__::1-x' });
  await fs.writeFile(path.join(folder, '000003.log'), writeLog([batch([moved, hostile])]));
  await fs.writeFile(path.join(folder, '000005.ldb'), 'no table');
  await fs.writeFile(path.join(folder, 'CURRENT'), 'MANIFEST-000001\n');
  expect(await salvage(folder, cipher)).toEqual({
    leaves: [],
    unreadable: 1,
    damagedFiles: ['000005.ldb'],
  });
});
