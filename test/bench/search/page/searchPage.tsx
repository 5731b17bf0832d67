import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { speak } from '../../../../renderer/app/messages/i18n.ts';
import { PatientLines } from '../../../../renderer/features/find/PatientLines.tsx';
import { dexieOver, miniSearchOver } from './peers.ts';
import { benchPatients, keystrokesFor } from './patients.ts';
import type { Keystroke, MatcherKeystroke, Patient, SearchBench } from './searchApi.ts';
import type { SearchWorker } from './searchWorker.ts';
import { typedForms } from './typedForms.ts';
import workerUrl from './searchWorker.ts?worker&url';

speak({ language: 'vi' });
const nothing = () => undefined;
const root = createRoot(document.body.appendChild(document.createElement('div')));
const loads = 5;

let worker: Remote<SearchWorker>;
let miniSearch: ReturnType<typeof miniSearchOver>;
let dexie: Awaited<ReturnType<typeof dexieOver>>;
const byId = new Map<string, Patient>();

/** Ours asks a Worker, the peers answer on the page, as they are commonly used. */
type Ask = (text: string) => Promise<{
  readonly patients: readonly Patient[];
  readonly total: number;
  readonly engineMs?: number;
}>;

/** Types, and paints the product's own lines; a keystroke ends with the frame that shows them. */
async function typed(texts: readonly string[], ask: Ask): Promise<readonly Keystroke[]> {
  const keystrokes: Keystroke[] = [];
  for (const text of texts) {
    const startedMs = performance.now();
    const { patients, total, engineMs } = await ask(text);
    const answeredMs = performance.now();
    flushSync(() =>
      root.render(
        <ul role="listbox">
          <PatientLines id="found" patients={patients} current={patients[0]} onOpen={nothing} />
        </ul>,
      ),
    );
    await painted();
    keystrokes.push({
      text,
      total,
      engineMs: engineMs ?? answeredMs - startedMs,
      paintedMs: performance.now() - startedMs,
    });
    // People pause between keys; a collection of garbage of the one before isn't the next one's.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return keystrokes;
}

/** The next frame has been made: a message that is sent in it arrives behind it. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    });
  });
}

async function heap(): Promise<number> {
  return (await performance.measureUserAgentSpecificMemory()).bytes;
}

function holdPatients(count: number): void {
  if (byId.size > 0) return;
  for (const patient of benchPatients(count)) byId.set(patient.patientId, patient);
}

globalThis.searchBench = {
  async ours(patients) {
    const url = trustedUrl(workerUrl);
    worker = wrap<SearchWorker>(new Worker(url, { type: 'module' }));
    await worker.makePatients(patients);
    const before = await heap();
    const buildMs = await worker.build();
    await worker.write();
    const loadMs: number[] = [];
    for (let load = 0; load < loads; load += 1) loadMs.push(await worker.load());
    return {
      buildMs,
      loadMs,
      diskBytes: (await navigator.storage.estimate()).usage ?? 0,
      columnBytes: await worker.columnBytes(),
      heapBytes: (await heap()) - before,
    };
  },
  oursTyped: (texts) => typed(texts, (text) => worker.search(text)),
  async matcher() {
    const before = await heap();
    const compareAllMs = await worker.compareAll();
    return { compareAllMs, heapBytes: (await heap()) - before };
  },
  async matcherTyped(forms) {
    const keystrokes: MatcherKeystroke[] = [];
    for (const form of forms) keystrokes.push(await worker.likely(form));
    return keystrokes;
  },
  typedForms,
  async miniSearch(patients) {
    holdPatients(patients);
    const before = await heap();
    const startedMs = performance.now();
    miniSearch = miniSearchOver(byId.values());
    const buildMs = performance.now() - startedMs;
    return { buildMs, heapBytes: (await heap()) - before };
  },
  miniSearchTyped: (texts) =>
    typed(texts, async (text) => {
      const { ids, total } = miniSearch(text);
      return { patients: ids.map((id) => byId.get(id)!), total };
    }),
  async dexie(patients) {
    holdPatients(patients);
    const before = await heap();
    const startedMs = performance.now();
    dexie = await dexieOver(byId.values());
    const buildMs = performance.now() - startedMs;
    return { buildMs, heapBytes: (await heap()) - before };
  },
  dexieTyped: (texts) => typed(texts, dexie),
  keystrokes: keystrokesFor,
} satisfies SearchBench;

function trustedUrl(url: string): string {
  const { trustedTypes } = globalThis as unknown as {
    trustedTypes: {
      createPolicy(name: string, rules: object): { createScriptURL(url: string): string };
    };
  };
  return trustedTypes
    .createPolicy('bedside', { createScriptURL: (text: string) => text })
    .createScriptURL(url);
}
