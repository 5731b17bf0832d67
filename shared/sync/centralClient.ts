import * as z from 'zod';
import { wardViewPath } from '../central/designDocuments.ts';
import { chartKeyRange } from '../records/ids.ts';
import { CentralFailure, failureOf } from './centralFailure.ts';
import { centralLine } from './centralLine.ts';
import type { CentralAccess } from './centralLine.ts';
import type { ServerClock } from './serverClock.ts';

export { CentralFailure } from './centralFailure.ts';
export type { CentralFault } from './centralFailure.ts';

/** A document as it travels: the record's fields beside CouchDB's own. */
export interface WireDocument {
  readonly _id: string;
  readonly _rev: string;
  readonly _deleted?: boolean;
  readonly _revisions: { readonly start: number; readonly ids: readonly string[] };
  readonly [field: string]: unknown;
}

const changesSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      id: z.string(),
      changes: z.array(z.looseObject({ rev: z.string() })),
      /** All its leaves are deleted. */
      deleted: z.boolean().optional(),
    }),
  ),
  last_seq: z.union([z.string(), z.number()]),
});

/**
 * By hand: a first fill parses tens of thousands of these, and a schema would copy each. What the
 * records themselves are is for `classifyLeaf` to say.
 */
const wireDocumentSchema = z.custom<WireDocument>((value) => {
  if (typeof value !== 'object' || value === null) return false;
  const { _id, _rev, _deleted, _revisions } = value as Record<string, unknown>;
  if (typeof _id !== 'string' || typeof _rev !== 'string') return false;
  if (_deleted !== undefined && typeof _deleted !== 'boolean') return false;
  if (typeof _revisions !== 'object' || _revisions === null) return false;
  const { start, ids } = _revisions as Record<string, unknown>;
  return (
    Number.isSafeInteger(start) &&
    (start as number) > 0 &&
    Array.isArray(ids) &&
    ids.length > 0 &&
    ids.every((id) => typeof id === 'string')
  );
});

const bulkGetSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      id: z.string(),
      docs: z.array(
        z.union([
          z.looseObject({ ok: wireDocumentSchema }),
          z.looseObject({ error: z.looseObject({ rev: z.string().optional() }) }),
        ]),
      ),
    }),
  ),
});

const wardPatientsSchema = z.looseObject({ rows: z.array(z.looseObject({ value: z.string() })) });

const chartIdsSchema = z.looseObject({
  results: z.array(z.looseObject({ rows: z.array(z.looseObject({ id: z.string() })) })),
});

const revsDiffSchema = z.record(z.string(), z.looseObject({ missing: z.array(z.string()) }));

const bulkDocsSchema = z.array(
  z.looseObject({
    id: z.string().optional(),
    rev: z.string().optional(),
    error: z.string().optional(),
    reason: z.string().optional(),
  }),
);

const databaseSchema = z.looseObject({ db_name: z.string(), doc_count: z.number() });

export type Changes = z.infer<typeof changesSchema>;

export interface RefusedRow {
  readonly id: string;
  /** Missing where the server names the record alone. */
  readonly rev?: string;
  readonly error: string;
  readonly reason: string;
}

export interface CentralClient {
  /** Ids and leaf revisions that changed after `since`; a long poll waits for the first one. */
  /** `newestFirst` gives the last so many, from the end on; its `last_seq` begins nothing. */
  changes(query: {
    since: string | number;
    limit: number;
    longPollMs?: number;
    newestFirst?: boolean;
  }): Promise<Changes>;
  /**
   * Bodies with histories of these leaves, or of all leaves where no revision is named; what the
   * server doesn't have is left out.
   * @param received told how many bytes the answer had
   */
  bulkGet(
    wanted: readonly { id: string; rev?: string }[],
    received?: (bytes: number) => void,
  ): Promise<WireDocument[]>;
  /**
   * Ids of the patients with an encounter in a ward. The server brings its view up to date before it
   * answers: at once as a rule, for minutes where the view was never read.
   */
  wardPatients(ward: string): Promise<string[]>;
  /** Ids of everything in these patients' charts that isn't deleted. */
  chartIds(patientIds: readonly string[]): Promise<string[]>;
  /** Of these leaves, those that the server says it lacks. */
  revsDiff(leaves: Readonly<Record<string, readonly string[]>>): Promise<Map<string, string[]>>;
  /** Stores leaves with their histories; answers the rows that were refused. */
  bulkDocs(documents: readonly WireDocument[]): Promise<RefusedRow[]>;
  /** Number of documents, for the progress of the first fill. */
  documentCount(): Promise<number>;
  /** Gives up every request under way; each throws `abandoned`. */
  abandon?(): void;
}

