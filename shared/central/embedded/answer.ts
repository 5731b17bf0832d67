import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** A refusal in CouchDB's form: an HTTP status, an error name, and a reason in words. */
export class HttpRefusal extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    readonly reason: string,
  ) {
    super(reason);
    this.name = 'HttpRefusal';
  }
}

export function notFound(reason = 'missing'): HttpRefusal {
  return new HttpRefusal(404, 'not_found', reason);
}

export function badRequest(reason: string): HttpRefusal {
  return new HttpRefusal(400, 'bad_request', reason);
}

/** A handler whose rejection becomes an answer instead of ending the process. */
export function handler(
  handle: (request: Request, response: Response) => Promise<void> | void,
): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    void (async () => handle(request, response))().catch(next);
  };
}

export function sendJson(response: Response, status: number, body: unknown): void {
  response
    .status(status)
    .set('Cache-Control', 'must-revalidate')
    .type('application/json')
    .send(`${JSON.stringify(body)}\n`);
}

/** PouchDB's and the body parser's errors, said as CouchDB says them. */
export function refusalFor(error: unknown): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  const { status, type, name, message, reason } = (error ?? {}) as Record<string, unknown>;
  if (type === 'entity.too.large') {
    return new HttpRefusal(413, 'too_large', 'the request is larger than the server accepts');
  }
  if (type === 'entity.parse.failed') return badRequest('invalid UTF-8 JSON');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const isText = (value: unknown): value is string => typeof value === 'string';
    return new HttpRefusal(
      status,
      isText(name) ? name : 'bad_request',
      isText(reason) ? reason : isText(message) ? message : 'the request was refused',
    );
  }
  return new HttpRefusal(500, 'internal_server_error', 'the embedded server failed');
}

/** In a query string every value is JSON. */
export function fromQueryString(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, text]) => {
      try {
        return [name, JSON.parse(String(text)) as unknown];
      } catch {
        throw badRequest(`${name} is not JSON`);
      }
    }),
  );
}
