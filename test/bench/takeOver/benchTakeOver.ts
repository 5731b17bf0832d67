import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { deriveSlowly } from '../../../main/keystore/slowDerivation.ts';
import { paintedAfter } from '../../support/pages/paintedAfter.ts';
import {
  percentile,
  reportResults,
  resultFile,
  timesTaken,
} from '../../support/results/resultFile.ts';
import type { Result } from '../../support/results/resultFile.ts';
import { openTestHospital } from '../../support/twoWorkstations.ts';
import type { BenchOptions } from '../replica/benchReplica.ts';

const barMs = 2000;
const times = 20;
const people = ['Hoàng Thị Liên', 'Lê Minh Khôi'] as const;
const built = path.resolve(import.meta.dirname, '../../../out/renderer/index.html');

/**
 * `bench take-over`: one person locks the built app and another signs in with their password; the time
 * from the click until the lock is painted, and from Enter until their board is, both by the page's
 * own clock. Beside it, in the same turns, what the password alone costs: nothing could be quicker
 * without a weaker derivation. Gives the exit status 0 met, 1 fell short.
 */
export async function benchTakeOver({ jsonFile }: BenchOptions): Promise<0 | 1> {
  if (!fs.existsSync(built)) throw new Error('the app isn’t built: run `npm run build` first');
  const startedAtMs = Date.now();
  const hospital = await openTestHospital('bench-take-over', { workstations: 1, patients: 40 });
  try {
    const { page, screens, browser } = await hospital.open(0);
    const { passphrase } = hospital.demonstration;
    await screens.unlock(people[1], passphrase);
    const lockMs: number[] = [];
    const openMs: number[] = [];
    const derivationMs: number[] = [];
    for (let turn = 0; turn < times; turn++) {
      const next = people[turn % people.length]!;
      lockMs.push(await paintedAfter(page, 'pointerdown', 'input[type=password]', screens.lock));
      openMs.push(
        await paintedAfter(page, 'keydown', '[data-patient]', () =>
          screens.unlock(next, passphrase),
        ),
      );
      const fromMs = performance.now();
      await deriveSlowly(passphrase, randomBytes(16), 32);
      derivationMs.push(performance.now() - fromMs);
    }
    const takenMs = lockMs.map((ms, turn) => ms + openMs[turn]!);
    const floor = percentile(derivationMs, 0.5);
    const whole: Result = {
      ...timesTaken('another person takes over', takenMs),
      peer: 'the password’s derivation alone',
      peerP50: floor,
      ratio: percentile(takenMs, 0.5) / floor,
      bar: `p95 under ${barMs} ms`,
      met: percentile(takenMs, 0.95) < barMs,
    };
    const results = [
      whole,
      timesTaken('of it, until the lock is painted', lockMs),
      timesTaken('of it, until the next person’s board is painted', openMs),
    ];
    for (const { name, p50, p95, max, peer, peerP50, bar, met } of results) {
      const beside = peer === null ? '' : ` (${peer}: ${peerP50!.toFixed(0)})`;
      const verdict = bar === null ? '' : `; ${met ? 'met' : 'FELL SHORT'}: ${bar}`;
      console.log(
        `${name}: p50 ${p50!.toFixed(0)} ms${beside}, p95 ${p95!.toFixed(0)}, max ${max!.toFixed(0)}${verdict}`,
      );
    }
    console.log(
      `Load average of the machine: ${os.loadavg()[0]!.toFixed(1)} on ${os.availableParallelism()} cores.`,
    );
    const file = resultFile({
      command: 'bench take-over',
      browser: browser.version,
      startedAtMs,
      failures: whole.met ? [] : [{ code: 'barMissed', text: `${whole.name}: ${whole.bar!}` }],
      results,
    });
    return reportResults(file, jsonFile);
  } finally {
    await hospital.end();
  }
}
