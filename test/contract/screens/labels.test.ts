import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { checkedRecordNumber } from '../../../shared/identity/recordNumber.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import { aPatient, aRecord } from '../../support/builders/records.ts';
import { until } from '../../support/rights/goTo.ts';
import { mountPages } from '../../support/screens/mountPages.tsx';
import type { MountedPages } from '../../support/screens/mountPages.tsx';
import { openMemoryReplica } from '../../support/screens/memoryReplica.ts';
import { sceneOf } from '../../support/screens/scenes.ts';

/** What is printed, as a label printer of 203 dpi draws it: its bars are read back, its words are all there. */

const longName =
  'Công Tằng Tôn Nữ Nguyễn Phúc Thuỳ Dương Ngọc Ánh Hồng Diễm Quỳnh Phương Khuyên Nghiêng Trường Huỳnh Đoan Ngưỡng Thượng Mẫu';
const patient = aPatient({
  recordNumber: 'ABCD-12345678',
  name: longName.slice(0, 120),
  birthDate: '2026-11-22',
});
const allergy = aRecord('allergy', patient.patientId, {
  substance: 'Penicillin',
  severity: 'severe',
  certainty: 'confirmed',
  status: 'active',
});
const printed = checkedRecordNumber(patient.recordNumber);

let replica: ReplicaClient;
let pages: MountedPages;
beforeAll(async () => {
  await prepareZXingModule({
    overrides: { locateFile: () => wasmUrl },
    fireImmediately: true,
  });
  replica = await openMemoryReplica({
    ...sceneOf('empty', 0),
    records: [patient, allergy] as AnyRecord[],
  });
});
afterEach(() => pages.end());

async function openPaper(name: string): Promise<HTMLElement> {
  pages = await mountPages('empty', replica, {
    key: 'cn-do-thi-mai',
    displayName: 'Đỗ Thị Mai',
    role: 'registrar',
  });
  await pages.go(`/patients/${patient.patientId}/print`);
  await until(() => {
    const tile = [...document.querySelectorAll('label')].find(
      ({ textContent }) => textContent === name,
    );
    if (!tile) throw new Error(`no such paper: ${name}`);
    tile.click();
  });
  const preview = document.querySelector<HTMLElement>('[role=region][aria-label="Xem trước"]')!;
  await until(() => expect(preview.innerText).toContain(printed));
  return preview;
}

test('a 50 × 30 mm label at 203 dpi: the longest record number is read back from its dots', async () => {
  expect(printed).toHaveLength(15);
  const preview = await openPaper('Nhãn cuộn 50 × 30 mm');
  const label = preview.firstElementChild as HTMLElement;
  // A pixel a dot, on a page of its own, as the printer's driver draws it.
  const paper = document.body.appendChild(document.createElement('div'));
  paper.style.cssText = `position:fixed;inset:0 auto auto 0;zoom:${String(203 / 96)};background:#fff;color:#000;z-index:9999`;
  const drawn = paper.appendChild(label.cloneNode(true) as HTMLElement);
  await document.fonts.ready;
  const { width, height } = drawn.getBoundingClientRect();
  expect([Math.round(width), Math.round(height)]).toEqual([400, 240]);
  const base64 = await page.screenshot({ element: drawn, save: false });
  paper.remove();
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const found = await readBarcodes(bytes, { formats: ['Code128'] });
  expect(found.map(({ text }) => text)).toEqual([printed]);
});

test.each(['Vòng tay người lớn', 'Vòng tay trẻ em', 'Vòng tay sơ sinh', 'Nhãn cuộn 50 × 30 mm'])(
  '%s: the longest name, the allergy where there is room for one, and the bars lie on the paper, nothing over another',
  async (paper) => {
    const preview = await openPaper(paper);
    const sheet = preview.firstElementChild!;
    const edge = sheet.getBoundingClientRect();
    const parts = [...sheet.querySelectorAll('strong, span')].filter(
      (part) => part.closest('[role=img]') === null || part.getAttribute('role') === 'img',
    );
    expect(sheet.textContent).toContain(patient.name!.toLocaleUpperCase('vi'));
    if (paper.startsWith('Vòng tay')) expect(sheet.textContent).toContain('DỊ ỨNG: Penicillin');
    for (const part of parts) {
      const { left, right, top, bottom } = part.getBoundingClientRect();
      const words = `${paper}: ${part.textContent.slice(0, 20)}`;
      expect(left, words).toBeGreaterThanOrEqual(edge.left - 0.5);
      expect(right, words).toBeLessThanOrEqual(edge.right + 0.5);
      expect(top, words).toBeGreaterThanOrEqual(edge.top - 0.5);
      expect(bottom, words).toBeLessThanOrEqual(edge.bottom + 0.5);
    }
  },
);

test('a label sheet that was begun: only the free labels, and only as many as were asked for', async () => {
  const preview = await openPaper('Nhãn, tờ A4 24 nhãn');
  const labels = () => preview.querySelectorAll('[role=img]').length;
  await until(() => expect(labels()).toBe(24));
  const type = (label: string, text: string) => {
    const field = [...document.querySelectorAll('label')].find(
      ({ textContent }) => textContent === label,
    )!;
    const input = document.getElementById(field.htmlFor) as HTMLInputElement;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, text);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  type('Nhãn trống đầu tiên', '22');
  await until(() => expect(labels()).toBe(3));
  type('Số nhãn', '2');
  await until(() => expect(labels()).toBe(2));
  const places = [...preview.firstElementChild!.children].map(
    (place) => place.querySelector('[role=img]') !== null,
  );
  expect(places.flatMap((printedHere, place) => (printedHere ? [place + 1] : []))).toEqual([
    22, 23,
  ]);
  type('Nhãn trống đầu tiên', '25');
  await until(() => expect(preview.ownerDocument.body.innerText).toContain('từ 1 đến 24'));
  const print = [...document.querySelectorAll('button')].find(({ innerText }) =>
    innerText.includes('từ 1 đến 24'),
  );
  expect(print?.getAttribute('aria-disabled')).toBe('true');
});
