import { afterEach, expect, test } from 'vitest';
import { pairPage } from '../../../shared/identity/links/pairWork.ts';
import type { PairQuery } from '../../../shared/identity/links/pairWork.ts';
import { noGroups } from '../../../shared/identity/links/patientGroups.ts';
import { learnedModel } from '../../../shared/identity/matching/learnedModel.ts';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';
import { until } from '../../support/rights/goTo.ts';
import { mountPages } from '../../support/screens/mountPages.tsx';
import type { MountedPages } from '../../support/screens/mountPages.tsx';
import { openMemoryReplica } from '../../support/screens/memoryReplica.ts';
import { sceneOf } from '../../support/screens/scenes.ts';

/**
 * The work list as 200,000 people fill it, of whom one in twenty was registered twice: the page holds
 * the rows that are on the screen, asks for no others, and reads no patient by itself for them.
 */

const count = 10_000;
const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const pairs = Array.from({ length: count }, (_unused, place) => ({
  a: idOf(2 * place),
  b: idOf(2 * place + 1),
  score: learnedModel.threshold + ((count - place) / count) * 20,
}));
const matches = {
  scored: async () => ({ pairs, compared: 2 * count, total: 2 * count }),
  patient: (id: string) =>
    aPatient({ name: `Lò Thị Số ${String(Number(id.slice(-12)))}` }, someWrite(), id),
};

let replica: ReplicaClient;
let pages: MountedPages;
afterEach(async () => {
  pages.end();
  await replica.close();
});

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-index] button')];

test('ten thousand pairs are a page of rows at a time, to the last one', async () => {
  const memory = await openMemoryReplica(sceneOf('empty', 0));
  const asked: PairQuery[] = [];
  let answered = 0;
  replica = {
    ...memory,
    patients: {
      ...memory.patients,
      async pairs(query) {
        asked.push(query);
        const page = await pairPage(
          matches,
          noGroups,
          { wardsOf: () => undefined, sameNumbers: [] },
          query,
        );
        answered = Math.max(answered, JSON.stringify(page).length);
        return page;
      },
      compare: async () => undefined,
    },
  };
  const { patients } = memory.records.collections;
  const find = patients.find.bind(patients);
  let queries = 0;
  patients.find = ((query) => {
    queries += 1;
    return find(query);
  }) as typeof patients.find;
  pages = await mountPages('empty', replica, {
    key: 'cn-do-thi-mai',
    displayName: 'Đỗ Thị Mai',
    role: 'registrar',
  });
  await pages.go('/duplicates');
  await until(() => expect(rows()[0]?.innerText).toContain('Lò Thị Số 0'));
  expect(document.body.innerText).toContain('Chưa trả lời (10.000)');
  expect(document.body.innerText).toContain('Đã so sánh 20.000');
  expect(rows().length).toBeLessThan(60);

  // By the keyboard to the end: the last row is made only now.
  rows()[0]!.focus();
  rows()[0]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
  await until(() =>
    expect(rows().at(-1)?.innerText).toContain(`Lò Thị Số ${String(2 * count - 1)}`),
  );
  await until(() => expect(document.activeElement).toBe(rows().at(-1)));
  expect(rows().length).toBeLessThan(60);
  expect(Math.max(...asked.map(({ limit }) => limit))).toBeLessThanOrEqual(100);
  expect(answered).toBeLessThan(64_000);
  // The comparison of what is chosen asks for its two; a query for each row would be thousands.
  expect(queries).toBeLessThan(20);
});
