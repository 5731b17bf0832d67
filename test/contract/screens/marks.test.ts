import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import type { SignatureEvents } from '../../../renderer/replica/clientSignatures.ts';
import { goTo, press, until } from '../../support/rights/goTo.ts';
import { rightsScene } from '../../support/rights/rightsScene.ts';
import { mountPages } from '../../support/screens/mountPages.tsx';
import type { MountedPages } from '../../support/screens/mountPages.tsx';
import { openMemoryReplica } from '../../support/screens/memoryReplica.ts';

/** Wherever an act of a person is shown, what its signature and its author are worth is shown too. */

const { options, charts } = rightsScene();
const chartOf = (id: string) => `/patients/${id}`;
const wholeLine = /BS\. Lê Minh Khôi, bác sĩ, số hành nghề \S+, .*chữ ký đã xác minh tại máy này/;
const inOrder = /bác sĩ, số hành nghề .*chữ ký đã xác minh tại máy này/s;
let replica: ReplicaClient;
let pages: MountedPages;

beforeAll(async () => {
  replica = await openMemoryReplica(options);
  const person = {
    key: 'bs-le-minh-khoi',
    displayName: 'BS. Lê Minh Khôi',
    role: 'doctor',
  } as const;
  pages = await mountPages('setAside', replica, person);
});
afterAll(async () => {
  pages.end();
  await replica.close();
});

/** The smallest part of the page that says this. */
function saying(words: RegExp, selector = 'p, div, li'): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].filter(({ innerText }) =>
    words.test(innerText),
  );
  const smallest = found.toSorted((a, b) => a.innerText.length - b.innerText.length)[0];
  if (!smallest) throw new Error(`not on the page: ${String(words)}`);
  return smallest;
}

test('an order’s event: a small mark, and the whole line when it is focused, over everything', async () => {
  await goTo(pages, { path: chartOf(charts.full), tab: 'orders' });
  await until(() => saying(/^Tạm giữ lúc/));
  const mark = saying(/^Tạm giữ lúc/).querySelector<HTMLElement>('[role=img]')!;
  expect(mark.getAttribute('aria-label')).toMatch(wholeLine);
  expect(document.body.innerText).not.toMatch(wholeLine);
  // As a browser tells of the keyboard; a test's own frame may not have it.
  mark.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
  await until(() => expect(document.body.innerText).toMatch(wholeLine));
  mark.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  await until(() => expect(document.body.innerText).not.toMatch(wholeLine));
});

test('an event by somebody whom nobody could confirm says so, in words', async () => {
  await goTo(pages, { path: chartOf(charts.full), tab: 'orders' });
  await until(() => expect(saying(/^Ngừng lúc/).innerText).toMatch(/Chưa xác minh người viết/));
  expect(saying(/^Tạm giữ lúc/).innerText).not.toMatch(/Chưa xác minh/);
});

test('an event after a revocation is loud, and says why when it is focused', async () => {
  await goTo(pages, { path: chartOf(charts.full), tab: 'orders' });
  await until(() => saying(/^Tạm giữ lúc/));
  const event = await idOfHold();
  const { events } = replica.signatures as unknown as { events: SignatureEvents };
  events.signatureDoubts([[event, 'revoked']]);
  await until(() =>
    expect(saying(/^Tạm giữ lúc/).innerText).toMatch(/sau khi chứng thư bị thu hồi/),
  );
  const mark = saying(/^Tạm giữ lúc/).querySelector('[role=img]')!;
  expect(mark.getAttribute('aria-label')).toMatch(/Hỏi lại trước khi làm theo/);
  events.signatureDoubts([[event, undefined]]);
});

async function idOfHold(): Promise<string> {
  const all = await replica.records.collections.orders.find().exec();
  return all.find((one) => one.kind === 'orderEvent' && one.event === 'hold')!.id;
}

test('who took a note back, and who closed a visit, with role, practice number and signature', async () => {
  await goTo(pages, { path: chartOf(charts.full), tab: 'notes' });
  await until(() => saying(/đã rút lại lúc/, '[role=status]'));
  expect(saying(/đã rút lại lúc/, '[role=status]').innerText).toMatch(inOrder);
  await goTo(pages, { path: chartOf(charts.closed) });
  await until(() => saying(/Lượt điều trị đã đóng lúc/, '[role=status]'));
  expect(saying(/Lượt điều trị đã đóng lúc/, '[role=status]').innerText).toMatch(inOrder);
});

test('what was set aside never borrows the mark of what is shown in its place', async () => {
  await goTo(pages, { path: chartOf(charts.full), tab: 'overview' });
  await until(() => saying(/Để riêng: Tờ điều trị/, 'section'));
  const card = () => saying(/Để riêng: Tờ điều trị/, 'section');
  const read = [...card().querySelectorAll('button')].find(
    ({ textContent }) => textContent === 'Đọc như bằng chứng',
  )!;
  read.click();
  await until(() => expect(card().innerText).toMatch(/KHÔNG TIN ĐƯỢC/));
  const marks = [...card().querySelectorAll('ol [role=img]')].map((mark) =>
    mark.getAttribute('aria-label'),
  );
  expect(marks.filter((label) => label?.includes('chữ ký'))).toEqual([]);
  expect(card().querySelector('ol')!.innerText).not.toMatch(/đã xác minh tại máy này/);
});

test('a finding’s heading, and what waits to be sent, name whom nobody could confirm', async () => {
  await goTo(pages, { path: chartOf(charts.finding), tab: 'overview' });
  const named = /BS\. Lê Minh Khôi: Chưa xác minh người viết/;
  await until(() => expect(saying(/y lệnh cùng hoạt chất/, 'header').innerText).toMatch(named));
  await goTo(pages, { path: '/settings', syncPanel: true });
  await until(() => expect(saying(named, 'li').innerText).toMatch(named));
  press('nav button[aria-expanded]');
});

test('what people said of a pair stands there with who said it, signed', async () => {
  await goTo(pages, { path: '/duplicates' });
  await until(() => saying(/^Để sau \([1-9]/, 'label'));
  saying(/^Để sau \([1-9]/, 'label').click();
  await until(() => saying(/Đã xem căn cước của cả hai/, 'li'));
  const said = saying(/Đã xem căn cước của cả hai/, 'li').innerText;
  expect(said).toMatch(/^Hai người khác nhau CN\. Đỗ Thị Mai/);
  expect(said).toMatch(/tiếp nhận.*chữ ký đã xác minh tại máy này/s);
});
