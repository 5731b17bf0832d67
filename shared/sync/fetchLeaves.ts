import type { Replica } from '../replica/replica.ts';
import { arrivalsOf, notGiven } from './arrivals.ts';
import type { NamedLeaf } from './arrivals.ts';
import { CentralFailure } from './centralFailure.ts';
import type { CentralClient, WireDocument } from './centralClient.ts';
import { receiveApart } from './receiveApart.ts';

/** What became of the leaves that were asked for, those that came aside. */
export interface FetchOutcome {
  /** The server didn't give them, or fails on them. */
  readonly absent: readonly NamedLeaf[];
  /** Asked for alone, the answer is larger than any record may be. */
  readonly tooLarge: readonly NamedLeaf[];
  /** They came and can't be stored. */
  readonly unstorable: readonly NamedLeaf[];
  /** Requests that failed as a whole, though the server answers otherwise. */
  readonly failures: number;
}

/** Failures of a whole request that may be one record's doing, at either end or in between. */
const mayBeOneRecords: ReadonlySet<string> = new Set([
  'badRequest',
  'tooLarge',
  'answerTooLarge',
  'serverError',
  'notACentralServer',
  'unreachable',
]);

/** Each stall costs the whole patience: in eighths one record among 500 is found in three. */
const pieces = 8;

/**
 * Fetches and stores these leaves. Where the server answers otherwise and fails on this request, it
 * is taken apart down to the leaf that does it: what came is stored at once, and nothing waits on
 * that one (invariant 6). Throws `CentralFailure` where the fault isn't one record's, and
 * `StoreFailed`.
 */
export async function fetchLeaves(
  replica: Replica,
  client: Pick<CentralClient, 'bulkGet' | 'documentCount'>,
  wanted: readonly NamedLeaf[],
): Promise<FetchOutcome> {
  if (wanted.length === 0) return nothing;
  const asked = await ask(client, wanted);
  if ('fault' in asked) {
    if (wanted.length > 1) return apart(replica, client, wanted, 1);
    return asked.fault === 'answerTooLarge'
      ? { ...nothing, tooLarge: wanted, failures: 1 }
      : { ...nothing, absent: wanted, failures: 1 };
  }
  const first = await keep(replica, wanted, asked.documents);
  if (first.absent.length === 0) return first;
  // A leaf may have been extended since the feed named it: what stands now names it as an ancestor.
  const ids = [...new Set(first.absent.map(({ id }) => id))];
  const standing = await ask(
    client,
    ids.map((id) => ({ id })),
  );
  const second =
    'fault' in standing
      ? { ...nothing, absent: first.absent, failures: 1 }
      : await keep(replica, first.absent, standing.documents);
  const outcome = together([{ ...first, absent: [] }, second]);
  const nothingCame = outcome.absent.length === wanted.length;
  // One of them may be what the server stumbles over in silence.
  return nothingCame && wanted.length > 1 ? apart(replica, client, wanted, 0) : outcome;
}

const nothing: FetchOutcome = { absent: [], tooLarge: [], unstorable: [], failures: 0 };

/** The answer, or the fault that may be one record's. */
async function ask(
  client: Pick<CentralClient, 'bulkGet' | 'documentCount'>,
  wanted: readonly { readonly id: string; readonly rev?: string }[],
): Promise<{ readonly documents: readonly WireDocument[] } | { readonly fault: string }> {
  try {
    return { documents: await client.bulkGet(wanted) };
  } catch (error) {
    if (!(error instanceof CentralFailure) || !mayBeOneRecords.has(error.fault)) throw error;
    if (error.retryAfterMs !== undefined) throw error;
    // A server that fails on everything isn't one record's fault.
    await client.documentCount();
    return { fault: error.fault };
  }
}

async function keep(
  replica: Replica,
  wanted: readonly NamedLeaf[],
  documents: readonly WireDocument[],
): Promise<FetchOutcome> {
  const received = arrivalsOf(documents);
  const unstored = await receiveApart(replica, received);
  const isUnstored = ({ id, rev }: NamedLeaf) =>
    unstored.some((leaf) => leaf.id === id && leaf.rev === rev);
  const given = received.filter((leaf) => !unstored.includes(leaf));
  return {
    ...nothing,
    absent: notGiven(
      wanted.filter((leaf) => !isUnstored(leaf)),
      given,
    ),
    unstorable: wanted.filter(isUnstored),
  };
}

async function apart(
  replica: Replica,
  client: Pick<CentralClient, 'bulkGet' | 'documentCount'>,
  wanted: readonly NamedLeaf[],
  failures: number,
): Promise<FetchOutcome> {
  const outcomes: FetchOutcome[] = [{ ...nothing, failures }];
  const size = Math.ceil(wanted.length / pieces);
  for (let start = 0; start < wanted.length; start += size) {
    outcomes.push(await fetchLeaves(replica, client, wanted.slice(start, start + size)));
  }
  return together(outcomes);
}

function together(outcomes: readonly FetchOutcome[]): FetchOutcome {
  return {
    absent: outcomes.flatMap(({ absent }) => absent),
    tooLarge: outcomes.flatMap(({ tooLarge }) => tooLarge),
    unstorable: outcomes.flatMap(({ unstorable }) => unstorable),
    failures: outcomes.reduce((sum, { failures }) => sum + failures, 0),
  };
}
