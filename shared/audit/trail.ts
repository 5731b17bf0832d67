import { importSigningKey, signText } from '../people/signingKey.ts';
import { localInstant } from '../records/instant.ts';
import { checkpointText, hashOfEntry, noPrevious } from './entry.ts';
import type { AuditEntry, AuditEvent } from './entry.ts';
import type { TrailDurability } from './trailStorage.ts';
import { newIdentity, privateKeyOf } from './trailStore.ts';
import type { TrailIdentity, TrailStore } from './trailStore.ts';
import type { TrailKey } from './vouching.ts';

/**
 * A workstation's audit trail while it is open. Most entries are written with relaxed durability, so
 * that looking at a chart costs next to nothing, and a strict barrier follows within seconds. A
 * killed process loses nothing that was written; a power cut loses at most what came since the
 * barrier, always from the end: the chain stays whole, and the records themselves, each on disk
 * before it is acknowledged, still name their authors. What must never be missing (`mustLast`) waits
 * for the disk. Only what a checkpoint has signed, strictly on disk, is ever sent: a number that a
 * power cut took back is then on no server, and writing it again forks nothing.
 */
export interface AuditTrail {
  /** Adds an entry. Rejects where it can't be written now; it stays in line and goes with the next. */
  append(event: AuditEvent): Promise<void>;
  /** Signs what isn't signed yet and waits for the disk. */
  checkpoint(): Promise<void>;
  /** The trail that is written to. */
  readonly key: TrailKey;
  /** Every trail that began here, oldest first. */
  epochs(): readonly string[];
  /** The number up to which a trail is signed and on disk. */
  signedUpTo(epoch: string): Promise<number>;
  /** Called when more was signed. */
  onSigned(listener: () => void): void;
  /** A last checkpoint. */
  close(): Promise<void>;
}

export interface TrailOptions {
  readonly store: TrailStore;
  readonly workstation: string;
  readonly now?: () => Date;
  /** How long an entry may lie in the operating system's hands alone. */
  readonly barrierMs?: number;
  /** How long an entry may stand unsigned, and how many. */
  readonly checkpointMs?: number;
  readonly checkpointEvery?: number;
}

/** What is never done without its entry being on disk first, or at once. */
const mustLast: ReadonlySet<string> = new Set([
  'signInFailed',
  'print',
  'export',
  'settle',
  'breakTheGlass',
]);

/** The end of somebody's session is signed at once: nobody may come back for long. */
const isLock = ({ event }: Waiting) => event.action === 'lock';

interface Waiting {
  readonly event: AuditEvent;
  readonly at: string;
  resolve(): void;
  reject(error: unknown): void;
}

