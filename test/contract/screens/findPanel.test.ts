import { afterEach, beforeEach, expect, test } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import type { SearchAnswer } from '../../../shared/identity/search/keepSearch.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import { until } from '../../support/rights/goTo.ts';
import { openMemoryReplica } from '../../support/screens/memoryReplica.ts';
import { mountPages } from '../../support/screens/mountPages.tsx';
import type { MountedPages } from '../../support/screens/mountPages.tsx';
import { sceneOf } from '../../support/screens/scenes.ts';

/** The find panel, typed into by real keys; the test answers when it likes. */

const scene = sceneOf('online', 60);
const everybody = scene.records.filter(
  (record): record is RecordOf<'patient'> => record.kind === 'patient',
);
const [first, second, third] = [everybody.slice(0, 50), everybody.slice(3, 6), everybody.slice(8)];
let replica: ReplicaClient;
let pages: MountedPages;
/** Questions that wait for their answer, by their text. */
let asked: Map<string, (patients: readonly RecordOf<'patient'>[]) => void>;
/** What a crash left of a note is told when the test likes. */
let journalTold: () => void;

beforeEach(async () => {
  asked = new Map();
  replica = await openMemoryReplica(scene);
  const search = (text: string): Promise<SearchAnswer> =>
    new Promise((resolve) =>
      asked.set(text, (patients) =>
        resolve({
          patients,
          total: patients.length,
          checkMisfits: false,
          searched: everybody.length,
          complete: true,
        }),
      ),
    );
  const [person] = demonstrationFacility.people;
  const told = new Promise<undefined>((resolve) => (journalTold = () => resolve(undefined)));
  const finder = {
    ...replica,
    patients: { ...replica.patients, search },
    journal: { ...replica.journal, read: () => told },
  };
  pages = await mountPages('online', finder, person!);
  await pages.go('/');
  await until(() => expect(document.querySelector('main')).not.toBeNull());
  await userEvent.keyboard('{Control>}k{/Control}');
  await until(() => expect(field()).toBe(document.activeElement));
});
afterEach(async () => {
  pages.end();
  await replica.close();
});

const lines = () => [...document.querySelectorAll<HTMLElement>('[role=dialog] [role=option]')];
const field = () => document.querySelector<HTMLInputElement>('[role=dialog] input')!;

/** A key makes no more lines than the panel has room for. */
const inSight = (patients: readonly unknown[]) => Math.min(16, patients.length);

async function answer(text: string, patients: readonly RecordOf<'patient'>[]): Promise<void> {
  await until(() => expect(asked.has(text)).toBe(true));
  asked.get(text)!(patients);
  await until(() => expect(lines()).toHaveLength(inSight(patients)));
  await until(() => expect(lines()[0]?.id.endsWith(patients[0]!.patientId)).toBe(true));
}

test('every line tells of the answer of now, whatever stood in its place', async () => {
  let text = '';
  for (const patients of [first, second, third, first, second]) {
    await userEvent.keyboard('n');
    text += 'n';
    await answer(text, patients);
    for (const [at, line] of lines().entries()) {
      const { name, recordNumber, address, patientId } = patients[at]!;
      expect(line.id).toMatch(new RegExp(`${patientId}$`));
      expect(line.textContent).toContain(name);
      expect(line.textContent).toContain(recordNumber);
      expect(line.querySelector('[title]')?.textContent ?? '').toBe(address ?? '');
      expect(line.getAttribute('aria-selected')).toBe(String(at === 0));
      expect(line.getAttribute('aria-posinset')).toBe(String(at + 1));
      expect(line.getAttribute('aria-setsize')).toBe(String(patients.length));
    }
    expect(field().getAttribute('aria-activedescendant')).toBe(lines()[0]!.id);
  }
});

test('who presses on a line that becomes another’s before the release opens nobody', async () => {
  await userEvent.keyboard('n');
  await answer('n', first);
  await userEvent.keyboard('g');
  const at = middleOf(lines()[2]!);
  await mouse('mousePressed', at);
  await answer('ng', second);
  await mouse('mouseReleased', at);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(lines()).toHaveLength(inSight(second));
  await mouse('mousePressed', at);
  await mouse('mouseReleased', at);
  await until(() => expect(location.hash).toContain(second[2]!.patientId));
});

