import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { startChromium } from '../support/chromium/startChromium.ts';
import { temporaryFolder } from '../support/chromium/temporaryFolder.ts';
import { findNeedles } from '../support/diskSearch/findNeedles.ts';
import { readProfile } from '../support/diskSearch/profileBytes.ts';
import type { ProfileContents } from '../support/diskSearch/profileBytes.ts';
import { buildPage } from '../support/replicaPage/buildPage.ts';
import type { PageVariant } from '../support/replicaPage/buildPage.ts';
import { servePage } from '../support/replicaPage/servePage.ts';
import '../support/replicaPage/pageApi.ts';

/** What is typed and saved, and must not be readable. Invented; none of it occurs by chance. */
const needles = {
  name: 'Nguyễn Thị Bích Hường',
  identityCard: '037164098217',
  insuranceCard: 'HC4377912045638',
  phone: '0912774065',
  address: 'thôn Đồng Rằm, xã Phú Nhuận',
  contact: 'Đoàn Văn Khuê',
  allergySubstance: 'cefotaxim loại lạ',
  allergyReaction: 'phù quanh mắt, nổi mề đay khắp người',
  encounterReason: 'ho ra máu từ ba hôm nay',
  note: 'Bệnh nhân kể đã giấu gia đình việc uống thuốc lá nam',
  noteEdit: 'Dự kiến chuyển tuyến nếu sốt không lui',
  longNote: 'rale ẩm hai đáy phổi, gõ đục bên phải',
  orderInstruction: 'uống sau bữa cơm chiều với nước ấm',
  keystrokes: 'Vừa gõ dở câu này thì mất điện',
  recordedBy: 'bs-luong-thi-nhu-quynh',
  recordedOn: 'may-khoa-noi-so-37',
  /** Only the audit trail names them. */
  viewer: 'dd-vi-thi-kim-sa',
} as const;

const journalKey = `${needles.recordedBy}/note/draft`;
const replicaName = 'disk-secrecy';

/**
 * What can be read in a profile after everything above was typed and saved and the browser was
 * killed: at once, while it lies in LevelDB's log, and again after so much more was saved that
 * LevelDB has written tables and the replica its packed snapshot, and was closed and opened.
 */
async function searchedTwice(variant: PageVariant) {
  const built = await buildPage(variant);
  const served = await servePage(built.folder);
  const profile = await temporaryFolder('disk-secrecy');
  try {
    const first = await startChromium({ profile: profile.folder, url: served.url });
    const { viewer } = needles;
    await first.page.evaluate(([name, who]) => window.replicaPage.openTold(name, who), [
      replicaName,
      viewer,
    ] as const);
    await typeAndSave(first.page);
    await first.kill();
    const fromLog = await readProfile(profile.folder);

    const second = await startChromium({ profile: profile.folder, url: served.url });
    await second.page.evaluate((name) => window.replicaPage.open(name), replicaName);
    await second.page.evaluate(() => window.replicaPage.fill(1500, 6000));
    await second.page.evaluate((name) => window.replicaPage.snapshotWritten(name), replicaName);
    await second.page.evaluate(() => window.replicaPage.close());
    await second.page.evaluate((name) => window.replicaPage.open(name), replicaName);
    await second.kill();
    const fromTables = await readProfile(profile.folder);
    return { fromLog, fromTables };
  } finally {
    await served.close();
    await Promise.all([built.remove(), profile.remove()]);
  }
}

async function typeAndSave(page: Page): Promise<void> {
  await page.evaluate(async (given) => {
    const api = window.replicaPage;
    const author = { person: given.recordedBy, workstation: given.recordedOn };
    const patientId = api.newPatientId();
    await api.create(
      'patient',
      patientId,
      {
        recordNumber: 'N37-000451',
        name: given.name,
        sex: 'female',
        birthDate: '1958-02-27',
        address: given.address,
        allergyStatement: 'notAsked',
        identifiers: {
          a: { system: 'cccd', value: given.identityCard },
          b: { system: 'bhyt', value: given.insuranceCard },
        },
        contacts: { c: { phone: given.phone, name: given.contact } },
      },
      author,
    );
    await api.create(
      'allergy',
      patientId,
      {
        substance: given.allergySubstance,
        reaction: given.allergyReaction,
        certainty: 'confirmed',
        status: 'active',
      },
      author,
    );
    const startedAt = '2026-11-23T08:00:00.000+07:00';
    const { id: encounterId } = await api.create(
      'encounter',
      patientId,
      { class: 'inpatient', startedAt, ward: 'NOI', reason: given.encounterReason },
      author,
    );
    const draft = await api.create(
      'noteDraft',
      patientId,
      { encounterId, noteType: 'progress', course: given.note },
      author,
    );
    await api.save<'noteDraft'>(draft, { plan: given.noteEdit });
    // Longer than what IndexedDB keeps inside LevelDB: the value goes into a file of its own.
    const long = `${given.longNote}. `.repeat(400).slice(0, 19_000);
    await api.create(
      'note',
      patientId,
      {
        encounterId,
        draftId: draft.id,
        noteType: 'progress',
        course: long,
        examination: long,
        assessment: long,
        plan: long,
        care: long,
        signedBy: given.recordedBy,
        signedAt: startedAt,
      },
      author,
    );
    await api.create(
      'order',
      patientId,
      {
        encounterId,
        category: 'laboratory',
        item: { code: 'cbc', display: 'Tổng phân tích tế bào máu' },
        instruction: given.orderInstruction,
        signedBy: given.recordedBy,
        signedAt: startedAt,
      },
      author,
    );
  }, needles);
  await page.evaluate((key) => window.replicaPage.editInJournal(key), journalKey);
  await page.locator('#editor').pressSequentially(needles.keystrokes);
  await page.evaluate(() => window.replicaPage.keystrokesStored());
}

