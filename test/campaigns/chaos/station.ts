import type { Bytes, Cipher, Origin } from '../../../shared/replica/envelope.ts';
import { leafStoreOver } from '../../../shared/replica/pouchLeafStore.ts';
import type { LeafStore, NewRevision } from '../../../shared/replica/leafStore.ts';
import { openRecordMemory } from '../../../shared/replica/memory.ts';
import type { RecordMemory } from '../../../shared/replica/memory.ts';
import { openReplicaOver } from '../../../shared/replica/replica.ts';
import type { Replica } from '../../../shared/replica/replica.ts';
import { snapshotOver } from '../../../shared/replica/snapshot.ts';
import type { SnapshotStorage } from '../../../shared/replica/snapshot.ts';
import { trackDelivery } from '../../../shared/sync/delivery.ts';
import type { DeliveryTracker } from '../../../shared/sync/delivery.ts';
import { readPullState } from '../../../shared/sync/pullState.ts';
import type { PullState } from '../../../shared/sync/pullState.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { newLife, storeWithCrashes } from './crashPoints.ts';
import type { Life } from './crashPoints.ts';
import type { KnownWrite, Ledger } from './writes.ts';

/** A form that somebody opened: what it showed, and the writes that were in what it showed. */
export interface OpenForm {
  readonly record: AnyRecord;
  readonly seen: ReadonlySet<KnownWrite>;
}

/** What stands between a station and its server until it is set back. */
export interface Line {
  cut: boolean;
  lost: string | undefined;
  emptyAnswer: boolean;
  refusedRow: boolean;
  /** The body of one record isn't given, chosen by this number. */
  withheldBody: number | undefined;
}

/** The running process of a station. */
export interface Running {
  readonly life: Life;
  readonly store: LeafStore;
  readonly memory: RecordMemory;
  readonly replica: Replica;
  readonly delivery: DeliveryTracker;
  /** Random, new at each opening (D4). */
  readonly actor: string;
  counter: number;
  pulled: PullState;
}

/** A simulated workstation: a profile on disk, and a process that comes and goes. */
export interface Station {
  readonly name: string;
  /** What stands in records; a copied profile keeps it. */
  readonly workstation: string;
  readonly index: number;
  readonly server: number;
  readonly treeName: string;
  readonly pouch: PouchDB.Database;
  readonly snapshot: Map<string, Bytes>;
  /** Writes that are on this station's disk, by record. */
  readonly known: Map<string, Set<KnownWrite>>;
  readonly line: Line;
  skewYears: number;
  forms: OpenForm[];
  /** A save that is on its way to the store. */
  saving: KnownWrite | undefined;
  running: Running;
}

/** Lies in a document as it is; nothing of a campaign is secret, and sealing would take half its time. */
interface Open {
  readonly place: string;
  readonly origin: Origin;
  readonly plaintext: string;
}

/** Envelopes that are open to read but belong to their place, as sealed ones do. */
const openCipher: Cipher = {
  async seal(place, { origin, plaintext }) {
    return { place: place.join(' '), origin, plaintext } satisfies Open as unknown as Bytes;
  },
  async open(place, envelope) {
    const { place: at, origin, plaintext } = envelope as unknown as Open;
    if (at !== place.join(' ')) throw new Error('an envelope of another place');
    return { origin, plaintext };
  },
};

let memories = 0;

/** Opens a station's process on its tree, as a start of the app does. */
export async function startStation(
  station: Omit<Station, 'running'>,
  ledger: Ledger,
  actor: string,
): Promise<Running> {
  const life = newLife();
  const plain = leafStoreOver(() => station.pouch, openCipher, 'bytes');
  const causeOf = (revisions: readonly NewRevision[]) => {
    if (revisions.some(({ origin }) => origin === 'server')) return 'arrival';
    return station.saving ? 'save' : 'join';
  };
  const store = storeWithCrashes(plain, life, causeOf, (revisions) =>
    noteStored(station, ledger, revisions),
  );
  const memory = await openRecordMemory(`chaos-${String((memories += 1))}`);
  const replica = await openReplicaOver({
    store,
    memory,
    snapshot: snapshotOver(storageOver(station.snapshot), openCipher, 'chaos'),
  });
  const delivery = await trackDelivery(replica);
  delivery.retryRefused();
  return {
    life,
    store,
    memory,
    replica,
    delivery,
    actor,
    counter: 0,
    pulled: await readPullState(replica),
  };
}

/** Brings what a station knows up to what its disk holds: by what was stored, and by nothing else. */
function noteStored(
  station: Omit<Station, 'running'>,
  ledger: Ledger,
  revisions: readonly NewRevision[],
): void {
  const { saving } = station;
  const ours = (id: string) => station.known.get(id) ?? new Set<KnownWrite>();
  for (const { id, body, deleted, origin } of revisions) {
    if (deleted || origin !== 'server') continue;
    const contents = ledger.contentsOf(id, body);
    if (contents === 'unknown' || contents === undefined) continue;
    station.known.set(id, new Set([...ours(id), ...contents]));
  }
  for (const { id, body, deleted, origin } of revisions) {
    if (deleted || origin === 'server' || !ledger.tracks(id)) continue;
    if (saving?.recordId === id) {
      saving.durable = true;
      station.known.set(id, new Set([...ours(id), saving]));
    }
    ledger.note(id, body, new Set(ours(id)));
  }
}

function storageOver(chunks: Map<string, Bytes>): SnapshotStorage {
  return {
    read: async (name) => chunks.get(name),
    async write(name, chunk) {
      chunks.set(name, chunk);
    },
    async keepOnly(names) {
      for (const name of chunks.keys()) if (!names.has(name)) chunks.delete(name);
    },
  };
}
