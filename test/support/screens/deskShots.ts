import type { Page } from '@playwright/test';
import type { Shot } from './shot.ts';

const insuranceCard =
  'GD4010123456789|4e677579e1bb856e2056c4836e204de1baab75|05/09/1990|1|5468c3b46e20312c2058c3a3204de1baab75|01 - 001|01/01/2026|-|15/12/2025|01010123456789|-|4|01/01/2021|7e8c9bf5d3b0a1f4-7102|$';

/** The desk's other states: what a card says, children, the photo, many found. */
export const deskShots: readonly Shot[] = [
  {
    name: 'desk-insurance',
    scene: 'ward',
    act: async (page) => {
      await page.keyboard.press('F7');
      const name = nameField(page);
      await name.fill(insuranceCard);
      await name.press('Enter');
    },
  },
  {
    name: 'desk-unreadable',
    scene: 'ward',
    act: async (page) => {
      await page.keyboard.press('F7');
      const name = nameField(page);
      await name.fill('001090000001|012345678|Nguyễn Vă');
      await name.press('Enter');
    },
  },
  {
    name: 'desk-guardian',
    scene: 'ward',
    act: async (page) => {
      await page.keyboard.press('F7');
      await nameField(page).fill('Lò Thị Mẫu');
      await page.getByRole('textbox', { name: /^(Ngày sinh|Birth date)/ }).fill('3 tuổi');
      await page
        .getByRole('textbox', { name: /người giám hộ|guardian/i })
        .first()
        .scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'desk-here-already',
    scene: 'ward',
    act: async (page) => {
      await registerAgain(page);
      await page
        .getByRole('button', { name: /^(Người khác|Another person)/ })
        .first()
        .focus();
    },
  },
  {
    name: 'desk-carried',
    scene: 'ward',
    act: async (page) => {
      await registerAgain(page);
      await page.keyboard.press('Alt+9');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'desk-photo-camera', scene: 'ward', act: takePhoto },
  {
    name: 'desk-photo-look',
    scene: 'ward',
    act: async (page) => {
      await takePhoto(page);
      await choosePhoto(page);
    },
  },
  {
    name: 'desk-photo-registered',
    scene: 'ward',
    act: async (page) => {
      await takePhoto(page);
      await choosePhoto(page);
      await page.getByRole('button', { name: /^(Dùng ảnh này|Use this photo)$/ }).click();
    },
  },
  {
    name: 'desk-photo-chart',
    scene: 'ward',
    act: async (page) => {
      await page.getByRole('row', { name: /Nguyễn Thị Hoà/ }).click();
      await addPhoto(page);
    },
  },
  {
    name: 'desk-photo-retract',
    scene: 'ward',
    act: async (page) => {
      await page.getByRole('row', { name: /Nguyễn Thị Hoà/ }).click();
      await addPhoto(page);
      await page.getByRole('button', { name: /^(Chụp ảnh khác|Take another photo)$/ }).click();
      await choosePhoto(page);
      await page.getByRole('button', { name: /^(Dùng ảnh này|Use this photo)$/ }).click();
      await page
        .getByRole('button', { name: /sai: bỏ|is wrong/ })
        .first()
        .click();
    },
  },
  { name: 'desk-pairs', scene: 'ward', person: 'thi mai', act: openPairs },
  {
    name: 'desk-pairs-joined',
    scene: 'ward',
    person: 'thi mai',
    act: joinFirst,
  },
  {
    name: 'desk-pairs-chart',
    scene: 'ward',
    person: 'thi mai',
    act: async (page) => {
      await joinFirst(page);
      await page.locator('thead a').first().click();
      await page.getByRole('region', { name: /^(Người bệnh|Patient)$/ }).waitFor();
    },
  },
  {
    name: 'desk-pairs-sort',
    scene: 'ward',
    person: 'thi mai',
    act: async (page) => {
      await joinFirst(page);
      await page.locator('thead a').first().click();
      await page.getByRole('button', { name: /^(Sửa thông tin|Edit)/ }).click();
      await page.getByRole('textbox', { name: /^(Nơi ở|Address)/ }).fill('Bản Lạ, xã Mẫu');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('link', { name: /^(Xem, tách|Look, part)$/ }).click();
      await page.getByRole('radio', { name: /^(Đã gộp|Joined)/ }).press('Space');
      await page.getByRole('textbox', { name: /^(Lý do|Reason)/ }).fill('Hai căn cước');
      await page.getByRole('button', { name: /^(Tách ra|Part them)$/ }).click();
      await page.getByText(/^(Ghi trong lúc gộp|Written while)/).waitFor();
      // Whoever treats them sorts: a nurse comes to the same screen.
      await page.getByRole('button', { name: /^(Khoá máy|Lock)/ }).click();
      const who = page.getByRole('combobox');
      await who.fill('thị hằng');
      await page.getByRole('option').nth(1).waitFor({ state: 'detached' });
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('input[type=password]').fill('mau-2026');
      await page.keyboard.press('Enter');
      await openPairs(page);
      await page.getByRole('radio', { name: /^(Hai người|Two people)/ }).press('Space');
      await page
        .getByRole('button', { name: /^(Của|Of) / })
        .last()
        .click();
      await page.waitForTimeout(400);
      await page.getByText(/^(Ghi trong lúc gộp|Written while)/).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'desk-same-person',
    scene: 'ward',
    act: async (page) => {
      await page.getByRole('row', { name: /Nguyễn Thị Hoà/ }).click();
      await page.getByRole('button', { name: /^(Sửa thông tin|Edit)/ }).click();
      await page.getByRole('button', { name: /^(Cùng người với|Same person as)/ }).click();
      await page.keyboard.type('nguyen thi');
      await page.waitForTimeout(500);
    },
  },
  {
    name: 'desk-pair-photos',
    scene: 'ward',
    act: async (page) => {
      for (const at of [0, 1]) {
        await openPairs(page);
        await page.locator('thead a').nth(at).click();
        await addPhoto(page);
      }
      await openPairs(page);
    },
  },
  {
    name: 'desk-find-many',
    scene: 'ward',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('n');
    },
  },
  {
    name: 'desk-settings-hid',
    scene: 'ward',
    act: async (page) => {
      await page.getByRole('link', { name: /Cài đặt|Settings/ }).click();
      await page
        .getByRole('radio', { name: /USB \(chế độ HID POS\)|without typing/ })
        .press('Space');
      await page.getByRole('textbox', { name: /Thử quét|Try a scan/ }).scrollIntoViewIfNeeded();
    },
  },
];

/** Somebody of the ward once more, with another telephone, as far as their record shows up. */
async function registerAgain(page: Page): Promise<void> {
  await page.keyboard.press('F7');
  await nameField(page).fill('Nguyễn Thị Hoà');
  await page.getByRole('textbox', { name: /^(Ngày sinh|Birth date)/ }).fill('04/09/1957');
  await page.getByRole('radio', { name: /^(Nữ|Female)$/ }).press('Space');
  await page.getByRole('textbox', { name: /^(Điện thoại|Telephone)/ }).fill('0199000471');
  await page.getByRole('textbox', { name: /^(Số định danh|Personal number)/ }).fill('019157657876');
  await page
    .getByRole('link', { name: /^(Đúng người|The same person)/ })
    .first()
    .waitFor();
}

function nameField(page: Page) {
  return page.getByRole('textbox', { name: /Họ và tên|Full name/ });
}

async function takePhoto(page: Page): Promise<void> {
  await page.keyboard.press('F7');
  await nameField(page).fill('Lò Thị Mẫu');
  await page.keyboard.press('Alt+5');
  await page.getByRole('button', { name: /^(Chụp|Take it)$/ }).waitFor();
}

async function openPairs(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^(Nghi trùng|Duplicates)$/ }).click();
  await page.locator('table').waitFor();
}

