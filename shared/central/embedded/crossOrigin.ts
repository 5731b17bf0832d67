import type { RequestHandler } from 'express';
import type { ServerState } from './serverState.ts';

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** CORS by the settings `chttpd/enable_cors` and `cors/*`, as CouchDB reads them. */
export function crossOrigin(state: ServerState): RequestHandler {
  return (request, response, next) => {
    const origin = request.get('origin');
    const cors = state.config['cors'] ?? {};
    const enabled = state.config['chttpd']?.['enable_cors'] === 'true';
    if (origin === undefined || !enabled || !list(cors['origins']).includes(origin)) {
      return request.method === 'OPTIONS' ? void response.status(204).end() : next();
    }
    response.set('Access-Control-Allow-Origin', origin).vary('Origin');
    if (cors['credentials'] === 'true') response.set('Access-Control-Allow-Credentials', 'true');
    if (request.method !== 'OPTIONS') {
      const exposed = list(cors['exposed_headers'] ?? 'etag, server');
      response.set(
        'Access-Control-Expose-Headers',
        ['content-type', 'cache-control', ...exposed].join(', '),
      );
      return next();
    }
    response
      .set('Access-Control-Allow-Methods', list(cors['methods']).join(', '))
      .set('Access-Control-Allow-Headers', list(cors['headers']).join(', '))
      .set('Access-Control-Max-Age', cors['max_age'] ?? '600')
      .status(204)
      .end();
  };
}
