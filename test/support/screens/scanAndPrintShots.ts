import type { Page } from '@playwright/test';
import { scanByKeys } from '../scanner/typingScanner.ts';
import { openChart } from './openChart.ts';
import type { Shot } from './shot.ts';

/** Scanning by camera and by a scanner at a port, and what is printed of a patient. */
export const scanAndPrintShots: readonly Shot[] = [
  {
    name: 'settings-scanner',
    scene: 'ward',
    act: async (page) => {
      await page.getByRole('link', { name: /Cài đặt|Settings/ }).click();
      await page.getByRole('radio', { name: /Cổng nối tiếp|At a serial port/ }).press('Space');
      const trial = page.getByRole('textbox', { name: /Thử quét|Try a scan/ });
      await trial.fill('001090000001|012345678|Nguyeen|05091990|Nam|Thoon 1|15042021');
      await trial.press('Enter');
      await trial.scrollIntoViewIfNeeded();
    },
  },
  { name: 'register-card-question', scene: 'ward', act: scanTwoPeople },
  {
    name: 'papers-card-question',
    scene: 'ward',
    act: async (page) => {
      await openChart(page);
      await page.getByRole('button', { name: /^(Bổ sung|Fill in)$/ }).click();
      await scan(page, othersCard);
    },
  },
  { name: 'register-camera', scene: 'ward', act: scanWithCamera },
  {
    name: 'register-camera-in-use',
    scene: 'ward',
    act: async (page) => {
      await page.evaluate(() => {
        navigator.mediaDevices.getUserMedia = () =>
          Promise.reject(new DOMException('', 'NotReadableError'));
      });
      await scanWithCamera(page);
    },
  },
  ...(['wristband', 'child', 'newborn', 'labels', 'roll', 'slip'] as const).flatMap(
    (paper, at): Shot[] => [
      { name: `print-${paper}`, scene: 'ward', act: preview(at) },
      { name: `print-long-${paper}`, scene: 'ward', act: previewOfLongName(at) },
    ],
  ),
];

const ownCard =
  '001090000001|012345678|Nguyễn Văn Mẫu|05091990|Nam|Thôn 1, Xã Mẫu, Lạng Sơn|15042021';
const othersCard = '024188004714||Vi Thị Khác|01011988|Nữ|Bản Khác, Xã Khác, Bắc Giang|15042021';

async function scan(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await scanByKeys((method, parameters) => session.send(method, parameters as never), text);
  await page.waitForTimeout(700);
}

async function scanTwoPeople(page: Page): Promise<void> {
  await page.keyboard.press('F7');
  await page.waitForTimeout(300);
  await scan(page, ownCard);
  await scan(page, othersCard);
}

async function scanWithCamera(page: Page): Promise<void> {
  await page.keyboard.press('F7');
  await page.keyboard.press('Alt+3');
  await page.waitForTimeout(1200);
}

/** The preview of a paper, by its place among them. */
function preview(at: number) {
  return async (page: Page): Promise<void> => {
    await page.getByRole('row', { name: /Nguyễn Thị Hoà/ }).click();
    await choosePaper(page, at);
  };
}

/** As long a name as a record may hold: 120 characters. */
const longName =
  'Công Tằng Tôn Nữ Nguyễn Phúc Thuỳ Dương Ngọc Ánh Hồng Diễm Quỳnh Phương Khuyên Nghiêng Trường Huỳnh Đoan Ngưỡng Thượng Mẫu';

function previewOfLongName(at: number) {
  return async (page: Page): Promise<void> => {
    await page.keyboard.press('F7');
    const name = page.getByRole('textbox', { name: /Họ và tên|Full name/ });
    await name.fill(longName.slice(0, 120));
    await page.getByRole('textbox', { name: /Ngày sinh hoặc tuổi|Birth date or age/ }).fill('1990');
    await page.getByRole('radio', { name: /^(Nữ|Female)$/ }).press('Space');
    await page.keyboard.press('Control+Enter');
    await choosePaper(page, at);
  };
}

async function choosePaper(page: Page, at: number): Promise<void> {
  await page.getByRole('link', { name: /In vòng tay|Print wristband/ }).click();
  await page.getByRole('region', { name: /Xem trước|Preview/ }).waitFor();
  await page.getByRole('radio').nth(at).press('Space');
}
