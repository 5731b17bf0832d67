import { readRendererFile } from '../shell/rendererFiles.ts';
import { responseHeaders } from '../shell/responseHeaders.ts';
import { isAppUrl } from './appOrigin.ts';

export interface AppFiles {
  /** The built pages (`out/renderer`). */
  readonly rendererFolder: string;
  /** Origin of the central server, the one other machine in the policy. */
  readonly centralOrigin: string;
}

/** What `app://bedside/…` answers: built files alone, with the policy on every answer. */
export async function appResponse(request: Request, files: AppFiles): Promise<Response> {
  const pathname = isAppUrl(request.url) ? new URL(request.url).pathname : '/';
  const headers = responseHeaders(files.centralOrigin, pathname);
  const refuse = (status: number) => new Response(null, { status, headers });
  if (!isAppUrl(request.url)) return refuse(403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const file = await readRendererFile(files.rendererFolder, pathname);
  if (!file) return refuse(404);
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(file.bytes), {
    status: 200,
    headers: { ...headers, 'Content-Type': file.contentType, 'Cache-Control': 'no-store' },
  });
}
