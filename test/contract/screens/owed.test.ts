import { expect, test } from 'vitest';
import { newPatientId, newRecordId } from '../../../shared/records/ids.ts';
import type { SyncStatus } from '../../../shared/sync/status.ts';
import { goTo, until } from '../../support/rights/goTo.ts';
import { openMemoryReplica } from '../../support/screens/memoryReplica.ts';
import { mountPages } from '../../support/screens/mountPages.tsx';
import { sceneOf } from '../../support/screens/scenes.ts';

const section = () => document.querySelector<HTMLElement>('section[aria-labelledby=not-given]');
const items = () => [...section()!.querySelectorAll('li')].map(({ innerText }) => innerText);

test('invariant 6: what the server names and doesn’t give is listed, said in words, and gone when it came', async () => {
  const scene = sceneOf('online', 5);
  const memory = await openMemoryReplica(scene);
  let status: SyncStatus = memory.syncStatus();
  const listeners = new Set<(next: SyncStatus) => void>();
  const owes = (owedIds: readonly string[], owed: number) => {
    status = { ...status, owed, owedIds };
    for (const listener of listeners) listener(status);
  };
  const pages = await mountPages(
    'online',
    {
      ...memory,
      syncStatus: () => status,
      onSyncStatus(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    { key: 'nguoi-thu', displayName: 'Người thử', role: 'doctor' },
  );
  await goTo(pages, { path: '/', syncPanel: true });
  await until(() => expect(document.body.innerText).toContain('Trung tâm đồng bộ'));
  expect(section()).toBeNull();

  const patient = scene.records.find(({ kind }) => kind === 'patient')!;
  const elsewhere = newPatientId();
  const note = newRecordId(patient.patientId, 'note');
  const order = newRecordId(elsewhere, 'order');
  owes([note, order], 2);
  await until(() => expect(section()?.innerText).toContain('Máy chủ chưa đưa (2)'));
  expect(section()!.innerText).toContain('Máy tự hỏi lại, không phải làm gì');
  expect(section()!.innerText).toContain('báo kỹ thuật kiểm tra máy chủ');
  // Whose it is, where that is known here; of anybody else the kind alone, and no id on the screen.
  await until(() => expect(items()).toEqual([expect.stringMatching(/^Tờ điều trị, ./), 'Y lệnh']));
  expect(section()!.querySelectorAll('a')).toHaveLength(1);
  expect(section()!.innerText).not.toContain(elsewhere);
  expect(document.body.innerText).toContain('Còn 2 bản ghi máy chủ chưa đưa');

  // The head counts them all, however many there are to list.
  owes(
    Array.from({ length: 100 }, () => newRecordId(elsewhere, 'order')),
    1234,
  );
  await until(() => expect(section()!.innerText).toContain('Máy chủ chưa đưa (1.234)'));
  expect(items()).toHaveLength(20);
  expect(section()!.innerText).toContain('và 1.214 mục nữa');

  owes([note], 1);
  await until(() => expect(items()).toEqual([expect.stringMatching(/^Tờ điều trị, ./)]));
  owes([], 0);
  await until(() => expect(section()).toBeNull());
  expect(document.body.innerText).toContain('Đang theo dõi máy chủ');
  pages.end();
  await memory.close();
});
