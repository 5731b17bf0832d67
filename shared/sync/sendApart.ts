import { askApart } from './askApart.ts';
import type { CentralClient, RefusedRow, WireDocument } from './centralClient.ts';
import type { CentralFault } from './centralFailure.ts';
import type { OwnRefusalCode } from './refusalReasons.ts';

/** A leaf on its way to the server. */
export interface Outgoing {
  readonly id: string;
  readonly rev: string;
  readonly document: WireDocument;
  /** About as many as it has on the wire. */
  readonly bytes: number;
}

export interface RefusedLeaf {
  readonly leaf: Outgoing;
  /** The server's words, or the fault that this leaf alone runs into. */
  readonly reason: string;
  /** Set where no word of the server is known, only that the request failed. */
  readonly fault?: CentralFault;
}

export interface SendOutcome {
  readonly refused: readonly RefusedLeaf[];
  readonly requests: number;
}

/** As what a leaf is filed that alone makes a request fail, while the server answers otherwise. */
const filedAs: Readonly<Record<CentralFault, OwnRefusalCode>> = {
  badRequest: 'badRequest',
  tooLarge: 'tooLarge',
  serverError: 'serverError',
  busy: 'serverError',
  unreachable: 'noAnswer',
  abandoned: 'noAnswer',
  // The server has just answered this account about this database: somebody else said so.
  accountRefused: 'notACentralServer',
  databaseMissing: 'notACentralServer',
  notACentralServer: 'notACentralServer',
  answerTooLarge: 'notACentralServer',
};

/**
 * Sends leaves, down to the one on which a request fails, which is refused. Throws `CentralFailure`
 * where the fault isn't one record's.
 */
export async function sendApart(
  client: CentralClient,
  leaves: readonly Outgoing[],
): Promise<SendOutcome> {
  const { answers, alone, requests } = await askApart(
    leaves,
    async (part) => ({
      part,
      rows: await client.bulkDocs(part.map(({ document }) => document)),
    }),
    () => client.documentCount(),
  );
  return {
    refused: [
      ...answers.flatMap(({ part, rows }) => rows.flatMap((row) => refusedBy(row, part))),
      ...alone.map(({ item, fault }) => ({ leaf: item, reason: filedAs[fault], fault })),
    ],
    requests,
  };
}

function refusedBy(row: RefusedRow, leaves: readonly Outgoing[]): RefusedLeaf[] {
  return leaves
    .filter(({ id, rev }) => id === row.id && (row.rev === undefined || row.rev === rev))
    .map((leaf) => ({ leaf, reason: row.reason }));
}
