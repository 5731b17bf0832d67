import type { Couch } from './couchHttp.ts';

/** A document as it stands, or undefined where it doesn't. */
export async function standingDocument(
  couch: Couch,
  database: string,
  id: string,
): Promise<Record<string, unknown> | undefined> {
  const { status, body } = await couch.ask('GET', `${database}/${id}`);
  return status === 200 ? (body as Record<string, unknown>) : undefined;
}
