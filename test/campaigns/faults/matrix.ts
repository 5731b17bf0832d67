import { faults } from '../../support/faultProxy/faults.ts';
import type { Fault, FaultName } from '../../support/faultProxy/faults.ts';
import type { FaultyStation } from '../../support/faultProxy/faultyStation.ts';
import type { Phase } from '../../support/faultProxy/phases.ts';
import type { AddressFault } from '../../support/faultProxy/wrongAddresses.ts';

/** In the middle of what a fault is played. */
export interface Place {
  readonly name: string;
  /**
   * - `filling`: a workstation that has nothing yet;
   * - `meeting`: one that recognises its server anew, while something waits in both directions;
   * - `sending` and `receiving`: one in the midst of its day;
   * - `openingChart`: one that fetches a chart for whoever opens it;
   * - `owing`: one that asks again for what the server named and didn't give;
   * - `comparing`: one whose server was restored from a backup.
   */
  readonly scene:
    'filling' | 'meeting' | 'sending' | 'receiving' | 'openingChart' | 'owing' | 'comparing';
  /** Which requests it befalls; whichever comes first unless told. */
  readonly phase?: Phase;
  /** From which of these requests on. */
  readonly nth?: number;
}

/** The phases of sync: the columns of the table. */
export const places: readonly Place[] = [
  { name: 'fill: ward', scene: 'filling', phase: 'wardView' },
  { name: 'fill: ward charts', scene: 'filling', phase: 'allDocs' },
  { name: 'fill: list', scene: 'filling', phase: 'changes' },
  { name: 'fill: bodies', scene: 'filling', phase: 'bulkGet' },
  { name: 'fill: feed', scene: 'filling', phase: 'changes', nth: 2 },
  { name: 'push: revs_diff', scene: 'sending', phase: 'revsDiff' },
  { name: 'push: bulk_docs', scene: 'sending', phase: 'bulkDocs' },
  { name: 'push: read-back', scene: 'sending', phase: 'bulkGet' },
  { name: 'pull: changes', scene: 'receiving', phase: 'changes' },
  { name: 'pull: bulk_get', scene: 'receiving', phase: 'bulkGet' },
  { name: 'identity: server', scene: 'meeting', phase: 'serverInfo' },
  { name: 'identity: papers', scene: 'meeting', phase: 'identity' },
  { name: 'identity: witness', scene: 'meeting', phase: 'witness' },
  { name: 'identity: peers', scene: 'meeting', phase: 'peers' },
  { name: 'session: any request', scene: 'meeting' },
  { name: 'chart: list', scene: 'openingChart', phase: 'allDocs' },
  { name: 'chart: bodies', scene: 'openingChart', phase: 'bulkGet' },
  { name: 'owed: bodies', scene: 'owing', phase: 'bulkGet' },
  { name: 'restored: feed', scene: 'comparing', phase: 'changes' },
  { name: 'restored: bulk_docs', scene: 'comparing', phase: 'bulkDocs' },
];

/** One fault as it is played: a cell's row. */
export type FaultCase =
  | { readonly name: string; readonly fault: FaultName; readonly taken: boolean }
  | { readonly name: string; readonly address: AddressFault }
  | { readonly name: string; readonly restart: true };

/** Phases whose requests carry nothing that could be cut on its way. */
const withoutBody: ReadonlySet<Phase> = new Set([
  'serverInfo',
  'databaseInfo',
  'changes',
  'wardView',
  'identity',
  'peers',
]);

/** Every fault that can befall a request at this place, on its way and on the way back. */
export function faultCases({ phase }: Place): FaultCase[] {
  const names = Object.keys(faults) as FaultName[];
  const onTheLine = names.flatMap((fault): FaultCase[] => {
    const { onTheWayBack, inUpload }: Fault = faults[fault];
    if (inUpload && phase !== undefined && withoutBody.has(phase)) return [];
    if (onTheWayBack) return [{ name: fault, fault, taken: true }];
    const before = { name: fault, fault, taken: false };
    if (inUpload) return [before];
    // Where the server changes nothing, it is one whether it was asked.
    if (phase !== 'bulkDocs' && phase !== 'witness') return [before];
    return [before, { name: `${fault}, after the server has stored it`, fault, taken: true }];
  });
  const addresses: AddressFault[] = ['connectionRefused', 'certificateError', 'nameNotFound'];
  return [
    ...onTheLine,
    ...addresses.map((address) => ({ name: address, address })),
    { name: 'server restart', restart: true },
  ];
}

/**
 * This place's share where each fault is played at one of `places`, as `npm test` does it; the
 * campaign plays each at each.
 */
export function shareOf(place: Place, among: readonly Place[]): FaultCase[] {
  return faultCases(place).filter((_fault, index) => index % among.length === among.indexOf(place));
}

/** Makes a fault wait for the next requests of a place; answers how often it was met since. */
export function tellFault(
  { proxy, addresses }: Pick<FaultyStation, 'proxy' | 'addresses'>,
  { phase, nth }: Place,
  fault: FaultCase,
): () => number {
  if ('address' in fault) {
    addresses.play(fault.address, phase, 2);
    return () => addresses.played();
  }
  if ('restart' in fault) {
    let over = 0;
    void proxy.restart(60).then(() => (over = 1));
    return () => over;
  }
  // Asked for a whole second; one is enough.
  const times = fault.fault.startsWith('busy') ? 1 : 2;
  proxy.play(fault.fault, { phase, times, taken: fault.taken, ...(nth ? { nth } : {}) });
  return () => proxy.played();
}
