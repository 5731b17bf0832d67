/** What a request of sync is for. */
export type Phase =
  | 'serverInfo'
  | 'databaseInfo'
  | 'changes'
  | 'revsDiff'
  | 'bulkDocs'
  | 'bulkGet'
  | 'allDocs'
  | 'wardView'
  | 'identity'
  | 'witness'
  | 'peers'
  | 'other';

const phasesOfRoutes: Readonly<Record<string, Phase>> = {
  _changes: 'changes',
  _revs_diff: 'revsDiff',
  _bulk_docs: 'bulkDocs',
  _bulk_get: 'bulkGet',
  _all_docs: 'allDocs',
  _local: 'witness',
  _local_docs: 'peers',
};

/** @param target path with query, as it stands in the request line */
export function phaseOf(target: string): Phase {
  const [database, route, ...rest] = new URL(target, 'http://central').pathname.split('/').slice(1);
  if (!database) return 'serverInfo';
  if (!route) return 'databaseInfo';
  if (route === '_design') return rest.includes('_view') ? 'wardView' : 'identity';
  return Object.hasOwn(phasesOfRoutes, route) ? phasesOfRoutes[route]! : 'other';
}