const namesFound = (contents: ProfileContents) =>
  [...new Set(findNeedles(contents, needles).map(({ needle }) => needle))].sort();

test('invariant 5: nothing that was typed or saved is readable on disk', async () => {
  const { fromLog, fromTables } = await searchedTwice('asShipped');

  expect(findNeedles(fromLog, needles)).toEqual([]);
  expect(findNeedles(fromTables, needles)).toEqual([]);
  // The search saw the replica: LevelDB's log in one state, tables too in the other.
  expect(fromLog.logRecords).toBeGreaterThan(20);
  expect(fromTables.tables).toBeGreaterThan(0);
  // Records, audit trail, snapshot, search index and journal are all there to be read.
  const stores = ['', '-audit', '-snapshot', '-search', '-journal'];
  const named = Object.fromEntries(stores.map((name) => [name, `${replicaName}${name}`]));
  const seen = new Set(findNeedles(fromTables, named).map(({ needle }) => needle));
  expect([...seen].sort()).toEqual([...stores].sort());
});

test('with encryption switched off the same search finds every text', async () => {
  const { fromLog, fromTables } = await searchedTwice('unencrypted');

  expect(namesFound(fromLog)).toEqual(Object.keys(needles).sort());
  expect(namesFound(fromTables)).toEqual(Object.keys(needles).sort());
  // Snappy hides in the tables what lies there in the clear: a search of the bare files sees less.
  expect(fromTables.compressedBlocks).toBeGreaterThan(0);
  const inTables = findNeedles(fromTables, needles).filter(({ file }) => file.endsWith('.ldb'));
  const seenAs = (way: string) =>
    new Set(inTables.filter(({ as }) => as === way).map(({ needle }) => needle)).size;
  expect(seenAs('table')).toBeGreaterThan(seenAs('file'));
});

test('the search reads strings as IndexedDB keeps them: two-byte, one-byte, compressed, in files of their own', async () => {
  const built = await buildPage('asShipped');
  const served = await servePage(built.folder);
  const profile = await temporaryFolder('disk-strings');
  const strings = {
    twoByte: 'Trần Thị Ngọc Uyển hai byte',
    oneByte: 'phù quanh mắt'.slice(0, 9) + ' et fièvre élevée',
    compressed: 'Vũ Đình Khoát nằm giữa rất nhiều chữ',
    ownFile: 'Lò Thị Pản trong một tệp riêng',
  };
  try {
    const { page, kill } = await startChromium({ profile: profile.folder, url: served.url });
    await page.evaluate(async (given) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('plain', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('texts');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('not opened'));
      });
      const random = Array.from({ length: 40 }, () =>
        String.fromCharCode(...crypto.getRandomValues(new Uint16Array(10_000))),
      ).join('');
      const transaction = database.transaction('texts', 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore('texts');
      store.put(given.twoByte, 1);
      store.put(given.oneByte, 2);
      store.put('ễ'.repeat(100_000) + given.compressed, 3);
      store.put(random + given.ownFile, 4);
      await new Promise((resolve) => (transaction.oncomplete = resolve));
    }, strings);
    await kill();
    const findings = findNeedles(await readProfile(profile.folder), strings);
    const ways = (needle: keyof typeof strings) =>
      findings
        .filter((finding) => finding.needle === needle)
        .map(({ as, encoding, file }) => `${as}, ${encoding}${/blob/.test(file) ? ', blob' : ''}`);

    expect(ways('twoByte')).toContain('log, UTF-16LE');
    expect(ways('oneByte')).toContain('log, Latin-1');
    expect(ways('compressed')).toEqual(['decompressed value, UTF-16LE']);
    expect(ways('ownFile')).toEqual(['file, UTF-16LE, blob']);
  } finally {
    await served.close();
    await Promise.all([built.remove(), profile.remove()]);
  }
});
