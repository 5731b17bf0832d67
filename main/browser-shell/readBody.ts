import type { IncomingMessage } from 'node:http';

export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly status: 400 | 413 | 415; readonly sentence: string };

/** Reads a JSON body of at most so many bytes. Rejects only when the connection breaks. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Body> {
  const [mediaType] = (request.headers['content-type'] ?? '').split(';');
  if (mediaType?.trim().toLowerCase() !== 'application/json') {
    return { kind: 'refused', status: 415, sentence: 'A request is JSON.' };
  }
  const tooLong = { kind: 'refused', status: 413, sentence: 'The request is too long.' } as const;
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return tooLong;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > limitBytes) return tooLong;
    chunks.push(chunk);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'refused', status: 400, sentence: 'The request is no JSON in UTF-8.' };
  }
}
