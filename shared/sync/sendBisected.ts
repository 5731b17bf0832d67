import type { CentralClient, WireDocument } from './centralClient.ts';
import { CentralFailure } from './centralFailure.ts';
import type { CentralFault } from './centralFailure.ts';

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

/**
 * Faults of a whole request that may be one record's doing: too large, a text that the server or a
 * filter before it stumbles over, a connection that is cut on every large body.
 */
const perRecordFaults: ReadonlySet<CentralFault> = new Set([
  'badRequest',
  'tooLarge',
  'serverError',
  'unreachable',
  'notACentralServer',
]);

/**
 * Sends leaves, and halves what fails as a whole for as long as the server answers otherwise. One
 * that fails alone is refused, unless the line might just have hiccuped: then it has a second try.
 * Throws `CentralFailure` where the fault isn't one record's.
 */
export async function sendBisected(
  client: CentralClient,
  leaves: readonly Outgoing[],
  triedAlone = false,
): Promise<SendOutcome> {
  if (leaves.length === 0) return { refused: [], requests: 0 };
  let fault: CentralFault;
  try {
    const rows = await client.bulkDocs(leaves.map(({ document }) => document));
    const refused = rows.flatMap((row) =>
      leaves
        .filter(({ id, rev }) => id === row.id && (row.rev === undefined || row.rev === rev))
        .map((leaf): RefusedLeaf => ({ leaf, reason: row.reason })),
    );
    return { refused, requests: 1 };
  } catch (error) {
    if (!(error instanceof CentralFailure) || !perRecordFaults.has(error.fault)) throw error;
    // It asks for a pause, and has one: what failed is the server's affair.
    if (error.retryAfterMs !== undefined) throw error;
    fault = error.fault;
    // A server that fails on everything fails on this too, and says what it ails from now.
    await client.documentCount();
  }
  if (leaves.length > 1) {
    const half = Math.ceil(leaves.length / 2);
    const first = await sendBisected(client, leaves.slice(0, half));
    const second = await sendBisected(client, leaves.slice(half));
    return {
      refused: [...first.refused, ...second.refused],
      requests: 1 + first.requests + second.requests,
    };
  }
  if (!triedAlone && fault !== 'tooLarge') {
    const again = await sendBisected(client, leaves, true);
    return { ...again, requests: again.requests + 1 };
  }
  const reason = fault === 'unreachable' ? 'noAnswer' : fault;
  return { refused: [{ leaf: leaves[0]!, reason, fault }], requests: 1 };
}
