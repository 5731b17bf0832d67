import { CentralFailure } from './centralFailure.ts';
import type { CentralFault } from './centralFailure.ts';

/** What came of a request that was taken apart. */
export interface AskedApart<Item, Answer> {
  /** One for each request that was answered. */
  readonly answers: readonly Answer[];
  /** These fail alone, though the server answers otherwise. */
  readonly alone: readonly { readonly item: Item; readonly fault: CentralFault }[];
  readonly requests: number;
}

/** In eighths: where the fault is a stall, each level costs the whole patience once. */
const pieces = 8;

/**
 * Asks the server for many items in one request, and parts what fails as a whole for as long as the
 * server answers otherwise: too large, a text that the server or a filter before it stumbles over, a
 * connection that is cut on every large body. One that fails alone has a second try, for the line
 * might just have hiccuped. Throws `CentralFailure` where the fault isn't one item's: the server
 * fails on something else too, or asks for a pause.
 * @param stillAnswers asks for something that has nothing to do with the items; throws what ails
 */
export async function askApart<Item, Answer>(
  items: readonly Item[],
  ask: (items: readonly Item[]) => Promise<Answer>,
  stillAnswers: () => Promise<unknown>,
  triedAlone = false,
): Promise<AskedApart<Item, Answer>> {
  if (items.length === 0) return { answers: [], alone: [], requests: 0 };
  let fault: CentralFault;
  try {
    return { answers: [await ask(items)], alone: [], requests: 1 };
  } catch (error) {
    if (!(error instanceof CentralFailure) || error.fault === 'abandoned') throw error;
    // It has its pause: what failed is the server's affair.
    if (error.retryAfterMs !== undefined) throw error;
    fault = error.fault;
    // A server that fails on everything fails on this too, and says what it ails from now.
    await stillAnswers();
  }
  if (items.length === 1 && (triedAlone || fault === 'tooLarge')) {
    return { answers: [], alone: [{ item: items[0]!, fault }], requests: 1 };
  }
  const size = Math.ceil(items.length / pieces);
  const answers: Answer[] = [];
  const alone: { item: Item; fault: CentralFault }[] = [];
  let requests = 1;
  for (let start = 0; start < items.length; start += size) {
    const part = items.slice(start, start + size);
    const asked = await askApart(part, ask, stillAnswers, items.length === 1);
    answers.push(...asked.answers);
    alone.push(...asked.alone);
    requests += asked.requests;
  }
  return { answers, alone, requests };
}
