import { expect, test } from 'vitest';
import type { Audited } from '../../../renderer/app/auditing.ts';
import { controls } from '../../support/rights/controls.ts';
import { goTo, until } from '../../support/rights/goTo.ts';
import { openMemoryReplica } from '../../support/screens/memoryReplica.ts';
import { mountPages } from '../../support/screens/mountPages.tsx';
import { sceneOf } from '../../support/screens/scenes.ts';

test('what becomes of a replaced server is the administrator’s to choose, and on the trail first', async () => {
  const foreign = await openMemoryReplica(sceneOf('serverForeign', 5));
  const told: Audited[] = [];
  const chosen: (Audited | undefined)[] = [];
  const replica = { ...foreign, chooseServer: async () => void chosen.push(told.at(-1)) };
  const signIn = async (role: 'nurse' | 'doctor' | 'auditor' | 'administrator') => {
    const person = { key: 'nguoi-thu', displayName: 'Người thử', role };
    const pages = await mountPages(
      'serverForeign',
      replica,
      person,
      (what) => void told.push(what),
    );
    await goTo(pages, { path: '/settings', syncPanel: true });
    return pages;
  };
  const choice = /^Bắt đầu lại từ máy chủ này…$/;
  for (const role of ['nurse', 'doctor', 'auditor'] as const) {
    const pages = await signIn(role);
    await until(() => expect(document.body.innerText).toMatch(/Chỉ quản trị \(IT\) chọn được/));
    expect(controls().filter(({ name }) => choice.test(name))).toEqual([]);
    pages.end();
  }
  const pages = await signIn('administrator');
  for (const name of ['Bắt đầu lại từ máy chủ này…', 'Kỹ thuật đã xác nhận, bắt đầu lại']) {
    await until(() => {
      const button = [...document.querySelectorAll('button')].find(
        ({ textContent }) => textContent === name,
      );
      expect(button).toBeDefined();
      button!.click();
    });
  }
  await until(() =>
    expect(chosen).toEqual([{ action: 'chooseServer', about: { what: 'startAnew' } }]),
  );
  pages.end();
  await foreign.close();
});
