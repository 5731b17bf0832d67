import type { PeopleDirectory } from '../people/peopleDirectory.ts';
import { isSignedBy } from '../people/signingKey.ts';
import { auditDocumentId, auditRevision } from './auditDocument.ts';
import { auditEntrySchema, checkpointText, hashOfEntry, noPrevious } from './entry.ts';
import type { AuditEntry } from './entry.ts';
import type { AuditFinding, AuditFlaw, AuditNotice, TrailHead } from './findings.ts';
import { silentWorkstations } from './silentWorkstations.ts';
import type { EnrolledWorkstation } from './silentWorkstations.ts';
import { whoVouched } from './whoVouched.ts';

/** One leaf of the audit database, as the server gives it. */
export interface AuditLeaf {
  readonly id: string;
  readonly rev: string;
  readonly deleted: boolean;
  /** Without CouchDB's own fields. */
  readonly body: unknown;
}

export interface Verification {
  readonly entries: number;
  readonly findings: readonly AuditFinding[];
  readonly notices: readonly AuditNotice[];
  readonly heads: readonly TrailHead[];
}

/** What is known from elsewhere than the trails; without it nobody is asked who vouched, or who is silent. */
export interface KnownFacts {
  readonly directory?: PeopleDirectory | undefined;
  readonly enrolled?: readonly EnrolledWorkstation[] | undefined;
  /** The reader's clock, for how long a workstation has been silent. */
  readonly now?: string;
}

interface Read {
  readonly entry: AuditEntry;
  readonly hash: string;
}

/** A clock that goes back further is told; network time moves a clock by less. */
const clockToleranceMs = 60_000;
const batchSize = 500;

/**
 * Looks for everything that was done to the trails: an entry edited, taken out, put in, moved, or
 * cut off. A trail that somebody who holds the server made up from its first entry with a key of their
 * own is found by `directory`: nobody whom it names has signed that key. What it can't find by itself:
 * whole batches cut off at a checkpoint from the end of a workstation that never comes back. They are
 * found with `earlier`, the heads of an earlier reading that the server can't reach; without one the
 * next entry of the workstation shows it, or that it has fallen silent.
 */
export async function verifyTrails(
  leaves: readonly AuditLeaf[],
  earlier: readonly TrailHead[] = [],
  onEntry: (entry: AuditEntry) => void = () => undefined,
  known: KnownFacts = {},
): Promise<Verification> {
  const findings: AuditFinding[] = [];
  const notices: AuditNotice[] = [];
  const heads: TrailHead[] = [];
  const trails = new Map<string, Map<number, Read[]>>();
  for (const read of await inBatches(leaves, readLeaf)) {
    if (!('entry' in read)) findings.push(read);
    else {
      const { entry } = read;
      onEntry(entry);
      const name = `${entry.workstation}:${entry.epoch}`;
      const trail = trails.get(name) ?? new Map<number, Read[]>();
      trails.set(name, trail);
      trail.set(entry.sequence, [...(trail.get(entry.sequence) ?? []), read]);
    }
  }
  for (const trail of trails.values()) {
    const verified = await verifyTrail(trail);
    findings.push(...verified.findings);
    notices.push(...verified.notices);
    heads.push(verified.head);
    if (known.directory && verified.head.publicKey !== '') {
      const vouching = await whoVouched(known.directory, verified.head, inOrder(trail));
      findings.push(...vouching.findings);
      notices.push(...vouching.notices);
    }
  }
  if (known.enrolled && known.now !== undefined) {
    const silent = silentWorkstations(known.enrolled, lastEntriesOf(trails), known.now);
    findings.push(...silent.findings);
    notices.push(...silent.notices);
  }
  findings.push(...comparedWith(earlier, trails, heads));
  notices.push(...laterTrails(trails));
  return {
    entries: leaves.length,
    findings: findings.sort(byPlace),
    notices: notices.sort((a, b) => order(a.workstation, b.workstation) || a.sequence - b.sequence),
    heads: heads.sort((a, b) => order(a.workstation, b.workstation) || order(a.epoch, b.epoch)),
  };
}

function inOrder(trail: ReadonlyMap<number, readonly Read[]>): AuditEntry[] {
  const numbers = [...trail.keys()].sort((a, b) => a - b);
  return numbers.flatMap((number) => trail.get(number)!.map(({ entry }) => entry));
}

/** When each workstation's newest entry states to be made, by the highest number of each trail. */
function lastEntriesOf(
  trails: ReadonlyMap<string, ReadonlyMap<number, readonly Read[]>>,
): ReadonlyMap<string, string> {
  const last = new Map<string, string>();
  for (const trail of trails.values()) {
    for (const { workstation, at } of inOrder(trail).slice(-1)) {
      const other = last.get(workstation);
      if (other === undefined || Date.parse(other) < Date.parse(at)) last.set(workstation, at);
    }
  }
  return last;
}

