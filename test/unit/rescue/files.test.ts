import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rescueServices } from '../../../main/rescue/rescueServices.ts';
import { makeRescueFile, takeRescueFile } from '../../../renderer/features/rescue/rescueFiles.ts';
import { workerRescue } from '../../../renderer/replica/workerRescue.ts';
import type { Bridge } from '../../../shared/bridge/contract.ts';
import { aPatient } from '../../support/builders/records.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import { smallFacility } from '../../support/workstation.ts';

const passphrase = 'con đường nhỏ 2026';
const app = { facility: smallFacility, workstation: smallFacility.workstations[0]! };

let parent: string;
let bridge: Pick<Bridge, 'rescueKey' | 'writeRescue'>;
let pieces: number[];

beforeEach(async () => {
  parent = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-rescue-'));
  const services = rescueServices(path.join(parent, 'may-1'));
  pieces = [];
  bridge = {
    rescueKey: (request) => services.rescueKey(request),
    writeRescue: (request) => {
      pieces.push(JSON.stringify(request).length);
      return services.writeRescue(request);
    },
  };
});
afterEach(() => fs.rm(parent, { recursive: true, force: true }));

async function aReplica(count: number) {
  const replica = await openNodeReplica();
  for (let index = 0; index < count; index += 1) await replica.put(aPatient());
  return replica;
}

test('a file is written sealed and in pieces that fit a request, and taken in by its passphrase alone', async () => {
  const replica = await aReplica(250);
  const made = await makeRescueFile(
    workerRescue(replica, undefined),
    bridge,
    app,
    'bs-mau',
    passphrase,
  );
  expect(made).toMatchObject({ entries: replica.recordCount(), damaged: 0 });
  expect(path.dirname(made.path)).toBe(path.join(parent, 'rescue'));
  expect((await fs.stat(made.path)).mode & 0o077).toBe(0);
  expect(await fs.readdir(path.dirname(made.path))).toEqual([path.basename(made.path)]);
  expect(Math.max(...pieces)).toBeLessThan(64 * 1024);
  expect(pieces.length).toBeGreaterThan(3);
  const text = await fs.readFile(made.path, 'utf8');
  expect(text).not.toContain('Nguyễn');

  const other = await openNodeReplica();
  const rescue = workerRescue(other, undefined);
  const take = (facility: string, word: string, whole = text) =>
    takeRescueFile(rescue, bridge, facility, whole, word);
  expect(await take('99002', passphrase)).toEqual({ kind: 'refused', fault: 'otherFacility' });
  expect(await take('99001', `${passphrase}!`)).toMatchObject({ fault: 'wrongPassphrase' });
  expect(await take('99001', passphrase, text.slice(0, -200))).toMatchObject({ fault: 'cut' });
  expect(other.recordCount()).toBe(0);
  expect(await take('99001', passphrase.normalize('NFD'))).toMatchObject({
    kind: 'takenIn',
    workstation: 'may-1',
    taken: made.entries,
    known: 0,
  });
  expect(other.recordCount()).toBe(replica.recordCount());
  await replica.close();
  await other.close();
});

test('what was begun and never finished leaves no rescue file behind', async () => {
  await bridge.writeRescue({ step: 'begin', text: 'half of a' });
  await bridge.writeRescue({ step: 'begin', text: 'another' });
  await expect(bridge.writeRescue({ step: 'end', text: '' })).rejects.toThrow('notARescueFile');
  expect(await fs.readdir(path.join(parent, 'rescue'))).toEqual([]);
  await expect(bridge.writeRescue({ step: 'go', text: 'x' })).rejects.toThrow('No rescue file');
});

test('a file of one record holds that record alone, with all its leaves', async () => {
  const replica = await aReplica(3);
  const one = aPatient();
  await replica.put(one);
  const made = await makeRescueFile(
    workerRescue(replica, undefined),
    bridge,
    app,
    'bs-mau',
    passphrase,
    one.id,
  );
  expect(made).toMatchObject({ entries: 1, leaves: 1 });
  const other = await openNodeReplica();
  const text = await fs.readFile(made.path, 'utf8');
  const taken = await takeRescueFile(
    workerRescue(other, undefined),
    bridge,
    '99001',
    text,
    passphrase,
  );
  expect(taken).toMatchObject({ kind: 'takenIn', taken: 1, known: 0 });
  expect(await other.shown(one)).toMatchObject({ id: one.id });
  expect(other.recordCount()).toBe(1);
  await replica.close();
  await other.close();
});
