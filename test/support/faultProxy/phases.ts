/** What a request of the replication protocol is for. */
export type Phase =
  | 'serverInfo'
  | 'databaseInfo'
  | 'changes'
  | 'revsDiff'
  | 'bulkDocs'
  | 'bulkGet'
  | 'allDocs'
  | 'local'
  | 'other';

const phasesOfRoutes: Readonly<Record<string, Phase>> = {
  _changes: 'changes',
  _revs_diff: 'revsDiff',
  _bulk_docs: 'bulkDocs',
  _bulk_get: 'bulkGet',
  _all_docs: 'allDocs',
  _local: 'local',
};

/** @param target path with query, as it stands in the request line */
export function phaseOf(target: string): Phase {
  const [database, route] = new URL(target, 'http://central').pathname.split('/').slice(1);
  if (!database) return 'serverInfo';
  if (!route) return 'databaseInfo';
  return Object.hasOwn(phasesOfRoutes, route) ? phasesOfRoutes[route]! : 'other';
}