export async function openAuditTrail(options: TrailOptions): Promise<AuditTrail> {
  const { store, workstation, now = () => new Date() } = options;
  const { barrierMs = 5000, checkpointMs = 60_000, checkpointEvery = 50 } = options;
  const identities = [...(await store.identities())];
  let standing = await continued(store, identities, workstation);
  if (!standing) {
    const identity = await newIdentity(workstation);
    identities.push(identity);
    await store.writeIdentities(identities);
    standing = { identity, sequence: 0, hash: noPrevious, unsigned: 0 };
  }
  const { identity } = standing;
  const key = await importSigningKey(privateKeyOf(identity));
  let { sequence, hash, unsigned } = standing;
  let unsynced = unsigned;
  const listeners = new Set<() => void>();
  const waiting: Waiting[] = [];
  const timers = new Map<'barrier' | 'checkpoint', ReturnType<typeof setTimeout>>();
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.catch(() => undefined).then(work);
    turn = next;
    return next;
  }

  function later(name: 'barrier' | 'checkpoint', delayMs: number, work: () => Promise<void>) {
    if (timers.has(name) || closed) return;
    const timer = setTimeout(() => {
      timers.delete(name);
      // What couldn't be written (a full disk) is tried again at the same distance.
      inTurn(work).catch(() => later(name, delayMs, work));
    }, delayMs);
    timers.set(name, timer);
  }

  async function write(taken: readonly Waiting[], durability: TrailDurability, sign: boolean) {
    const entries: AuditEntry[] = [];
    let last = hash;
    const add = async (entry: Omit<AuditEntry, keyof Header>) => {
      const number = sequence + entries.length + 1;
      let whole: AuditEntry = { ...header(identity, number, last), ...entry };
      if (entry.action === 'checkpoint') {
        whole = { ...whole, signature: await signText(key, checkpointText(whole)) };
      }
      entries.push(whole);
      last = await hashOfEntry(whole);
    };
    if (sequence === 0) {
      const about = { publicKey: identity.publicKey };
      await add({ at: localInstant(now()), action: 'trailBegun', about });
    }
    for (const { event, at } of taken) await add({ ...event, at });
    if (sign) await add({ at: localInstant(now()), action: 'checkpoint' });
    await store.write(entries, durability);
    sequence += entries.length;
    hash = last;
    unsigned = sign ? 0 : unsigned + entries.length;
    unsynced = durability === 'strict' ? 0 : unsynced + entries.length;
  }

  async function flush(asked: TrailDurability, sign = false): Promise<void> {
    const taken = waiting.splice(0);
    const signing =
      (sign && unsigned + taken.length > 0) ||
      sequence === 0 ||
      full(taken.length) ||
      taken.some(isLock);
    if (taken.length === 0 && !signing) return;
    const lasting = signing || taken.some(({ event }) => mustLast.has(event.action));
    try {
      await write(taken, lasting ? 'strict' : asked, signing);
    } catch (error) {
      waiting.unshift(...taken);
      taken.forEach(({ reject }) => reject(error));
      later('barrier', barrierMs, barrier);
      throw error;
    }
    taken.forEach(({ resolve }) => resolve());
    if (unsynced > 0) later('barrier', barrierMs, barrier);
    if (unsigned > 0) later('checkpoint', checkpointMs, () => flush('strict', true));
    if (signing) listeners.forEach((listener) => listener());
  }

  const full = (more: number) => unsigned + more >= checkpointEvery;

  async function barrier(): Promise<void> {
    await flush('strict');
    if (unsynced === 0) return;
    // A later strict write takes everything before it to the disk: the log is one.
    await store.writePosition('synced', identity.epoch, sequence, 'strict');
    unsynced = 0;
  }

  // What a killed process left unsigned is signed now.
  await inTurn(() => flush('strict', true));
  return {
    append(event) {
      if (closed) return Promise.reject(new Error('the audit trail is closed'));
      const at = localInstant(now());
      return new Promise((resolve, reject) => {
        waiting.push({ event, at, resolve, reject });
        inTurn(() => flush('relaxed')).catch(() => undefined);
      });
    },
    key: { workstation, epoch: identity.epoch, publicKey: identity.publicKey },
    checkpoint: () => inTurn(() => flush('strict', true)),
    epochs: () => identities.map(({ epoch }) => epoch),
    async signedUpTo(epoch) {
      return epoch === identity.epoch ? sequence - unsigned : store.last(epoch);
    },
    onSigned: (listener) => void listeners.add(listener),
    async close() {
      if (closed) return;
      closed = true;
      timers.forEach((timer) => clearTimeout(timer));
      try {
        await inTurn(() => flush('strict', true));
      } finally {
        store.close();
      }
    },
  };
}

interface Standing {
  readonly identity: TrailIdentity;
  readonly sequence: number;
  readonly hash: string;
  readonly unsigned: number;
}

/**
 * Where the newest trail stands. Undefined where it can't be continued: there is none, it is another
 * workstation's, its end can't be read, or entries that were on disk are gone. A new trail begins
 * then, and the auditor sees both.
 */
async function continued(
  store: TrailStore,
  identities: readonly TrailIdentity[],
  workstation: string,
): Promise<Standing | undefined> {
  const identity = identities[identities.length - 1];
  if (!identity || identity.workstation !== workstation) return undefined;
  const { epoch } = identity;
  try {
    const sequence = await store.last(epoch);
    if (sequence < (await store.position('synced', epoch))) return undefined;
    let unsigned = 0;
    let hash = noPrevious;
    for (let number = sequence; number > 0; number -= 1) {
      const [entry] = await store.read(epoch, number, 1);
      if (entry?.sequence !== number) return undefined;
      if (number === sequence) hash = await hashOfEntry(entry);
      if (entry.action === 'checkpoint') break;
      unsigned += 1;
    }
    return { identity, sequence, hash, unsigned };
  } catch {
    return undefined;
  }
}

type Header = Pick<
  AuditEntry,
  'format' | 'version' | 'workstation' | 'epoch' | 'sequence' | 'previous'
>;

function header({ workstation, epoch }: TrailIdentity, sequence: number, previous: string): Header {
  return { format: 'bedside-audit', version: 1, workstation, epoch, sequence, previous };
}
