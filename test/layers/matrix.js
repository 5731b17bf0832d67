/**
 * Who may import whom: the one place where it is written down. `importRule.js` enforces it for
 * every form of import, type-only ones included, and `test/unit/layers` shows that each row bites.
 */

/**
 * A layer is a folder of the top level; `top` is the files beside them (configuration).
 * @typedef {'shared' | 'renderer' | 'main' | 'test' | 'top'} Layer
 */

/** @type {Readonly<Record<Layer, readonly Layer[]>>} */
export const mayImport = {
  shared: ['shared'],
  renderer: ['renderer', 'shared'],
  main: ['main', 'shared'],
  test: ['test', 'main', 'renderer', 'shared', 'top'],
  top: ['top', 'main', 'renderer', 'shared', 'test'],
};

/**
 * Packages that only some of the product's files may import. A row names the packages, the layers
 * that it governs, the paths inside them that are excepted, and the reason, which the person who
 * broke it reads. Tests and configuration may import anything.
 * @typedef {{
 *   readonly name: string,
 *   readonly packages: RegExp,
 *   readonly layers: readonly Layer[],
 *   readonly except: readonly RegExp[],
 *   readonly reason: string,
 * }} PackageRow
 */

/** @type {readonly PackageRow[]} */
export const packageRows = [
  {
    name: 'electron',
    packages: /^electron(\/|$)/,
    layers: ['shared', 'renderer', 'main'],
    except: [/^main\/electron\//],
    reason: "Electron's API is imported in main/electron/ and nowhere else (D10)",
  },
  {
    name: 'react',
    packages: /^(react|react-.+|@types\/react.*|@tanstack\/react-.+)(\/|$)/,
    layers: ['shared', 'main'],
    except: [],
    reason: 'React belongs to renderer/',
  },
  {
    name: 'node',
    packages: /^node:/,
    layers: ['shared'],
    except: [/^shared\/central\//, /^shared\/synthetic\//],
    reason:
      "shared/ runs in the browser's Worker too: Node's modules stand in shared/central/ and shared/synthetic/ alone",
  },
  {
    name: 'node in pages',
    packages: /^node:/,
    layers: ['renderer'],
    except: [],
    reason: 'pages have no Node: what they need of the machine comes over the bridge',
  },
];

/**
 * Electron's raw message channels, and the files that wrap them: the wrapper checks the sender and
 * parses the payload, so a handler registered past it would be unchecked (electron-security 17).
 */
export const rawChannels = {
  names: ['ipcMain', 'ipcRenderer'],
  wrappers: [/^main\/electron\/ipc[^/]*\.ts$/, /^main\/electron\/preload[^/]*\.ts$/],
};

/**
 * RxDB's writes that rebase onto the current document after a 409: they supersede a value that
 * their author never saw (D2), so no record is ever written through them.
 */
export const rebasingWrites = /^(incremental[A-Z]\w*|upsert|bulkUpsert|upsertLocal)$/;
