import * as z from 'zod';
import { identityDocumentId, successionSchema } from '../central/identityDocument.ts';
import type { Succession } from '../central/identityDocument.ts';
import type { CentralClientOptions } from './centralClient.ts';
import { CentralFailure, failureOf } from './centralFailure.ts';
import { centralLine } from './centralLine.ts';
import { readableWitnesses, witnessNames } from './witness.ts';
import type { Witness } from './witness.ts';

/** What a central server says of itself and of the records database. */
export interface ServerPapers {
  /** The server's own; nodes behind one address may differ, and the root may be closed to us. */
  readonly uuid: string | undefined;
  /** The database's name there. */
  readonly database: string;
  /** Given to the database by `provision`, and kept by copies of it; older databases have none. */
  readonly lineage: string | undefined;
  /** Which databases it says to take the place of, and by whose word. */
  readonly succession?: Succession | undefined;
}

/** The few requests by which a workstation tells whether the server is the one it was. */
export interface IdentityClient {
  papers(): Promise<ServerPapers>;
  /** A witness by name; undefined when it isn't there, or is nonsense. */
  witness(name: string): Promise<Witness | undefined>;
  /** Whether it was taken; false when the account may not write it. */
  writeWitness(name: string, witness: Witness): Promise<boolean>;
  /** All witnesses that can be read; none where the server doesn't list them. */
  witnesses(): Promise<Witness[]>;
  /** Whether the database holds no record at all. */
  isEmpty(): Promise<boolean>;
  /** Gives up every request under way; each throws `abandoned`. */
  abandon(): void;
}

const rootSchema = z.looseObject({ uuid: z.string().min(1).max(64).optional() });
const identitySchema = z.looseObject({
  lineage: z.string().min(1).max(64).optional(),
  // Nonsense in it is as if it weren't there: the lineage still counts.
  succession: successionSchema.optional().catch(undefined),
});
const absentSchema = z.looseObject({ error: z.literal('not_found'), reason: z.string() });
const writtenSchema = z.looseObject({ ok: z.literal(true) });
const rowsSchema = z.looseObject({ rows: z.array(z.looseObject({ doc: z.unknown().optional() })) });
const idsSchema = z.looseObject({ rows: z.array(z.looseObject({ id: z.string() })) });
const mostDesignDocuments = 50;

interface Answer {
  readonly response: Response;
  readonly text: string;
  readonly body: unknown;
}

/** Witnesses are small, and a hospital has at most some hundred workstations. */
const mostAnswerBytes = 4 * 1024 * 1024;

/** Throws `CentralFailure` where no answer comes that could be a CouchDB's. */
export function identityClient(options: CentralClientOptions): IdentityClient {
  const { timeoutMs = 30_000 } = options;
  const line = centralLine(options);
  const { origin, database: base } = line;

  async function ask(url: string, written?: unknown): Promise<Answer> {
    const body = written === undefined ? undefined : JSON.stringify(written);
    const { response, text } = await line.send(
      { url, method: body === undefined ? 'GET' : 'PUT', body },
      { quietMs: timeoutMs, mostBytes: mostAnswerBytes },
    );
    try {
      return { response, text, body: JSON.parse(text) as unknown };
    } catch {
      throw response.ok ? new CentralFailure('notACentralServer') : failureOf(response, text);
    }
  }

  /** The document at a path of the database, or undefined; a missing database is a failure. */
  async function document(path: string): Promise<unknown> {
    const { response, text, body } = await ask(`${base}/${path}`);
    if (response.status === 200) return body;
    const absent = absentSchema.safeParse(body);
    if (response.status === 404 && /^(missing|deleted)$/.test(absent.data?.reason ?? '')) {
      return undefined;
    }
    throw failureOf(response, text);
  }

  return {
    async papers() {
      const [root, identity] = await Promise.all([
        ask(`${origin}/`).catch((error: unknown) => {
          // A root that is closed to us, or a page in its place, is no fault; a dead line is one.
          if (error instanceof CentralFailure && error.fault === 'notACentralServer') return {};
          throw error;
        }),
        document(identityDocumentId),
      ]);
      const uuid = rootSchema.safeParse('body' in root ? root.body : undefined);
      const { lineage, succession } = identitySchema.safeParse(identity).data ?? {};
      return { uuid: uuid.data?.uuid, database: options.database, lineage, succession };
    },

    async witness(name) {
      return readableWitnesses([await document(`_local/${encodeURIComponent(name)}`)])[0];
    },

    async writeWitness(name, witness) {
      const place = `${base}/_local/${encodeURIComponent(name)}`;
      const { response, text, body } = await ask(place, witness);
      if (writtenSchema.safeParse(body).success) return true;
      if ([401, 403, 405].includes(response.status)) return false;
      throw failureOf(response, text);
    },

    async witnesses() {
      const query = new URLSearchParams({
        include_docs: 'true',
        startkey: JSON.stringify(`_local/${witnessNames.first}`),
        endkey: JSON.stringify(`_local/${witnessNames.last}`),
      });
      const { response, body } = await ask(`${base}/_local_docs?${query}`);
      const rows = response.ok ? rowsSchema.safeParse(body) : undefined;
      return rows?.success ? readableWitnesses(rows.data.rows.map(({ doc }) => doc)) : [];
    },

    async isEmpty() {
      // Some design documents stand among them.
      const { response, text, body } = await ask(`${base}/_all_docs?limit=${mostDesignDocuments}`);
      const page = idsSchema.safeParse(body);
      if (!response.ok || !page.success) throw failureOf(response, text);
      return page.data.rows.every(({ id }) => id.startsWith('_design/'));
    },

    abandon: line.abandon,
  };
}
