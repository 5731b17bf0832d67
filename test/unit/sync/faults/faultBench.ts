import { openTestCentral } from '../../../support/central.ts';
import { faults } from '../../../support/faultProxy/faults.ts';
import type { Fault, FaultName } from '../../../support/faultProxy/faults.ts';
import { openFaultyStation } from '../../../support/faultProxy/faultyStation.ts';
import type { Phase } from '../../../support/faultProxy/phases.ts';
import { traffic } from '../../../support/faultProxy/traffic.ts';
import type { AddressFault } from '../../../support/faultProxy/wrongAddresses.ts';
import { until } from '../../../support/until.ts';

/** One fault as a test plays it. */
export type FaultCase =
  | { readonly name: string; readonly fault: FaultName; readonly taken: boolean }
  | { readonly name: string; readonly address: AddressFault }
  | { readonly name: string; readonly restart: true };

/** Every fault that can befall a request of this phase, on its way and on the way back. */
export function faultCases(phase: Phase): FaultCase[] {
  const names = Object.keys(faults) as FaultName[];
  const onTheLine = names.flatMap((fault): FaultCase[] => {
    const { onTheWayBack }: Fault = faults[fault];
    if (onTheWayBack) return [{ name: fault, fault, taken: true }];
    const before = { name: fault, fault, taken: false };
    // Where the server changes nothing, it is one whether it was asked.
    if (phase !== 'bulkDocs') return [before];
    return [before, { name: `${fault}, after the server has stored it`, fault, taken: true }];
  });
  const addresses: AddressFault[] = ['connectionRefused', 'certificateError', 'nameNotFound'];
  return [
    ...onTheLine,
    ...addresses.map((address) => ({ name: address, address })),
    { name: 'server restart', restart: true },
  ];
}

export interface FaultBench {
  /**
   * Plays the fault twice in a row in the middle of one direction, with writes on both sides; then
   * everything has to be on both sides, and the status has to have been true throughout.
   */
  play(direction: 'sending' | 'receiving', phase: Phase, fault: FaultCase): Promise<void>;
  /** Nothing that any of them had on both sides was lost or split by a later one. */
  allSettled(): Promise<void>;
  close(): Promise<void>;
}

/** One workstation and one server that all faults of a file befall in turn. */
export async function openFaultBench(): Promise<FaultBench> {
  const server = await openTestCentral();
  const station = await openFaultyStation(server);
  const { writeHere, writeThere, settled, allSettled } = await traffic(server, station);
  const { proxy, addresses } = station;

  /** Tells the fault; answers how often it was met. */
  function tell(phase: Phase, fault: FaultCase): () => number {
    if ('address' in fault) {
      addresses.play(fault.address, phase, 2);
      return () => addresses.played();
    }
    if ('restart' in fault) {
      const down = proxy.restart(60);
      let over = 0;
      void down.then(() => (over = 1));
      return () => over;
    }
    // Asked for a whole second; one is enough.
    const times = fault.fault.startsWith('busy') ? 1 : 2;
    proxy.play(fault.fault, { phase, times, taken: fault.taken });
    return () => proxy.played();
  }

  return {
    async play(direction, phase, fault) {
      const [first, second] =
        direction === 'sending' ? [writeHere, writeThere] : [writeThere, writeHere];
      const met = tell(phase, fault);
      await first();
      await until(met, (times) => times > 0, { withinMs: 5000, everyMs: 5 });
      await second();
      await settled();
    },
    allSettled,
    async close() {
      await station.close();
      await server.remove();
    },
  };
}
