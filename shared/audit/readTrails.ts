import { auditValidationDocument } from '../central/auditDatabase.ts';
import type { CentralClient, WireDocument } from '../sync/centralClient.ts';
import { auditDocument, auditDocumentId } from './auditDocument.ts';
import { auditEntrySchema, hashOfEntry } from './entry.ts';
import type { AuditEntry } from './entry.ts';
import type { TrailHead } from './findings.ts';
import type { TrailStore } from './trailStore.ts';
import { verifyTrails } from './verifyTrails.ts';
import type { AuditLeaf, KnownFacts, Verification } from './verifyTrails.ts';

/** What an auditor is shown: every entry that could be read, and what the chains say of them. */
export interface TrailReading {
  /** `here`: no server was reached, and these are this workstation's own trails alone. */
  readonly from: 'server' | 'here';
  /** The newest first, by what their clocks said. */
  readonly entries: readonly AuditEntry[];
  readonly verification: Verification;
  /** The function that admits new entries alone stands on the server; undefined without one. */
  readonly guarded: boolean | undefined;
}

export type TrailClient = Pick<CentralClient, 'changes' | 'bulkGet'>;

const page = 500;
/** So many pages of bodies are on their way at once. */
const atOnce = 3;

/**
 * Some of the newest entries on the server, for whoever shouldn't wait for all of them: nothing of
 * them was verified, and a server in shards leaves newer ones out. Rejects where none is reached.
 */
export async function newestEntries(client: TrailClient, limit: number): Promise<AuditEntry[]> {
  const { results } = await client.changes({ since: 0, limit, newestFirst: true });
  const entries = results.filter(({ id }) => !id.startsWith('_design/'));
  const documents = await client.bulkGet(entries.map(({ id }) => ({ id })));
  return newestFirst(
    documents.flatMap((document) => {
      const parsed = auditEntrySchema.safeParse(leafFrom(document).body);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

/**
 * Reads the trails of every workstation from the server and verifies them, against this
 * workstation's own trail and against what an earlier reading here has seen: an end that was cut
 * off on the server is found by both. Without a server, this workstation's own.
 */
export async function readTrails(
  store: TrailStore,
  client: TrailClient | undefined,
  known: KnownFacts = {},
): Promise<TrailReading> {
  const own = await ownTrails(store);
  const onServer = client && (await leavesOnServer(client).catch(() => undefined));
  if (!onServer) {
    const leaves = await Promise.all(own.entries.map(leafOf));
    // Of the others nothing is here, so none of them is called silent.
    const { directory } = known;
    const verification = await verifyTrails(leaves, [], undefined, { directory });
    return { from: 'here', entries: newestFirst(own.entries), verification, guarded: undefined };
  }
  const earlier = [...(await store.heads()), ...own.delivered];
  const read: AuditEntry[] = [];
  const verification = await verifyTrails(
    onServer.leaves,
    earlier,
    (entry) => void read.push(entry),
    known,
  );
  if (verification.findings.length === 0) await store.writeHeads(verification.heads);
  // What the server doesn't have yet is shown too; what it should have is its own to show.
  const there = new Set(onServer.leaves.map(({ id }) => id));
  const waiting: AuditEntry[] = [];
  for (const entry of own.entries) {
    if (!there.has(auditDocumentId(entry))) waiting.push(entry);
  }
  return {
    from: 'server',
    entries: newestFirst([...read, ...waiting]),
    verification,
    guarded: onServer.guarded,
  };
}

/** This workstation's own entries, and where each trail stood that the server has given back. */
async function ownTrails(
  store: TrailStore,
): Promise<{ entries: AuditEntry[]; delivered: TrailHead[] }> {
  const entries: AuditEntry[] = [];
  const delivered: TrailHead[] = [];
  for (const { epoch, workstation, publicKey } of await store.identities()) {
    const upTo = await store.position('delivered', epoch);
    for (let from = 1; ;) {
      const read = await store.read(epoch, from, page);
      entries.push(...read);
      const last = read.find(({ sequence }) => sequence === upTo);
      if (last) {
        const hash = await hashOfEntry(last);
        delivered.push({ workstation, epoch, sequence: upTo, hash, publicKey });
      }
      if (read.length < page) break;
      from = read[read.length - 1]!.sequence + 1;
    }
  }
  return { entries, delivered };
}

async function leavesOnServer(client: TrailClient) {
  const guard = auditValidationDocument();
  const leaves: AuditLeaf[] = [];
  let guarded = false;
  const take = (documents: readonly WireDocument[]) => {
    for (const document of documents) {
      if (document._id === guard._id) {
        guarded = document['validate_doc_update'] === guard.validate_doc_update;
      } else if (!document._id.startsWith('_design/')) leaves.push(leafFrom(document));
    }
  };
  const underWay = new Set<Promise<void>>();
  let since: string | number = 0;
  for (;;) {
    const changes = await client.changes({ since, limit: page });
    since = changes.last_seq;
    if (changes.results.length === 0) break;
    const asked: Promise<void> = client
      .bulkGet(changes.results.map(({ id }) => ({ id })))
      .then(take)
      .finally(() => underWay.delete(asked));
    underWay.add(asked);
    if (underWay.size >= atOnce) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  return { leaves, guarded };
}

function leafFrom({ _id, _rev, _deleted, _revisions, ...body }: WireDocument): AuditLeaf {
  void _revisions;
  return { id: _id, rev: _rev, deleted: _deleted === true, body };
}

async function leafOf(entry: AuditEntry): Promise<AuditLeaf> {
  return leafFrom(await auditDocument(entry));
}

function newestFirst(entries: readonly AuditEntry[]): AuditEntry[] {
  const dated = entries.map((entry) => ({ entry, at: Date.parse(entry.at) }));
  return dated
    .sort((a, b) => b.at - a.at || b.entry.sequence - a.entry.sequence)
    .map(({ entry }) => entry);
}
