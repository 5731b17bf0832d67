import { CentralFailure } from './centralFailure.ts';
import { slowestBytesPerSecond } from './uploadPace.ts';

/** An answer with its whole body, as text. */
export interface Answer {
  readonly response: Response;
  readonly text: string;
  readonly bytes: number;
}

export interface Patience {
  /** How long nothing may come. */
  readonly quietMs: number;
  /** The largest answer that is read. */
  readonly mostBytes: number;
}

/**
 * One request and the whole of its answer. The waits hold until the last byte: a line that stalls in
 * mid-body, or gives a byte a second, is given up as unreachable; an answer without an end, as too
 * large. Throws `CentralFailure`.
 * @param uploadMs what is sent may take so long beside the patience
 * @param given ends the request from outside, as abandoned
 */
export async function exchange(
  send: (signal: AbortSignal) => Promise<Response>,
  { quietMs, mostBytes }: Patience,
  uploadMs: number,
  given: AbortSignal,
): Promise<Answer> {
  const control = new AbortController();
  const end = () => control.abort();
  given.addEventListener('abort', end, { once: true });
  let timer = setTimeout(end, quietMs + uploadMs);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(end, quietMs);
  };
  try {
    if (given.aborted) end();
    const response = await send(control.signal);
    heard();
    return { response, ...(await readBody(response, { quietMs, mostBytes }, heard)) };
  } catch (error) {
    // What remains of the answer is of no use to anybody.
    control.abort();
    if (given.aborted) throw new CentralFailure('abandoned');
    if (error instanceof CentralFailure) throw error;
    throw new CentralFailure('unreachable');
  } finally {
    clearTimeout(timer);
    given.removeEventListener('abort', end);
  }
}

async function readBody(
  response: Response,
  { quietMs, mostBytes }: Patience,
  heard: () => void,
): Promise<Omit<Answer, 'response'>> {
  if (!response.body) return { text: '', bytes: 0 };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parts: string[] = [];
  const startedMs = performance.now();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    heard();
    bytes += value.byteLength;
    if (bytes > mostBytes) throw new CentralFailure('answerTooLarge');
    const beyondMs = performance.now() - startedMs - quietMs;
    if (beyondMs > 0 && bytes < (beyondMs / 1000) * slowestBytesPerSecond) {
      throw new CentralFailure('unreachable');
    }
    parts.push(decoder.decode(value, { stream: true }));
  }
  parts.push(decoder.decode());
  return { text: parts.join(''), bytes };
}