/** Some at a time: waited for one by one, 50,000 digests take many times as long as they cost. */
async function inBatches<T, R>(all: readonly T[], act: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += batchSize) {
    done.push(...(await Promise.all(all.slice(from, from + batchSize).map(act))));
  }
  return done;
}

async function readLeaf({ id, rev, deleted, body }: AuditLeaf): Promise<Read | AuditFinding> {
  const [workstation = '', epoch = '', digits = ''] = id.split(':');
  const number = Number(digits) || 0;
  const flawed = (flaw: AuditFlaw) => ({ flaw, workstation, epoch, from: number, to: number });
  if (deleted) return flawed('deleted');
  const parsed = auditEntrySchema.safeParse(body);
  if (!parsed.success) return flawed('unreadable');
  const entry = parsed.data;
  const hash = await hashOfEntry(entry);
  if (auditDocumentId(entry) !== id || auditRevision(hash) !== rev) return flawed('altered');
  return { entry, hash };
}

async function verifyTrail(trail: ReadonlyMap<number, readonly Read[]>) {
  const findings: AuditFinding[] = [];
  const notices: AuditNotice[] = [];
  const numbers = [...trail.keys()].sort((a, b) => a - b);
  const { workstation, epoch } = trail.get(numbers[0]!)![0]!.entry;
  const found = (flaw: AuditFlaw, from: number, to = from) =>
    findings.push({ flaw, workstation, epoch, from, to });
  const first = trail.get(1)?.find(({ entry }) => entry.action === 'trailBegun')?.entry;
  const publicKey = String(first?.about?.['publicKey'] ?? '');
  if (publicKey === '') found('noKey', 1);

  let expected = 1;
  let before: readonly Read[] = [];
  let signedUpTo = 0;
  for (const number of numbers) {
    if (number > expected) found('gap', expected, number - 1);
    const here = trail.get(number)!;
    if (here.length > 1) found('fork', number);
    const allowed = number === 1 ? [noPrevious] : before.map(({ hash }) => hash);
    const follows =
      number > expected || here.every(({ entry }) => allowed.includes(entry.previous));
    if (!follows) found('brokenHash', number);
    for (const { entry } of here) {
      if (entry.action === 'checkpoint') {
        const text = checkpointText(entry);
        if (await isSignedBy(publicKey, entry.signature ?? '', text)) signedUpTo = number;
        else found('wrongSignature', number);
      } else if (entry.signature !== undefined) found('wrongSignature', number);
    }
    const backMs = Math.max(
      ...before.map(({ entry }) => Date.parse(entry.at) - Date.parse(here[0]!.entry.at)),
    );
    if (number === expected && backMs > clockToleranceMs) {
      const seconds = Math.round(backMs / 1000);
      notices.push({ kind: 'clockStep', workstation, epoch, sequence: number, seconds });
    }
    expected = number + 1;
    before = here;
  }
  const last = expected - 1;
  if (signedUpTo < last) found('unsignedEnd', signedUpTo + 1, last);
  const head = { workstation, epoch, sequence: last, hash: before[0]!.hash, publicKey };
  return { findings, notices, head };
}

/** What an earlier reading saw must still be there, the same to the letter. */
function comparedWith(
  earlier: readonly TrailHead[],
  trails: ReadonlyMap<string, ReadonlyMap<number, readonly Read[]>>,
  heads: readonly TrailHead[],
): AuditFinding[] {
  return earlier.flatMap(({ workstation, epoch, sequence, hash, publicKey }) => {
    const trail = trails.get(`${workstation}:${epoch}`);
    const now = heads.find((head) => head.workstation === workstation && head.epoch === epoch);
    const finding = (flaw: AuditFlaw, from: number) => [
      { flaw, workstation, epoch, from, to: sequence },
    ];
    if (!now || now.sequence < sequence) return finding('vanished', (now?.sequence ?? 0) + 1);
    if (now.publicKey !== publicKey) return finding('keyChanged', 1);
    const same = trail?.get(sequence)?.some((read) => read.hash === hash);
    return same ? [] : finding('vanished', sequence);
  });
}

/** A workstation with several trails: each after the first is named, by when it began. */
function laterTrails(
  trails: ReadonlyMap<string, ReadonlyMap<number, readonly Read[]>>,
): AuditNotice[] {
  const begins = [...trails.values()].map((trail) => {
    const number = Math.min(...trail.keys());
    return trail.get(number)![0]!.entry;
  });
  return begins
    .filter((entry) =>
      begins.some(
        (other) =>
          other.workstation === entry.workstation &&
          other.epoch !== entry.epoch &&
          Date.parse(other.at) < Date.parse(entry.at),
      ),
    )
    .map(({ workstation, epoch }) => ({
      kind: 'newTrail',
      workstation,
      epoch,
      sequence: 1,
      seconds: 0,
    }));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byPlace(a: AuditFinding, b: AuditFinding): number {
  return order(a.workstation, b.workstation) || order(a.epoch, b.epoch) || a.from - b.from;
}
