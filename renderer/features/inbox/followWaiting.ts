import { parseRecordId } from '../../../shared/records/ids.ts';
import { collections } from '../../../shared/records/kinds.ts';
import type { AnyRecord, CollectionName } from '../../../shared/records/kinds.ts';
import type { ReplicaClient } from '../../replica/replicaClient.ts';
import { setAsideByPatient } from '../setAside/setAside.ts';
import type { SetAside } from '../setAside/setAside.ts';
import { waitingOf } from './waitingOf.ts';
import type { PatientWaiting } from './waitingOf.ts';

/** What waits on this workstation, and how much of it was looked through. */
export interface Waiting {
  readonly patients: ReadonlyMap<string, PatientWaiting>;
  /** Charts looked through; all of them once `done` is `total`. */
  readonly done: number;
  readonly total: number | undefined;
}

export const nothingWaiting: Waiting = { patients: new Map(), done: 0, total: undefined };

/** Charts read at a time, as one range of ids: the index answers it without a look at the others. */
const chartsAtATime = 100;
const quietMs = 150;

type AnyCollection = {
  readonly $: {
    subscribe(next: (event: { documentId: string }) => void): { unsubscribe(): void };
  };
  find(query: object): { exec(): Promise<readonly { toJSON(): unknown }[]> };
};

/**
 * Looks through every chart once and follows what changes: those with a disagreement first, then all
 * by ranges of patient ids, a range at a time so that the page answers keys in between. A change
 * looks through its own chart again and no other. The returned function ends it.
 */
export function followWaiting(
  replica: ReplicaClient,
  patientIds: () => Promise<readonly string[]>,
  changed: (waiting: Waiting) => void,
): () => void {
  const names = Object.keys(collections) as CollectionName[];
  const collection = (name: CollectionName) =>
    replica.records.collections[name] as unknown as AnyCollection;
  const patients = new Map<string, PatientWaiting>();
  const dirty = new Set<string>();
  let setAside: ReadonlyMap<string, readonly SetAside[]> = new Map();
  let done = 0;
  let total: number | undefined;
  let ended = false;
  let publishing: ReturnType<typeof setTimeout> | undefined;
  let reading: Promise<void> = Promise.resolve();
  let scheduled = false;

  const publish = () => {
    publishing ??= setTimeout(() => {
      publishing = undefined;
      if (!ended) changed({ patients: new Map(patients), done, total });
    }, quietMs);
  };

  async function recordsWhere(selector: object): Promise<ReadonlyMap<string, AnyRecord[]>> {
    const found = await Promise.all(
      names.map((name) => collection(name).find({ selector }).exec()),
    );
    const byPatient = new Map<string, AnyRecord[]>();
    for (const document of found.flat()) {
      const record = document.toJSON() as AnyRecord;
      const ofPatient = byPatient.get(record.patientId);
      if (ofPatient) ofPatient.push(record);
      else byPatient.set(record.patientId, [record]);
    }
    return byPatient;
  }

  function look(patientId: string, records: readonly AnyRecord[]): void {
    const waiting = waitingOf(patientId, records, setAside.get(patientId));
    if (waiting) patients.set(patientId, waiting);
    else patients.delete(patientId);
  }

  /** One read after the other; a chart that changed while it was read is dirty again. */
  function next(step: () => Promise<void>): Promise<void> {
    reading = reading.then(() => (ended ? undefined : step())).catch(() => undefined);
    return reading;
  }

  function lookAgain(patientId: string): void {
    dirty.add(patientId);
    if (scheduled) return;
    scheduled = true;
    void next(async () => {
      await pause(quietMs);
      scheduled = false;
      const charts = [...dirty];
      dirty.clear();
      for (const id of charts) {
        if (ended) return;
        look(id, (await recordsWhere({ patientId: id })).get(id) ?? []);
      }
      publish();
    });
  }

  // Changes are followed before the first read, so that nothing falls between the two.
  const subscriptions = names.map((name) =>
    collection(name).$.subscribe(({ documentId }) => {
      const patientId = parseRecordId(documentId)?.patientId;
      if (patientId !== undefined) lookAgain(patientId);
    }),
  );

  /** What was set aside is no record: its charts are looked through again when that changes. */
  function followSetAside(): void {
    const next = setAsideByPatient(replica.syncStatus().quarantined);
    const said = (all: readonly SetAside[] = []) => all.map(({ answerId }) => answerId).join(' ');
    const changedIds = [...new Set([...setAside.keys(), ...next.keys()])].filter(
      (patientId) => said(setAside.get(patientId)) !== said(next.get(patientId)),
    );
    setAside = next;
    changedIds.forEach(lookAgain);
  }
  let lastList: unknown;
  const statusEnds = replica.onSyncStatus(({ quarantined }) => {
    const text = quarantined.map(({ id, rev, reason }) => `${id} ${rev} ${reason}`).join('\n');
    if (text === lastList) return;
    lastList = text;
    followSetAside();
  });
  followSetAside();

  void (async () => {
    for (const name of names) {
      const selector = { 'causality.siblings': { $exists: true } };
      const disputed = await collection(name).find({ selector }).exec();
      for (const document of disputed) lookAgain((document.toJSON() as AnyRecord).patientId);
    }
    const ids = [...(await patientIds())].sort();
    total = ids.length;
    for (let at = 0; at < ids.length && !ended; at += chartsAtATime) {
      const range = ids.slice(at, at + chartsAtATime);
      await next(async () => {
        const patientId = { $gte: range[0], $lte: range.at(-1) };
        for (const [id, records] of await recordsWhere({ patientId })) look(id, records);
        done = at + range.length;
        publish();
      });
      await pause(0);
    }
    publish();
  })().catch(() => undefined);

  return () => {
    ended = true;
    clearTimeout(publishing);
    statusEnds();
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
