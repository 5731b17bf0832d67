import { CentralFailure } from '../../../shared/sync/centralClient.ts';
import type { CentralClient } from '../../../shared/sync/centralClient.ts';
import type { SimulatedServer } from './server.ts';
import type { Station } from './station.ts';

/** What befell a request, for the tally. */
export type LineEvent = 'partition' | 'lostAnswer' | 'emptyAnswer' | 'withheldBody' | 'refusedRow';

/** A station's requests to its server, with everything that may happen to them on the way. */
export function lineTo(
  server: SimulatedServer,
  station: Station,
  flow: 'push' | 'pull',
  met: (event: LineEvent) => void,
): CentralClient {
  const { line } = station;
  const { life } = station.running;
  let sent = false;

  async function request<T>(name: string, ask: () => Promise<T>): Promise<T> {
    life.alive();
    if (line.cut) {
      met('partition');
      throw new CentralFailure('unreachable');
    }
    const answer = await ask();
    if (line.lost === name) {
      line.lost = undefined;
      met('lostAnswer');
      throw new CentralFailure('unreachable');
    }
    return answer;
  }

  return {
    async changes(query) {
      const answer = await request('changes', () => server.client.changes(query));
      if (answer.results.length > 0) life.step('pull: page read, bodies not');
      return answer;
    },
    async bulkGet(wanted) {
      if (sent) life.step('push: sent, not read back');
      let found = await request('bulkGet', () => server.client.bulkGet(wanted));
      if (line.withheldBody !== undefined && wanted.length > 0) {
        const withheld = wanted[line.withheldBody % wanted.length]!.id;
        if (found.some(({ _id }) => _id === withheld)) met('withheldBody');
        found = found.filter(({ _id }) => _id !== withheld);
      }
      life.step(flow === 'push' ? 'push: read back, not noted' : 'pull: bodies read, not stored');
      sent = false;
      return found;
    },
    wardPatients: (ward) => request('wardPatients', () => server.client.wardPatients(ward)),
    chartIds: (patients) => request('chartIds', () => server.client.chartIds(patients)),
    revsDiff: (leaves) => request('revsDiff', () => server.client.revsDiff(leaves)),
    bulkDocs: (documents) =>
      request('bulkDocs', async () => {
        sent = true;
        if (line.emptyAnswer) {
          line.emptyAnswer = false;
          met('emptyAnswer');
          return [];
        }
        const refusing = line.refusedRow;
        const live = documents.filter((document) => refusing && document._deleted !== true);
        if (live.length > 0) {
          line.refusedRow = false;
          met('refusedRow');
        }
        const rows = await server.client.bulkDocs(
          documents.filter((document) => !live.includes(document)),
        );
        const refused = live.map(({ _id }) => ({
          id: _id,
          error: 'forbidden',
          reason: 'notAllowed: refused by the campaign',
        }));
        return [...rows, ...refused];
      }),
    documentCount: () => request('documentCount', () => server.client.documentCount()),
  };
}
