import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { pairPage } from '../../../shared/identity/links/pairWork.ts';
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
 * The work list of suspected pairs and the comparison, filled with names that want to be programs,
 * that turn the direction of writing, and that are longer than any row. (Characters that turn it
 * without being letters are in no record: `directionControls.ts`.)
 */

const turned = 'שלום עליכם';
const hostile: readonly (readonly [string, string])[] = [
  ['<img src=x onerror=canary(1)>', '"><script>canary(2)</script>'],
  ['<svg/onload=canary(3)>', '{{canary(4)}} ${canary(5)} $t(unknown)'],
  [turned, `${turned} An`],
  ['Nguyễn '.repeat(17).trim(), 'N'.repeat(120)],
  ['Nguyễn Văn <b>Đậm</b>', 'Nguyễn Văn &lt;b&gt;Đậm'],
];
const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const patients = hostile.flat().map((name, n) =>
  aPatient(
    {
      name,
      recordNumber: `T1-00001${String(n)}`,
      address: `${name.slice(0, 100)} ${turned}`,
    },
    someWrite(),
    idOf(n),
  ),
);
const pairs = hostile.map((_names, place) => ({
  a: idOf(2 * place),
  b: idOf(2 * place + 1),
  score: learnedModel.threshold + (hostile.length - place),
}));
const matches = {
  scored: async () => ({ pairs, compared: patients.length, total: patients.length }),
  patient: (id: string) => patients.find(({ patientId }) => patientId === id),
};

let replica: ReplicaClient;
let pages: MountedPages;
const ran: unknown[] = [];

beforeEach(async () => {
  await page.viewport(1280, 800);
  Object.assign(window, { canary: (what: unknown) => ran.push(what) });
  const memory = await openMemoryReplica({ ...sceneOf('empty', 0), records: patients });
  replica = {
    ...memory,
    patients: {
      ...memory.patients,
      pairs: (query) =>
        pairPage(matches, noGroups, { wardsOf: () => undefined, sameNumbers: [] }, query),
      compare: async () => undefined,
    },
  };
  pages = await mountPages('empty', replica, {
    key: 'cn-do-thi-mai',
    displayName: 'Đỗ Thị Mai',
    role: 'registrar',
  });
});
afterEach(async () => {
  pages.end();
  await replica.close();
});

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-index] button')];
const comparison = () => document.querySelector<HTMLElement>('[aria-label="So sánh hai hồ sơ"]');

/** Elements that no code of ours makes on this page. */
function strangers(): string[] {
  const main = document.querySelector('main')!;
  const wrong = 'img, b, iframe, object, script, style, form[action], [onerror], [onload]';
  return [...main.querySelectorAll(wrong)].map(({ outerHTML }) => outerHTML);
}

/** Parts of a page that stand out of what holds them. */
function overflowing(within: Element): string[] {
  const { right, bottom } = within.getBoundingClientRect();
  return [...within.querySelectorAll<HTMLElement>('*')]
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > right + 1 || box.bottom > bottom + 1);
    })
    .map(({ outerHTML }) => outerHTML.slice(0, 200));
}

test('names that are programs, right to left, or very long are names: in each row and side by side', async () => {
  await pages.go('/duplicates');
  await until(() => expect(rows()).toHaveLength(hostile.length));
  for (const [place, names] of hostile.entries()) {
    const row = rows()[place]!;
    for (const name of names) expect(row.textContent).toContain(name);
    expect(overflowing(row), names[0]).toEqual([]);
    // The number stands where it stands for everybody: right of the name.
    for (const who of row.querySelectorAll('span > small')) {
      const name = who.previousElementSibling!;
      expect(who.getBoundingClientRect().left).toBeGreaterThan(name.getBoundingClientRect().left);
      expect(who.textContent).toMatch(/^1957 · T1-00001\d$/);
    }
    row.click();
    await until(() => {
      for (const name of names) expect(comparison()?.textContent).toContain(name);
    });
    const section = comparison()!.closest('section') ?? comparison()!;
    expect(section.scrollWidth, names[0]).toBeLessThanOrEqual(section.clientWidth + 1);
    expect(strangers(), names[0]).toEqual([]);
  }
  const list = rows()[0]!.closest('ul')!.parentElement!;
  expect(list.scrollWidth).toBeLessThanOrEqual(list.clientWidth);
  expect(ran).toEqual([]);
});
