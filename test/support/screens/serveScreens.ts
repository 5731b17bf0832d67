import path from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';

const root = path.resolve(import.meta.dirname, '../../..');

/** Serves the screens over a fake bridge and a replica in memory. Returns the page's address. */
export async function serveScreens(port = 0): Promise<{ url: string; close: () => Promise<void> }> {
  const server = await createServer({
    configFile: false,
    root,
    cacheDir: path.join(root, 'node_modules/.cache/screens'),
    plugins: [react()],
    server: { host: '127.0.0.1', port, hmr: false, watch: null },
    logLevel: 'error',
  });
  await server.listen();
  const address = server.httpServer!.address();
  const chosen = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${chosen}/test/support/screens/index.html`,
    close: () => server.close(),
  };
}
