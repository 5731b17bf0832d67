import type { Validation } from '../../../shared/central/embedded/validation.ts';
import type { CentralClient, WireDocument } from '../../../shared/sync/centralClient.ts';

/** A central server in this process: a real PouchDB tree behind the answers that CouchDB gives. */
export interface SimulatedServer {
  readonly pouch: PouchDB.Database;
  /** As a workstation's account sees it. */
  readonly client: CentralClient;
  /** Takes leaves with their histories; refuses what the validation refuses, unless told not to. */
  store(
    documents: readonly WireDocument[],
    validated: boolean,
  ): Promise<{ id: string; error: string; reason: string }[]>;
  /** All leaves of all records, or of one, with their histories. */
  leaves(id?: string): Promise<WireDocument[]>;
  sequence(): Promise<number>;
}

const workstation = { db: 'records', name: 'noi', roles: ['workstation'] };

export function simulatedServer(pouch: PouchDB.Database, validation: Validation): SimulatedServer {
  async function leavesOf(id: string): Promise<WireDocument[]> {
    const rows = (await pouch
      .get(id, { open_revs: 'all', revs: true })
      .catch(() => [])) as unknown as { ok?: WireDocument }[];
    return rows.flatMap(({ ok }) => (ok ? [ok] : []));
  }

  /**
   * As CouchDB answers it: a revision that the tree names is known, also after compaction. (PouchDB
   * counts one whose body was compacted as missing.)
   */
  async function missing(asked: Readonly<Record<string, readonly string[]>>) {
    const lacking = new Map<string, string[]>();
    for (const [id, revs] of Object.entries(asked)) {
      const known = new Set<string>();
      for (const { _revisions } of await leavesOf(id)) {
        for (const [age, hash] of _revisions.ids.entries()) {
          known.add(`${String(_revisions.start - age)}-${hash}`);
        }
      }
      const absent = revs.filter((rev) => !known.has(rev));
      if (absent.length > 0) lacking.set(id, absent);
    }
    return lacking;
  }

  async function store(documents: readonly WireDocument[], validated: boolean) {
    const asked: Record<string, string[]> = {};
    for (const { _id, _rev } of documents) (asked[_id] ??= []).push(_rev);
    const lacking = await missing(asked);
    const refused: { id: string; error: string; reason: string }[] = [];
    const taken: WireDocument[] = [];
    for (const document of documents) {
      // A revision that the tree holds is neither validated nor written again, as in CouchDB.
      if (!lacking.get(document._id)?.includes(document._rev)) continue;
      const refusal = validated
        ? await validation.refusalOf(document, null, workstation, {})
        : undefined;
      if (refusal) refused.push({ id: document._id, ...refusal });
      else taken.push(document);
    }
    if (taken.length > 0) {
      await pouch.bulkDocs(taken as unknown as PouchDB.NewDocument[], { new_edits: false });
    }
    return refused;
  }

  return {
    pouch,
    store,
    async leaves(id) {
      if (id !== undefined) return leavesOf(id);
      const { results } = await pouch.changes({ since: 0, style: 'all_docs' });
      return (await Promise.all(results.map((row) => leavesOf(row.id)))).flat();
    },
    async sequence() {
      return Number((await pouch.info()).update_seq);
    },
    client: {
      async changes({ since, limit }) {
        const { results, last_seq } = await pouch.changes({ since, limit, style: 'all_docs' });
        return { results: results.map(({ id, changes }) => ({ id, changes })), last_seq };
      },
      async bulkGet(wanted) {
        const found = await Promise.all(
          wanted.map(async ({ id, rev }) => {
            if (rev === undefined) return leavesOf(id);
            const document = await pouch.get(id, { rev, revs: true }).catch(() => undefined);
            return document ? [document as unknown as WireDocument] : [];
          }),
        );
        return found.flat();
      },
      revsDiff: missing,
      bulkDocs: (documents) => store(documents, true),
      wardPatients: async () => [],
      chartIds: async () => [],
      async documentCount() {
        return (await pouch.info()).doc_count;
      },
    },
  };
}
