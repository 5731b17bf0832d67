/** What a request to the central server can end in, besides its answer. */
export type CentralFault =
  | 'unreachable'
  /** Given up on this side, because the network changed or sync ends. */
  | 'abandoned'
  | 'accountRefused'
  | 'databaseMissing'
  | 'tooLarge'
  | 'answerTooLarge'
  | 'badRequest'
  | 'busy'
  | 'serverError'
  | 'notACentralServer';

export class CentralFailure extends Error {
  constructor(
    readonly fault: CentralFault,
    /** How long the server asks to wait. */
    readonly retryAfterMs?: number,
  ) {
    super(`central server: ${fault}`);
    this.name = 'CentralFailure';
  }
}

/**
 * What an answer that isn't a success means. CouchDB says why in JSON; a page in its place comes
 * from something in between, and says nothing of the account or the database.
 * @param text the answer's whole body
 */
export function failureOf(response: Response, text: string): CentralFailure {
  const { status } = response;
  return new CentralFailure(
    saysWhy(text) ? faultOfStatus(status) : faultOfPage(status),
    retryAfterMs(response.headers),
  );
}

function faultOfStatus(status: number): CentralFault {
  switch (status) {
    case 401:
    case 403:
      return 'accountRefused';
    case 404:
      return 'databaseMissing';
    case 413:
      return 'tooLarge';
    case 408:
    case 429:
      return 'busy';
    default:
      if (status >= 500) return 'serverError';
      return status >= 400 ? 'badRequest' : 'notACentralServer';
  }
}

/** A gateway before the server answers with pages of its own: too large, busy, server down. */
function faultOfPage(status: number): CentralFault {
  const fault = faultOfStatus(status);
  return fault === 'tooLarge' || fault === 'busy' || fault === 'serverError'
    ? fault
    : 'notACentralServer';
}

function saysWhy(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'error' in value;
  } catch {
    return false;
  }
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3); a date counts from the sender's own clock. */
function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  const waitMs = /^\d+$/.test(value)
    ? Number(value) * 1000
    : Date.parse(value) - (Date.parse(headers.get('date') ?? '') || Date.now());
  return waitMs > 0 ? waitMs : undefined;
}
