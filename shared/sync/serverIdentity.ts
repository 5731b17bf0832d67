import * as z from 'zod';
import type { LeafStore } from '../replica/leafStore.ts';
import { wrongClockSchema } from './ownClock.ts';
import type { ServerPapers } from './identityClient.ts';
import type { Witness } from './witness.ts';

const markSchema = z.strictObject({ counter: z.int().min(1), token: z.string() });

const documentName = 'server';

/** A workstation as its witness told. Who reads it looks at the times. */
const rememberedPeerSchema = z.strictObject({
  workstation: z.string(),
  ward: z.string().optional(),
  allSentAt: z.string().optional(),
  at: z.string(),
  hereOnly: z.int().min(0),
  wrongClock: z.array(wrongClockSchema).optional(),
});

/**
 * What this replica remembers of the server that holds its deliveries: a sealed local document.
 * `attempts` are witnesses that were sent and whose answer never came: each may stand there.
 */
export const rememberedServerSchema = z.strictObject({
  lineage: z.string().optional(),
  /** Whose word counts when another database says that it takes this one's place. */
  successionKey: z.string().optional(),
  /** Nodes behind one address may each have their own. */
  uuids: z.array(z.string()),
  /** Its name there, for one machine may serve a copy of it too. */
  database: z.string().optional(),
  /** Names this replica's witness. */
  replica: z.string().regex(/^[0-9a-f]{8}$/),
  confirmed: markSchema.optional(),
  attempts: z.array(markSchema),
  allSentAt: z.string().optional(),
  /** Another server answered, and nobody has said yet what it is. */
  other: z.strictObject({ empty: z.boolean(), copy: z.boolean(), since: z.string() }).optional(),
  /** The other workstations, as they were heard last. */
  peers: z.array(rememberedPeerSchema).optional(),
});
export type RememberedServer = z.infer<typeof rememberedServerSchema>;

/** Undefined where this replica has met no server. */
export async function readServer(
  store: Pick<LeafStore, 'readLocal'>,
): Promise<RememberedServer | undefined> {
  const stored = await store.readLocal(documentName);
  return stored === undefined ? undefined : rememberedServerSchema.parse(stored);
}

/** A strict write. Throws `StoreFailed`. */
export function writeServer(
  store: Pick<LeafStore, 'writeLocal'>,
  remembered: RememberedServer,
): Promise<void> {
  return store.writeLocal(documentName, remembered);
}

/** Whether another server answered last, so that what counts as delivered may be nowhere. */
export async function isInDoubt(store: Pick<LeafStore, 'readLocal'>): Promise<boolean> {
  return (await readServer(store))?.other !== undefined;
}

/** What is met at a connection. */
export interface MetServer extends ServerPapers {
  /** This replica's witness, as it stands there. */
  readonly witness: Witness | undefined;
  /** Whether it holds no record; asked only where the witness is missing. */
  readonly empty: boolean;
}

/**
 * Who a server is, beside the one that this replica knew:
 * - `same`: our last witness stands there; it is that database, whatever the machine says of itself;
 * - `older`: an earlier state of that database (a backup was restored);
 * - `doubled`: our witness was written by somebody else: this replica was copied with its disk;
 * - `unproved`: our witness can't be written, or was never, so nothing tells a backup from the rest;
 * - `continued`: another database, which takes that one's place by IT's signed word (`succession.ts`);
 * - `copy`: our database's lineage, without our witness and in another place: that hospital's server on
 *   a new machine, filled by replication, or a copy for training. Nothing there tells which;
 * - `other`: another database, or one that was emptied.
 */
export type Verdict = 'same' | 'older' | 'doubled' | 'unproved' | 'continued' | 'copy' | 'other';

/**
 * The rule of recognition. The witness speaks first: where it stands, it is our database; how high
 * it stands tells whether the database went back. Only where it is missing do the papers speak: the
 * lineage, and, for a database that has none, the server's uuid. Replication carries the lineage to
 * every copy and no witness to any, so the lineage counts only where ours is known to have been.
 */
export function judgeServer(remembered: RememberedServer, met: MetServer): Verdict {
  const { confirmed } = remembered;
  const { witness } = met;
  if (witness) {
    if (confirmed && witness.counter < confirmed.counter) return 'older';
    return standsAsLeft(remembered, witness) ? 'same' : 'doubled';
  }
  if (!samePapers(remembered, met)) return 'other';
  if (!samePlace(remembered, met)) return 'copy';
  return confirmed ? 'older' : 'unproved';
}

/** Whether this is the witness that we left last, or none where we never could leave one. */
export function standsAsLeft(
  { confirmed, attempts }: Pick<RememberedServer, 'confirmed' | 'attempts'>,
  witness: Witness | undefined,
): boolean {
  if (!witness) return confirmed === undefined;
  return [...(confirmed ? [confirmed] : []), ...attempts].some(
    ({ counter, token }) => counter === witness.counter && token === witness.token,
  );
}

/** A machine that we know, and the database's name on it, where we know that. */
function samePlace(remembered: RememberedServer, met: MetServer): boolean {
  const sameName = remembered.database === undefined || remembered.database === met.database;
  return sameName && met.uuid !== undefined && remembered.uuids.includes(met.uuid);
}

/**
 * Where either side has a lineage, only the same lineage will do. By its uuid alone a machine isn't
 * told from the same machine with its database wiped, so an empty one is another.
 */
function samePapers(remembered: RememberedServer, met: MetServer): boolean {
  if (remembered.lineage !== undefined) return remembered.lineage === met.lineage;
  const knownMachine = met.uuid !== undefined && remembered.uuids.includes(met.uuid);
  return knownMachine && !(met.empty && remembered.confirmed !== undefined);
}