async function joinFirst(page: Page): Promise<void> {
  await openPairs(page);
  await page.getByRole('button', { name: /^(Cùng một người: gộp|One person: join)$/ }).click();
  await page.getByRole('button', { name: /^(Ghi lý do|Write the reason)/ }).waitFor();
}

/** In an open chart: a photo out of a file. */
async function addPhoto(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^(Chụp ảnh người bệnh|Take a photo of the patient)$/ })
    .click();
  await choosePhoto(page);
  await page.getByRole('button', { name: /^(Dùng ảnh này|Use this photo)$/ }).click();
  await page.locator('canvas[data-drawn]').first().waitFor();
}

/** An invented face: a drawing, as a PNG. */
async function choosePhoto(page: Page): Promise<void> {
  const png = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(480, 640);
    const drawn = canvas.getContext('2d')!;
    drawn.fillStyle = '#b9cdd6';
    drawn.fillRect(0, 0, 480, 640);
    const shapes = [
      ['#33506b', 240, 640, 220, 190],
      ['#2a211d', 240, 270, 150, 180],
      ['#e2b892', 240, 300, 118, 150],
      ['#2a211d', 195, 280, 12, 8],
      ['#2a211d', 285, 280, 12, 8],
      ['#b0604f', 240, 380, 34, 9],
    ] as const;
    for (const [colour, x, y, width, height] of shapes) {
      drawn.fillStyle = colour;
      drawn.beginPath();
      drawn.ellipse(x, y, width, height, 0, 0, 7);
      drawn.fill();
    }
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'face.png', mimeType: 'image/png', buffer: Buffer.from(png) });
  await page.getByRole('button', { name: /^(Dùng ảnh này|Use this photo)$/ }).waitFor();
}
