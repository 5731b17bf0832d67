import '../../../../renderer/app/withoutEval.ts';
import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import { openTypedPanel } from './findPanel.ts';
import type { TypedPanel } from './findPanel.ts';
import { dexieOver, miniSearchOver } from './peers.ts';
import { benchPatients, keystrokesFor } from './patients.ts';
import type { EngineAnswer, MatcherKeystroke, Patient, SearchBench } from './searchApi.ts';
import type { SearchWorker } from './searchWorker.ts';
import { typedForms } from './typedForms.ts';
import workerUrl from './searchWorker.ts?worker&url';

const loads = 5;

/** Ours asks a Worker, the peers answer on the page, as they are commonly used. */
let ask: (text: string, limit: number) => Promise<EngineAnswer>;
let worker: Remote<SearchWorker>;
let panel: TypedPanel;
const byId = new Map<string, Patient>();

async function heap(): Promise<number> {
  return (await performance.measureUserAgentSpecificMemory()).bytes;
}

function holdPatients(count: number): void {
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
    ask = (text, limit) => worker.search(text, limit);
    return {
      buildMs,
      loadMs,
      diskBytes: (await navigator.storage.estimate()).usage ?? 0,
      columnBytes: await worker.columnBytes(),
      heapBytes: (await heap()) - before,
    };
  },
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
    const miniSearch = miniSearchOver(byId.values());
    const buildMs = performance.now() - startedMs;
    ask = async (text, limit) => {
      const { ids, total } = miniSearch(text, limit);
      const patients = ids.map((id) => byId.get(id)!);
      return { patients, total, checkMisfits: false, searched: byId.size };
    };
    return { buildMs, heapBytes: (await heap()) - before };
  },
  async dexie(patients) {
    holdPatients(patients);
    const before = await heap();
    const startedMs = performance.now();
    const dexie = await dexieOver(byId.values());
    const buildMs = performance.now() - startedMs;
    ask = async (text, limit) => {
      const found = await dexie(text, limit);
      return { ...found, checkMisfits: false, searched: byId.size };
    };
    return { buildMs, heapBytes: (await heap()) - before };
  },
  async openPages() {
    panel = await openTypedPanel((text, limit) => ask(text, limit));
  },
  expect: (text) => panel.expect(text),
  shown: () => panel.shown(),
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
