import { openFillScene } from './fillScene.ts';
import { openChartScene } from './chartScene.ts';
import { openLiveScene } from './liveScene.ts';
import { faultCases } from './matrix.ts';
import type { FaultCase, Place } from './matrix.ts';
import { openOwedScene } from './owedScene.ts';
import { openRestoredScene } from './restoredScene.ts';

/** One cell of the table: what became of a fault at a place. */
export interface Cell {
  readonly place: string;
  readonly fault: string;
  /** From the fault's beginning until both sides have everything. */
  readonly tookMs: number;
  /** Missing where everything was as it should be. */
  readonly wrong?: string;
}

/** What all scenes have. */
interface Scene {
  play(place: Place, fault: FaultCase): Promise<void>;
  allSettled?(): Promise<void>;
  close(): Promise<void>;
}

const opened: Readonly<Record<Place['scene'], () => Promise<Scene>>> = {
  filling: openFillScene,
  meeting: openLiveScene,
  sending: openLiveScene,
  receiving: openLiveScene,
  openingChart: openChartScene,
  owing: openOwedScene,
  comparing: openRestoredScene,
};

/** Plays every fault at these places, one after the other; a cell that fails stops no other. */
export async function runMatrix(
  places: readonly Place[],
  told: (cell: Cell) => void,
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const place of places) {
    const open = opened[place.scene];
    let scene = await open();
    for (const fault of faultCases(place)) {
      const startedMs = performance.now();
      let wrong: string | undefined;
      try {
        await scene.play(place, fault);
      } catch (error) {
        wrong = error instanceof Error ? error.message : String(error);
        // What one fault left behind isn't the next one's.
        await scene.close();
        scene = await open();
      }
      const cell: Cell = {
        place: place.name,
        fault: fault.name,
        tookMs: performance.now() - startedMs,
        ...(wrong === undefined ? {} : { wrong }),
      };
      cells.push(cell);
      told(cell);
    }
    await scene.allSettled?.();
    await scene.close();
  }
  return cells;
}
