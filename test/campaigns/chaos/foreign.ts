import type { Body } from '../../../shared/records/classifyLeaf.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import { readUnit, unitIds, writeUnit } from '../../../shared/merge/units.ts';
import type { WireDocument } from '../../../shared/sync/centralClient.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import { compareLeaves, generationOf } from '../../../shared/replica/revision.ts';
import { sampleUnit } from '../../support/builders/fieldSamples.ts';
import { pickById } from './persons.ts';
import type { foreignActs } from './schedule.ts';
import { count } from './tally.ts';
import type { MadeRecord, World } from './world.ts';
import type { KnownWrite } from './writes.ts';

/** The record as somebody without our programs gets it: CouchDB's winner. */
interface Winner {
  readonly made: MadeRecord;
  readonly document: WireDocument;
  readonly body: Body;
}

async function winnerOf(world: World, server: number, seed: number): Promise<Winner | undefined> {
  const editable = world.records
    .filter(({ kind, newer }) => !newer && !kindDefinition(kind)!.immutable)
    .map((made) => ({ made }));
  const choice = pickById(editable, seed);
  if (!choice) return undefined;
  const leaves = await world.servers[server]!.leaves(choice.made.id);
  const [document] = leaves
    .filter(({ _deleted }) => _deleted !== true)
    .sort((a, b) => compareLeaves(asLeaf(a), asLeaf(b)));
  if (!document) return undefined;
  const { _id, _rev, _revisions, ...body } = document;
  void [_id, _rev, _revisions];
  return { ...choice, document, body };
}

const asLeaf = (document: WireDocument) => ({
  rev: document._rev,
  deleted: document._deleted === true,
});

/** Puts a version of a record into a server's tree past the validation, after the winner or beside it. */
async function put(
  world: World,
  server: number,
  { document }: Winner,
  body: Body,
  { hash, beside = false, deleted = false }: { hash: string; beside?: boolean; deleted?: boolean },
): Promise<void> {
  const start = beside ? 1 : generationOf(document._rev) + 1;
  const leaf: WireDocument = {
    ...body,
    _id: document._id,
    _rev: `${String(start)}-${hash}`,
    ...(deleted ? { _deleted: true } : {}),
    _revisions: { start, ids: beside ? [hash] : [hash, ...document._revisions.ids] },
  };
  await world.servers[server]!.store([leaf], false);
}

/** Somebody writes to a server with curl, or with a program that knows nothing of causality. */
export async function foreignAct(
  world: World,
  server: number,
  n: number,
  seed: number,
  what: (typeof foreignActs)[number],
): Promise<void> {
  const random = seededRandom(seed);
  const winner = await winnerOf(world, server, seed);
  if (!winner) return;
  const { made, body } = winner;
  const hash = random.hex(32);
  count(world.tally.faults, `foreign ${what}`);
  made.foreign = true;
  if (what === 'delete') {
    await put(world, server, winner, {}, { hash, deleted: true });
    return;
  }
  if (what === 'damage') {
    const causality = { ...(body['causality'] as object), born: random.pick([7, '', 'x.1']) };
    const damaged = { ...body, causality };
    world.ledger.note(made.id, damaged, undefined);
    await put(world, server, winner, damaged, { hash });
    return;
  }
  const { units } = kindDefinition(made.kind)!;
  const sample = sampleUnit(made.kind, random.pick(Object.keys(units)), {
    random,
    mark: `ngoài ${String(n)}`,
    idsOf: (kind) => world.records.filter((other) => other.kind === kind).map(({ id }) => id),
  });
  if (!sample) return;
  const { unitId, value } = sample;
  let edited: Record<string, unknown> = writeUnit(units, body, unitId, value);
  if (what === 'editWithoutCausality') edited = { ...edited, causality: undefined };
  edited = JSON.parse(JSON.stringify(edited)) as Record<string, unknown>;
  // Who leaves a mandatory field out has made a damaged record, not a write.
  const parsed = kindDefinition(made.kind)!.schema.safeParse({
    ...edited,
    causality: body['causality'],
  });
  const seen = world.ledger.contentsOf(made.id, body);
  if (!parsed.success || seen === 'unknown' || seen === undefined) {
    world.ledger.note(made.id, edited, undefined);
  } else {
    const written: KnownWrite = {
      n,
      recordId: made.id,
      author: 'foreigner',
      units: new Map([[unitId, readUnit(units, edited, unitId)]]),
      seen,
      made: undefined,
      acknowledged: false,
      durable: true,
      by: 'foreigner',
    };
    world.ledger.writes.push(written);
    world.ledger.note(made.id, edited, new Set([...seen, written]));
  }
  await put(world, server, winner, edited, { hash, beside: what === 'branch' });
}

/** A workstation with a newer version writes a record that the others don't understand. */
export async function writeNewerVersion(
  world: World,
  server: number,
  n: number,
  seed: number,
): Promise<void> {
  const random = seededRandom(seed);
  const winner = await winnerOf(world, server, seed);
  if (!winner) return;
  const { made, body } = winner;
  const { units, schemaVersion } = kindDefinition(made.kind)!;
  const seen = world.ledger.contentsOf(made.id, body);
  if (seen === 'unknown' || seen === undefined) return;
  const newer = { ...body, schemaVersion: schemaVersion + 1, addedLater: random.hex(8) };
  made.newer = newer;
  count(world.tally.faults, 'schemaMix');
  world.ledger.writes.push({
    n,
    recordId: made.id,
    author: 'newer version',
    units: new Map(unitIds(units, body, undefined).map((id) => [id, readUnit(units, body, id)])),
    seen,
    made: undefined,
    acknowledged: true,
    durable: true,
    by: 'newerVersion',
  });
  world.ledger.note(made.id, newer, undefined);
  await put(world, server, winner, newer, { hash: random.hex(32) });
}
