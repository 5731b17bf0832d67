import path from 'node:path';
import { defineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

/** Builds the script that puts `window.bedside` in place when the browser shell serves the pages. */
export default defineConfig({
  root,
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: path.join(root, 'out/browser-shell'),
    emptyOutDir: true,
    target: 'chrome130',
    rolldownOptions: {
      input: path.join(import.meta.dirname, 'pageBridge.ts'),
      // A classic script: it has run before the pages' own module starts.
      output: { format: 'iife', entryFileNames: 'bridge.js' },
    },
  },
});
