import type { Plugin } from 'vite';

/**
 * PouchDB's replicator and HTTP adapter are installed here only inside its edition for Node. What
 * that edition takes from Node is replaced by the browser's own, so that the peer is PouchDB's
 * unchanged code; its LevelDB adapter is never opened.
 */
const replacements: Readonly<Record<string, string>> = {
  'node-fetch': `
    export default (...request) => fetch(...request);
    export const Headers = globalThis.Headers;
    export const AbortController = globalThis.AbortController;`,
  'fetch-cookie': 'export default (fetched) => fetched;',
  crypto: `
    // Checkpoints are named by an MD5; any digest of the text will do for one run.
    const hashed = (text) => {
      let hash = 5381n;
      for (const character of text) {
        hash = (hash * 33n + BigInt(character.codePointAt(0))) % (1n << 128n);
      }
      return hash.toString(16).padStart(32, '0');
    };
    const createHash = () => {
      let text = '';
      return {
        update(more) { text += String(more); return this; },
        digest: (encoding) => encoding === 'base64' ? btoa(hashed(text)) : hashed(text),
      };
    };
    export { createHash };
    export default { createHash };`,
};
const absent = [
  'levelup',
  'ltgt',
  'level-codec',
  'readable-stream',
  'double-ended-queue',
  'fs',
  'path',
  'level',
  'through2',
  'level-write-stream',
  'vm',
  'leveldown',
];

/** A class that nothing is made of, with another one inside: that edition extends both. */
const absentModule =
  'export default class Absent { static Readable = class {} }; export const obj = {};';

export function pouchdbInBrowser(): Plugin {
  const mark = '\0pouchdb-in-browser:';
  return {
    name: 'bench:pouchdb-in-browser',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer?.includes('pouchdb-node')) return undefined;
      return source in replacements || absent.includes(source) ? mark + source : undefined;
    },
    load(id) {
      if (!id.startsWith(mark)) return undefined;
      return replacements[id.slice(mark.length)] ?? absentModule;
    },
  };
}