test('an Enter that comes before the answer opens the first of that answer; arrows and pages move in it', async () => {
  await userEvent.keyboard('n');
  await answer('n', first);
  const selected = () => lines().findIndex((line) => line.ariaSelected === 'true');
  for (const [key, place] of [
    ['{ArrowDown}', 1],
    ['{PageDown}', 9],
    ['{ArrowUp}', 8],
    ['{PageDown}', 16],
  ] as const) {
    await userEvent.keyboard(key);
    await until(() => expect(selected()).toBe(place));
    expect(field().getAttribute('aria-activedescendant')).toBe(lines()[place]!.id);
  }
  const list = document.querySelector('[role=dialog] [role=listbox]')!;
  await until(() => {
    const { top, bottom } = lines()[16]!.getBoundingClientRect();
    expect(top).toBeGreaterThanOrEqual(list.getBoundingClientRect().top - 1);
    expect(bottom).toBeLessThanOrEqual(list.getBoundingClientRect().bottom + 1);
  });
  expect(lines()).toHaveLength(first.length);
  await userEvent.keyboard('g{Enter}');
  await until(() => expect(lines()).toHaveLength(inSight(first)));
  asked.get('ng')!(third);
  await until(() => expect(location.hash).toContain(third[0]!.patientId));
});

/** Where an element is on the browser's own page, around the test's frame. */
function middleOf(element: Element): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  const frame = window.frameElement!.getBoundingClientRect();
  const scale = frame.width / window.innerWidth;
  return {
    x: frame.left + (left + width / 2) * scale,
    y: frame.top + (top + height / 2) * scale,
  };
}

async function mouse(type: 'mousePressed' | 'mouseReleased', at: { x: number; y: number }) {
  const protocol = cdp() as unknown as {
    send(method: 'Input.dispatchMouseEvent', parameters: unknown): Promise<unknown>;
  };
  await protocol.send('Input.dispatchMouseEvent', { type, ...at, button: 'left', clickCount: 1 });
}

test('whoever scrolls down finds all who were found, and the next key begins at the top again', async () => {
  await userEvent.keyboard('n');
  await answer('n', first);
  expect(first.length).toBeGreaterThan(lines().length);
  const list = document.querySelector('[role=dialog] [role=listbox]')!;
  list.scrollTop = 40;
  await until(() => expect(lines()).toHaveLength(first.length));
  list.scrollTop = list.scrollHeight;
  await userEvent.keyboard('g');
  await answer('ng', third);
  expect(list.scrollHeight).toBeGreaterThan(list.clientHeight);
  expect(list.scrollTop).toBe(0);
});

test('what shows itself late behind the panel takes no key from whoever types into it', async () => {
  await userEvent.keyboard('{Escape}');
  const { patientId } = scene.records.find(({ kind }) => kind === 'encounter')!;
  await pages.go(`/patients/${patientId}`);
  const tab = () =>
    [...document.querySelectorAll<HTMLElement>('[role=tab]')].find(({ textContent }) =>
      textContent.includes('Tờ điều trị'),
    );
  await until(() => expect(tab()).toBeDefined());
  tab()!.click();
  await userEvent.keyboard('{Control>}k{/Control}');
  await until(() => expect(field()).toBe(document.activeElement));
  journalTold();
  const write = () => document.querySelector('[class*=begin] button, form[class*=editor] textarea');
  await until(() => expect(write()).not.toBeNull());
  await userEvent.keyboard('n');
  expect(field().value).toBe('n');
  await answer('n', third);
  await userEvent.keyboard('{Enter}');
  await until(() => expect(location.hash).toContain(third[0]!.patientId));
});

test('whoever closes it is where they were, after a key and after a scan that opened it', async () => {
  await userEvent.keyboard('{Escape}');
  const row = () => document.querySelector<HTMLElement>('main [data-patient][tabindex="0"]');
  await until(() => expect(row()).not.toBeNull());
  row()!.focus();
  const patient = row()!.dataset['patient'];
  const opens = [
    () => userEvent.keyboard('{Control>}k{/Control}'),
    // Its line ends by a pause: no key opens the panel. How keys come is another test's.
    async () => {
      for (const key of '001090000001|')
        document.activeElement!.dispatchEvent(
          new KeyboardEvent('keypress', { key, bubbles: true }),
        );
    },
  ];
  for (const open of opens) {
    await open();
    await until(() => expect(field()).toBe(document.activeElement));
    // By then the page behind has given up its focus.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(field()).toBe(document.activeElement);
    await userEvent.keyboard('{Escape}');
    await until(() => expect(field()).toBeNull());
    await until(() => expect(document.activeElement).toBe(row()));
    expect(row()!.dataset['patient']).toBe(patient);
  }
});
