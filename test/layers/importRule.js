import { builtinModules } from 'node:module';
import path from 'node:path';
import { mayImport, packageRows, rawChannels } from './matrix.js';

/** @import { Rule } from 'eslint' */
/** @import { Layer } from './matrix.js' */

const root = path.resolve(import.meta.dirname, '../..');
const bareBuiltins = new Set(builtinModules.filter((name) => !name.startsWith('_')));

/**
 * The layer of a path relative to the project's root, or undefined for a path outside the project
 * or in a folder that is no layer (node_modules, out).
 * @param {string} relativePath with forward slashes
 * @returns {Layer | undefined}
 */
function layerOf(relativePath) {
  if (relativePath.startsWith('..')) return undefined;
  const slash = relativePath.indexOf('/');
  const folder = slash < 0 ? 'top' : relativePath.slice(0, slash);
  return folder in mayImport ? /** @type {Layer} */ (folder) : undefined;
}

/** @param {string} absolutePath */
function fromRoot(absolutePath) {
  return path.relative(root, absolutePath).split(path.sep).join('/');
}

/**
 * What is wrong with one import, as a sentence; undefined when nothing is.
 * @param {string} file path of the importing file, relative to the root
 * @param {string} specifier
 */
export function forbiddenImport(file, specifier) {
  const from = layerOf(file);
  if (!from) return undefined;
  const target = specifier.replace(/[?#].*$/, '');
  if (target.startsWith('.')) {
    const targetPath = fromRoot(path.resolve(root, path.dirname(file), target));
    const to = layerOf(targetPath);
    if (to && mayImport[from].includes(to)) return undefined;
    return `${from} may not import ${to ?? 'from outside the layers'} (${targetPath}); it may import ${mayImport[from].join(', ')}`;
  }
  if (target.startsWith('/') || target.startsWith('file:'))
    return `inside the project imports are relative, not "${specifier}"`;
  const name = bareBuiltins.has(target) ? `node:${target}` : target;
  const row = packageRows.find(
    ({ packages, layers, except }) =>
      layers.includes(from) && packages.test(name) && !except.some((allowed) => allowed.test(file)),
  );
  // A bare name that an npm package shares with a Node module (`events`) is that package.
  if (row && name !== target && npmPackages.has(target)) return undefined;
  return row ? `"${specifier}" may not be imported here: ${row.reason}` : undefined;
}

/** Installed packages whose name a Node module has too. */
const npmPackages = new Set(['events']);

/**
 * Reports imports that break the matrix: import and export declarations, `import()`, `import type`,
 * `require()`, and `new URL('…', import.meta.url)`, by which a Worker is loaded.
 * @type {Rule.RuleModule}
 */
export const importRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      forbidden: '{{sentence}}',
      rawChannel:
        '{{name}} is used only by the wrapper that checks the sender and parses the payload (main/electron/ipc*.ts, preload)',
      wholeElectron: 'import named parts of electron, so that it can be seen which are used where',
    },
  },
  create(context) {
    const file = fromRoot(context.filename);
    const isWrapper = rawChannels.wrappers.some((wrapper) => wrapper.test(file));
    const isProduct = ['main', 'renderer', 'shared'].includes(layerOf(file) ?? '');

    /** @param {any} node the node that holds the specifier */
    const check = (node) => {
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
      const sentence = forbiddenImport(file, node.value);
      if (sentence) context.report({ node, messageId: 'forbidden', data: { sentence } });
    };

    /** @param {any} node an import declaration, or an export with a source */
    const checkElectronNames = (node) => {
      if (!isProduct || isWrapper || node.source?.value !== 'electron') return;
      if (node.type === 'ExportAllDeclaration')
        context.report({ node, messageId: 'wholeElectron' });
      for (const specifier of node.specifiers ?? []) {
        const named = specifier.imported ?? specifier.local;
        if (['ImportNamespaceSpecifier', 'ImportDefaultSpecifier'].includes(specifier.type))
          context.report({ node: specifier, messageId: 'wholeElectron' });
        else if (rawChannels.names.includes(named.name ?? named.value))
          context.report({
            node: specifier,
            messageId: 'rawChannel',
            data: { name: named.name ?? named.value },
          });
      }
    };

    return {
      ImportDeclaration(node) {
        check(node.source);
        checkElectronNames(node);
      },
      ExportAllDeclaration(node) {
        check(node.source);
        checkElectronNames(node);
      },
      ExportNamedDeclaration(node) {
        check(node.source);
        checkElectronNames(node);
      },
      ImportExpression(node) {
        check(node.source);
        if (isProduct && !isWrapper && /** @type {any} */ (node.source).value === 'electron')
          context.report({ node, messageId: 'wholeElectron' });
      },
      /** @param {any} node `import('…').Name` as a type */
      TSImportType(node) {
        check(node.source ?? node.argument?.literal);
      },
      /** @param {any} node `import name = require('…')` */
      TSExternalModuleReference(node) {
        check(node.expression);
      },
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require')
          check(node.arguments[0]);
      },
      NewExpression(node) {
        const isUrl = node.callee.type === 'Identifier' && node.callee.name === 'URL';
        if (isUrl && node.arguments[1]?.type === 'MemberExpression') check(node.arguments[0]);
      },
    };
  },
};
