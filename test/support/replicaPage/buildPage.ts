import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { build } from 'vite';
import type { Plugin } from 'vite';

/**
 * `asShipped` holds the product's own files. The others put one file of the test in the place of
 * one of the product's, to show that a test can fail: no encryption, no wait for the disk, or an acknowledgement
 * before the write.
 */
export type PageVariant = 'asShipped' | 'unencrypted' | 'relaxed' | 'hasty';

const here = import.meta.dirname;
const replica = path.resolve(here, '../../../shared/replica');
const renderer = path.resolve(here, '../../../renderer/replica');

const substitutes: Readonly<Record<PageVariant, Readonly<Record<string, string>>>> = {
  asShipped: {},
  unencrypted: { [path.join(replica, 'envelope.ts')]: path.join(here, 'clearEnvelope.ts') },
  relaxed: {
    [path.join(renderer, 'strictDurability.ts')]: path.join(here, 'relaxedDurability.ts'),
  },
  hasty: { [path.join(replica, 'pouchLeafStore.ts')]: path.join(here, 'hastyLeafStore.ts') },
};

export interface BuiltPage {
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Bundles a page and its Worker with Vite, as the product's own build does, into a temporary folder.
 * @param root folder of the page's `index.html`
 * @param more plugins that this page needs besides
 */
export async function buildPage(
  variant: PageVariant,
  root: string = here,
  more: () => Plugin[] = () => [],
): Promise<BuiltPage> {
  const used = new Set<string>();
  const plugins = () => [substitution(substitutes[variant], used), ...more()];
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), `bedside-page-${variant}-`));
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: plugins(),
    worker: { format: 'es', plugins },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome130',
      minify: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 10_000,
    },
  });
  const unused = Object.keys(substitutes[variant]).filter((file) => !used.has(file));
  if (unused.length > 0) throw new Error(`nothing imports ${unused.join(', ')}`);
  return { folder, remove: () => fs.rm(folder, { recursive: true, force: true }) };
}

/** A file that nobody imports any more stands in nothing's place: the build ends with its name. */
function substitution(files: Readonly<Record<string, string>>, used: Set<string>): Plugin {
  return {
    name: 'test:substitution',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer || !source.startsWith('.')) return undefined;
      const target = path.resolve(path.dirname(importer), source);
      const substitute = files[target];
      if (substitute !== undefined) used.add(target);
      return substitute !== undefined && importer !== substitute ? substitute : undefined;
    },
  };
}
