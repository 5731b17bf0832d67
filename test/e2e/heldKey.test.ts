import { expect, test } from '@playwright/test';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

let hospital: TestHospital;
let here: OpenedWorkstation;

test.beforeAll(async () => {
  hospital = await openTestHospital('held-key', { workstations: 1, patients: 20 });
  here = await hospital.open(0);
  await here.screens.unlock('Lê Minh Khôi', hospital.demonstration.passphrase);
});

test.afterAll(async () => {
  await hospital?.end();
});

test('Ctrl Enter held down saves one record, at whatever moment a press comes', async () => {
  const { page, screens } = here;
  await screens.open('Nguyễn Thị Hoà');
  await screens.tab('Dị ứng');
  const substance = page.getByRole('combobox', { name: 'Dị ứng với' });
  await substance.fill('Bụi nhà kho');
  await page.keyboard.press('Tab');
  const certainty = page.getByRole('radiogroup', { name: 'Chắc tới đâu' });
  await certainty.getByText('Nghi ngờ', { exact: true }).click();
  await page.getByRole('form', { name: 'Ghi dị ứng' }).evaluate(async (form) => {
    const press = () =>
      form.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }),
      );
    // As fast as tasks can follow each other: between the acknowledgement and the empty form too.
    const { port1, port2 } = new MessageChannel();
    const until = performance.now() + 1500;
    await new Promise<void>((resolve) => {
      port1.onmessage = () => {
        press();
        if (performance.now() < until) port2.postMessage(null);
        else resolve();
      };
      port2.postMessage(null);
    });
  });
  await expect(substance).toHaveValue('');
  await expect(page.getByRole('listitem').filter({ hasText: 'Bụi nhà kho' })).toHaveCount(1);
});
