import type { IncomingHttpHeaders } from 'node:http';

/** What is looked at before anything is served. */
export interface RequestFacts {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

export type Admission =
  | { readonly kind: 'admitted'; readonly method: 'GET' | 'HEAD' | 'POST'; readonly path: string }
  | { readonly kind: 'refused'; readonly status: 400 | 403 | 405; readonly sentence: string };

/**
 * Whether a request comes to this origin and from it (electron-security 23). `Host` must be our
 * own, or a name that somebody pointed at 127.0.0.1 could stand in our place; `Origin`, where there
 * is one, too, and a POST must have one.
 */
export function admit({ method, url, headers }: RequestFacts, port: number): Admission {
  const origin = `http://127.0.0.1:${port}`;
  if (headers.host !== `127.0.0.1:${port}`) {
    return refused(403, `This address isn't served here: use ${origin}.`);
  }
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') {
    return refused(405, 'This method is not served.');
  }
  if (headers.origin !== undefined ? headers.origin !== origin : method === 'POST') {
    return refused(403, 'Only the pages of this workstation may call it.');
  }
  // Chromium says where a request began; `none` is an address that somebody opened.
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return refused(403, 'Only the pages of this workstation may call it.');
  }
  const path = pathOf(url, origin);
  if (path === undefined) return refused(400, 'This address cannot be read.');
  return { kind: 'admitted', method, path };
}

/** The path of a request's target; undefined for `//host/…`, `http://host/…`, and what can't be parsed. */
function pathOf(url: string | undefined, origin: string): string | undefined {
  if (url === undefined || !url.startsWith('/')) return undefined;
  try {
    const parsed = new URL(url, origin);
    return parsed.origin === origin ? parsed.pathname : undefined;
  } catch {
    return undefined;
  }
}

function refused(status: 400 | 403 | 405, sentence: string): Admission {
  return { kind: 'refused', status, sentence };
}
