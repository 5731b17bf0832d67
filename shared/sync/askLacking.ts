import { askApart } from './askApart.ts';
import type { CentralClient } from './centralClient.ts';
import type { OwnRefusalCode } from './refusalReasons.ts';
import type { Outgoing, RefusedLeaf } from './sendApart.ts';

/** As what a leaf is filed on which the question alone fails: a document may be damaged there. */
const notCompared: OwnRefusalCode = 'notCompared';

export interface Lacking {
  /** What the server says it lacks. */
  readonly toSend: readonly Outgoing[];
  /** It can't even be asked for these. */
  readonly refused: readonly RefusedLeaf[];
  readonly requests: number;
}

/**
 * Asks the server which of these leaves it lacks, down to the one on which the question fails.
 * Throws `CentralFailure` where the fault isn't one record's.
 */
export async function askLacking(
  client: CentralClient,
  leaves: readonly Outgoing[],
): Promise<Lacking> {
  const { answers, alone, requests } = await askApart(
    leaves,
    async (part) => {
      const byId: Record<string, string[]> = {};
      for (const { id, rev } of part) (byId[id] ??= []).push(rev);
      const lacking = await client.revsDiff(byId);
      return part.filter(({ id, rev }) => lacking.get(id)?.includes(rev));
    },
    () => client.documentCount(),
  );
  return {
    toSend: answers.flat(),
    refused: alone.map(({ item, fault }) => ({ leaf: item, reason: notCompared, fault })),
    requests,
  };
}
