import { importSigning } from '../../../renderer/app/signing.ts';
import { inventedSigning } from '../inventedSigning.ts';
import { createRoot } from 'react-dom/client';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import '../../../renderer/ui/base.css';
import { speak } from '../../../renderer/app/messages/i18n.ts';
import { SessionProvider } from '../../../renderer/app/session.tsx';
import { ChartPage } from '../../../renderer/features/chart/ChartPage.tsx';
import { openRecords } from '../../../renderer/replica/records.ts';
import { memoryFinder } from '../screens/memoryFinder.ts';
import { clientSignatures } from '../../../renderer/replica/clientSignatures.ts';
import { wholeCharts } from '../../../renderer/replica/clientCharts.ts';
import type { JsonValue, ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import type { SyncStatus } from '../../../shared/sync/status.ts';
import { app, people } from './facility.ts';
import { patientIds, seed } from './seed.ts';

/**
 * The chart on RxDB's memory storage, to look at its screens: `?patient=hoa&person=bs-khoi`,
 * `&theme=dark`, `&lang=en`. The journal is kept in session storage, so that a reload is a crash.
 */
const query = new URLSearchParams(location.search);
const person = people.find(({ key }) => key === query.get('person')) ?? people[0];
const chosen = query.get('patient') ?? 'hoa';
const patientId = (patientIds as Record<string, string>)[chosen] ?? chosen;

let counter = 0;
const records = await openRecords(
  getRxStorageMemory() as unknown as Parameters<typeof openRecords>[0],
  'chart',
  () => `00000000000000ff.${(counter += 1)}`,
);
await seed(records);

const offline = { kind: 'offline', since: '2026-11-23T13:48:00.000+07:00' } as const;
const status: SyncStatus = {
  connection: offline,
  sending: offline,
  receiving: offline,
  hereOnly: 7,
  waiting: 7,
  refused: [],
  heldBack: 0,
  quarantined: [],
  heardAt: '2026-11-23T13:48:00.000+07:00',
  feedRead: false,
  firstFill: undefined,
  sentAt: undefined,
  clock: undefined,
  server: { kind: 'known' },
  peers: [],
  owed: 0,
  owedIds: [],
};
const journalOf = (key: string) => `journal/${key}`;
const replica: ReplicaClient = {
  records,
  syncStatus: () => status,
  onSyncStatus: () => () => undefined,
  delivery: (id) => (id.charCodeAt(id.length - 1) % 2 === 0 ? 'onServer' : 'hereOnly'),
  onDelivery: () => () => undefined,
  alive: () => true,
  slow: () => false,
  onAlive: () => () => undefined,
  undelivered: () => [],
  syncLog: async () => [],
  sendAgain: async () => undefined,
  chooseServer: async () => undefined,
  sendHeldBack: async () => undefined,
  rescue: {
    out: async () => ({ entries: 7, leaves: 12, damaged: 0, digest: '0'.repeat(64) }),
    in: async () => ({ kind: 'refused', fault: 'wrongPassphrase' }),
  },
  newWriter: () => undefined,
  addPeople: async () => undefined,
  audit: async () => undefined,
  trailKey: async () => undefined,
  readTrails: async () => Promise.reject(new Error('there is no trail here')),
  trailPart: async () => ({ count: 0, entries: [] }),
  charts: wholeCharts(),
  signatures: clientSignatures(false),
  history: async () => [],
  chartHistory: async () => [],
  evidence: async () => [],
  patients: memoryFinder(records),
  journal: {
    write: async (key: string, value: JsonValue) =>
      sessionStorage.setItem(journalOf(key), JSON.stringify(value)),
    read: async (key: string) => {
      const entry = sessionStorage.getItem(journalOf(key));
      return entry === null ? undefined : (JSON.parse(entry) as JsonValue);
    },
    remove: async (key: string) => sessionStorage.removeItem(journalOf(key)),
    keys: async () => Object.keys(sessionStorage),
  },
  storagePersistent: true,
  snapshotDamaged: false,
  close: async () => undefined,
};

speak({ language: query.get('lang') === 'en' ? 'en' : 'vi' });
document.documentElement.dataset['theme'] = query.get('theme') ?? 'light';
const nothing = () => undefined;
const signing = await importSigning(inventedSigning);
const author = { person: person.key, workstation: app.workstation.key };
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <I18nProvider locale={query.get('lang') === 'en' ? 'en-GB' : 'vi-VN'}>
      <SessionProvider
        value={{
          app,
          person,
          author,
          signing,
          contact: { verification: { kind: 'verified' } },
          replica,
          audit: nothing,
          auditFirst: async () => undefined,
          lock: nothing,
          finishing: nothing,
        }}
      >
        <main style={{ height: '100vh', padding: '44px 0 0 64px' }}>
          <ChartPage patientId={patientId} />
        </main>
      </SessionProvider>
    </I18nProvider>
  </StrictMode>,
);
Object.assign(window, { records });