export interface CentralClientOptions extends CentralAccess {
  /** Told the time of every answer that came from the server. */
  readonly clock?: ServerClock;
  /** How long nothing may come before the server counts as unreachable. */
  readonly timeoutMs?: number;
  /**
   * The largest answer that is read, so that no answer fills the Worker's memory. One that is larger
   * for a whole batch is asked for in parts; for one record none is honest that is.
   */
  readonly mostAnswerBytes?: number;
}

/**
 * CouchDB's replication protocol as far as the two loops need it. Every answer is parsed: a captive
 * portal's page, half a JSON text or an empty object is a fault, never "nothing new".
 */
export function centralClient(options: CentralClientOptions): CentralClient {
  const { timeoutMs = 30_000, mostAnswerBytes = 32 * 1024 * 1024 } = options;
  const line = centralLine(options);

  async function request<T>(
    schema: z.ZodType<T>,
    path: string,
    asked?: unknown,
    {
      quietMs = timeoutMs,
      received,
    }: { quietMs?: number; received?: ((bytes: number) => void) | undefined } = {},
  ): Promise<T> {
    const body = asked === undefined ? undefined : JSON.stringify(asked);
    const answered = options.clock?.asked();
    let cameFromServer: (() => void) | undefined;
    const { response, text, bytes } = await line.send(
      {
        url: `${line.database}${path}`,
        method: body === undefined ? 'GET' : 'POST',
        body,
      },
      { quietMs, mostBytes: mostAnswerBytes },
      (head) => {
        cameFromServer = answered?.(head.headers.get('date'));
      },
    );
    received?.(bytes);
    if (!response.ok) throw failureOf(response, text);
    const answer = parsed(schema, text);
    cameFromServer?.();
    return answer;
  }

  return {
    changes({ since, limit, longPollMs, newestFirst }) {
      const query = new URLSearchParams({
        style: 'all_docs',
        since: String(since),
        limit: String(limit),
      });
      // CouchDB counts `since` from the other end then.
      if (newestFirst) {
        query.set('descending', 'true');
        query.delete('since');
      }
      if (longPollMs !== undefined) {
        query.set('feed', 'longpoll');
        query.set('timeout', String(longPollMs));
      }
      return request(changesSchema, `/_changes?${query}`, undefined, {
        quietMs: timeoutMs + (longPollMs ?? 0),
      });
    },

    async bulkGet(wanted, received) {
      const body = { docs: wanted };
      const answer = await request(bulkGetSchema, '/_bulk_get?revs=true', body, { received });
      return answer.results.flatMap(({ docs }) =>
        docs.flatMap((row) => ('ok' in row ? [row.ok as WireDocument] : [])),
      );
    },

    async wardPatients(ward) {
      const query = new URLSearchParams({ key: JSON.stringify(ward) });
      const { rows } = await request(wardPatientsSchema, `/${wardViewPath}?${query}`);
      return [...new Set(rows.map(({ value }) => value))];
    },

    async chartIds(patientIds) {
      const queries = patientIds.map((patientId) => {
        const { startKey, endKey } = chartKeyRange(patientId);
        return { startkey: startKey, endkey: endKey };
      });
      const answer = await request(chartIdsSchema, '/_all_docs/queries', { queries });
      return answer.results.flatMap(({ rows }) => rows.map(({ id }) => id));
    },

    async revsDiff(leaves) {
      const answer = await request(revsDiffSchema, '/_revs_diff', leaves);
      return new Map(Object.entries(answer).map(([id, { missing }]) => [id, missing]));
    },

    async bulkDocs(documents) {
      const rows = await request(bulkDocsSchema, '/_bulk_docs', {
        docs: documents,
        new_edits: false,
      });
      return rows.flatMap(({ id, rev, error, reason }) =>
        error !== undefined && id !== undefined
          ? [{ id, ...(rev === undefined ? {} : { rev }), error, reason: reason ?? error }]
          : [],
      );
    },

    async documentCount() {
      return (await request(databaseSchema, '')).doc_count;
    },

    abandon: line.abandon,
  };
}

function parsed<T>(schema: z.ZodType<T>, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CentralFailure('notACentralServer');
  }
  const result = schema.safeParse(value);
  if (!result.success) throw new CentralFailure('notACentralServer');
  return result.data;
}
