import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import path from 'node:path';
import type { Plugin } from 'vite';

const here = import.meta.dirname;

/**
 * Both shells serve the pages at the root of an origin, and a reload inside a chart asks for a deep
 * path: addresses in the built pages are absolute. electron-vite's own preset sets `./`.
 */
const servedAtTheRoot: Plugin = {
  name: 'bedside:served-at-the-root',
  enforce: 'post',
  config: () => ({ base: '/' }),
};

/**
 * Builds what the packaged app holds; nothing else of the project is in it, so everything but
 * Electron itself is bundled. The browser shell's page bridge has its own configuration, beside it.
 */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      outDir: path.join(here, 'out/main'),
      rolldownOptions: {
        input: { electron: path.join(here, 'main/electron/main.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can require nothing but Electron: one CommonJS file.
      externalizeDeps: false,
      outDir: path.join(here, 'out/preload'),
      rolldownOptions: {
        input: { preload: path.join(here, 'main/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: path.join(here, 'renderer'),
    plugins: [react(), servedAtTheRoot],
    publicDir: false,
    worker: { format: 'es' },
    build: {
      outDir: path.join(here, 'out/renderer'),
      emptyOutDir: true,
      rolldownOptions: { input: path.join(here, 'renderer/index.html') },
      // The content security policy admits files of our own origin alone: no data: address, and
      // no inline script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // The browser shell opens whichever Chromium is installed; Debian's and Edge's are older
      // than Electron's at times.
      target: 'chrome130',
      minify: true,
      sourcemap: false,
      // The pages come from this disk, not over a network.
      chunkSizeWarningLimit: 2000,
    },
  },
});
