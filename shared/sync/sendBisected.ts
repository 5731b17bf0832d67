import type { CentralClient, WireDocument } from './centralClient.ts';
import { CentralFailure } from './centralFailure.ts';
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

/**
 * Faults of a whole request that may be one record's doing, and as what they are filed: too large, a
 * text that the server or a filter before it stumbles over, a connection that is cut on every large
 * body.
 */
const perRecordFaults: ReadonlyMap<CentralFault, OwnRefusalCode> = new Map([
  ['badRequest', 'badRequest'],
  ['tooLarge', 'tooLarge'],
  ['serverError', 'serverError'],
  ['unreachable', 'noAnswer'],
  ['notACentralServer', 'notACentralServer'],
]);

/**
 * Sends leaves, and parts what fails as a whole for as long as the server answers otherwise. One
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
    // In eighths: where the fault is a stall, each level costs the whole patience once.
    const size = Math.ceil(leaves.length / 8);
    const refused: RefusedLeaf[] = [];
    let requests = 1;
    for (let start = 0; start < leaves.length; start += size) {
      const part = await sendBisected(client, leaves.slice(start, start + size));
      refused.push(...part.refused);
      requests += part.requests;
    }
    return { refused, requests };
  }
  if (!triedAlone && fault !== 'tooLarge') {
    const again = await sendBisected(client, leaves, true);
    return { ...again, requests: again.requests + 1 };
  }
  const reason = perRecordFaults.get(fault)!;
  return { refused: [{ leaf: leaves[0]!, reason, fault }], requests: 1 };
}
