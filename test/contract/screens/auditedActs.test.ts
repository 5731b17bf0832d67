import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Audited } from '../../../renderer/app/auditing.ts';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import { canonicalJson } from '../../../shared/json/canonical.ts';
import { rescueHeader } from '../../../shared/rescue/rescueHeader.ts';
import { auditEventSchema } from '../../../shared/audit/entry.ts';
import { patientRecordId } from '../../../shared/records/ids.ts';
import type { Person } from '../../../shared/bridge/contract.ts';
import { goTo, until } from '../../support/rights/goTo.ts';
import { rightsScene } from '../../support/rights/rightsScene.ts';
import { openMemoryReplica } from '../../support/screens/memoryReplica.ts';
import { mountPages } from '../../support/screens/mountPages.tsx';
import type { MountedPages } from '../../support/screens/mountPages.tsx';

/** What people read and do on the screens, as the trail is told of it: each once, and before what leaves the room. */

const { options, charts } = rightsScene();
const doctor: Person = { key: 'bs-le-minh-khoi', displayName: 'Người thử', role: 'doctor' };
const of = (role: Person['role'], wards?: readonly string[]): Person => ({
  key: 'nguoi-thu',
  displayName: 'Người thử',
  role,
  ...(wards ? { wards: [...wards] } : {}),
});

let replica: ReplicaClient;
let pages: MountedPages | undefined;
let told: Audited[];
let papers: Audited[][];
beforeAll(async () => {
  replica = await openMemoryReplica(options);
});
afterAll(() => replica.close());
beforeEach(() => {
  told = [];
  papers = [];
  // What the trail has been told by the time the paper is asked for.
  vi.spyOn(window, 'print').mockImplementation(() => void papers.push([...told]));
});
afterEach(() => {
  // Whatever was told is an entry that the Worker takes.
  for (const what of told) auditEventSchema.parse({ ...what, person: 'nguoi-thu' });
  pages?.end();
  pages = undefined;
  vi.restoreAllMocks();
});

async function signIn(person: Person, disk: Promise<void> | undefined = undefined) {
  pages = await mountPages('setAside', replica, person, (what) => {
    told.push(what);
    return disk;
  });
  return pages;
}
const named = <A extends Audited['action']>(action: A) =>
  told.filter((what): what is Extract<Audited, { action: A }> => what.action === action);
function typeInto(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field) as object, 'value')!;
  set!.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
async function press(name: RegExp): Promise<void> {
  await until(() => {
    const button = [...document.querySelectorAll<HTMLElement>('button')].find(
      (each) =>
        name.test(each.getAttribute('aria-label') ?? each.textContent) &&
        each.getAttribute('aria-disabled') !== 'true',
    );
    expect(button, String(name)).toBeDefined();
    button!.click();
  });
}

test('a print: the look at it, and what goes onto paper before it does', async () => {
  await goTo(await signIn(of('nurse')), { path: `/patients/${charts.full}/print` });
  await press(/^In$/);
  await until(() => expect(papers).toHaveLength(1));
  const print = { action: 'print', about: { patient: charts.full, what: 'wristband', count: 1 } };
  expect(papers[0]).toEqual([{ action: 'viewChart', about: { patient: charts.full } }, print]);
  expect(named('print')).toEqual([print]);
});

test('a print by the browser’s own keys, of a sheet and of a chart', async () => {
  await goTo(await signIn(of('nurse')), { path: `/patients/${charts.full}/print` });
  await until(() => expect(document.body.innerText).toMatch(/In gì/));
  window.dispatchEvent(new Event('beforeprint'));
  await pages!.go(`/patients/${charts.full}`);
  await until(() => expect(document.querySelector('[role=tab]')).not.toBeNull());
  window.dispatchEvent(new Event('beforeprint'));
  expect(named('print').map(({ about }) => about)).toEqual([
    { patient: charts.full, what: 'wristband', count: 1 },
    { patient: charts.full, what: 'chart', count: 1 },
  ]);
});

test('the history of an entry', async () => {
  await goTo(await signIn(doctor), { path: `/patients/${charts.disputed}`, tab: 'overview' });
  await press(/^Lịch sử/);
  await until(() => expect(named('viewHistory')).toHaveLength(1));
  expect(named('viewHistory')[0]!.about.record).toContain(charts.disputed);
});

test('a disagreement that was settled', async () => {
  await goTo(await signIn(doctor), { path: `/patients/${charts.disputed}`, tab: 'overview' });
  await press(/^Dùng /);
  await until(() => {
    const [asked] = document.querySelectorAll<HTMLInputElement>(
      '[data-record-id] input:not([type=radio]), [data-record-id] textarea',
    );
    expect(asked).toBeDefined();
    typeInto(asked!, 'xem giấy khai sinh');
  });
  await press(/^Chốt /);
  await until(() => expect(named('settle')).toHaveLength(1));
  expect(named('settle')[0]).toEqual({
    action: 'settle',
    about: { record: patientRecordId(charts.disputed), unit: 'birthDate' },
  });
});

test('the trail that was read and written into a file', async () => {
  await goTo(await signIn(of('auditor')), { path: '/' });
  await press(/^Xuất tệp$/);
  await until(() => expect(named('export')).toHaveLength(1));
  expect(named('export')[0]).toMatchObject({ about: { what: 'auditTrail' } });
  expect(named('readTrail')).toHaveLength(1);
});

test('a refused entry that is read in the sync centre, and none that they are refused', async () => {
  const { refused } = replica.syncStatus();
  for (const [person, read] of [
    [of('nurse'), refused.length],
    // The refused note is beyond these wards; the allergy is everybody's.
    [of('nurse', ['SAN']), refused.length - 1],
  ] as const) {
    told.length = 0;
    await goTo(await signIn(person), { path: '/', syncPanel: true });
    await until(() => expect(contentButtons()).toHaveLength(refused.length));
    contentButtons().forEach((button) => button.click());
    await until(() => expect(named('viewRecord')).toHaveLength(read));
    pages!.end();
  }
  pages = undefined;
});

const contentButtons = () =>
  [...document.querySelectorAll<HTMLElement>('button')].filter(
    ({ textContent }) => textContent === 'Xem nội dung',
  );

test('a pair that is compared, once', async () => {
  await goTo(await signIn(of('registrar')), { path: '/duplicates' });
  await until(() => expect(named('comparePair')).toHaveLength(1));
});

test('another ward’s board, and not one’s own', async () => {
  await signIn(of('nurse', ['NOI']));
  await until(() => expect(document.body.innerText).toMatch(/Nguyễn Thị Hoà/));
  expect(named('viewBoard')).toEqual([]);
  pages!.end();
  await signIn(of('nurse', ['SAN']));
  await until(() =>
    expect(named('viewBoard')).toEqual([{ action: 'viewBoard', about: { ward: 'NOI' } }]),
  );
});

test('a rescue file, before it is made', async () => {
  const making = vi.spyOn(replica.rescue, 'out').mockRejectedValue(new Error('the disk is full'));
  await goTo(await signIn(of('administrator')), { path: '/', syncPanel: true });
  await press(/^Cất vào tệp cứu hộ…$/);
  await until(() => expect(document.querySelectorAll('input[type=password]')).toHaveLength(2));
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type=password]')) {
    typeInto(input, 'một câu rất dài để khoá tệp');
  }
  await press(/^Cất vào tệp$/);
  await until(() => expect(making.mock.calls.length + named('export').length).toBeGreaterThan(0));
  expect(named('export')[0]).toMatchObject({ about: { what: 'rescueFile' } });
});

test('a glass that is broken: the chart stays shut until its entry is on the disk', async () => {
  let written: () => void = () => undefined;
  const disk = new Promise<void>((resolve) => (written = resolve));
  const stranger = of('nurse', ['SAN']);
  await goTo(await signIn(stranger, disk), { path: `/patients/${charts.full}` });
  await until(() => {
    const reason = document.querySelector<HTMLElement>(
      'section[aria-labelledby] input[type=radio]',
    );
    expect(reason).not.toBeNull();
    reason!.click();
  });
  await press(/^Mở khẩn/);
  await until(() => expect(named('breakTheGlass')).toHaveLength(1));
  expect(named('breakTheGlass')[0]!.about.patient).toBe(charts.full);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(document.querySelector('#closed-chart')).not.toBeNull();
  expect(document.querySelector('[role=tab]')).toBeNull();
  written();
  await until(() => expect(document.querySelector('[role=tab]')).not.toBeNull());
  expect(document.body.innerText).toContain('Hồ sơ đang mở khẩn');
  await press(/^Đóng lại ngay$/);
  await until(() => expect(document.querySelector('#closed-chart')).not.toBeNull());
});

test('a rescue file that is taken in, with how many entries', async () => {
  const text = `${canonicalJson(
    rescueHeader({
      facility: '99017',
      workstation: 'noi-2',
      madeAt: '2026-11-23T14:05:00.000+07:00',
      madeBy: 'bs-le-minh-khoi',
      entries: 5,
      salt: `${'A'.repeat(22)}==`,
    }),
  )}\n`;
  const about = { workstation: 'noi-2', madeAt: '2026-11-23T14:05:00.000+07:00' };
  const taking = vi
    .spyOn(replica.rescue, 'in')
    .mockResolvedValue({ kind: 'takenIn', ...about, taken: 3, known: 2 });
  await goTo(await signIn(of('administrator')), { path: '/', syncPanel: true });
  await press(/^Nhận một tệp cứu hộ…$/);
  await until(() => expect(document.querySelector('input[type=file]')).not.toBeNull());
  const file = document.querySelector<HTMLInputElement>('input[type=file]')!;
  const given = new DataTransfer();
  given.items.add(new File([text], 'noi-2.bedside'));
  file.files = given.files;
  file.dispatchEvent(new Event('change', { bubbles: true }));
  typeInto(document.querySelector('input[type=password]')!, 'một câu rất dài để khoá tệp');
  await press(/^Nhận vào máy này$/);
  await until(() => expect(named('rescueIn')).toHaveLength(1));
  expect(taking).toHaveBeenCalledTimes(1);
  expect(named('rescueIn')).toEqual([{ action: 'rescueIn', about: { records: 5 } }]);
});

test('whoever is looked up while somebody is registered, as a search, once', async () => {
  await goTo(await signIn(of('registrar')), { path: '/register' });
  const field = () =>
    [...document.querySelectorAll<HTMLInputElement>('input')].find(({ labels }) =>
      [...(labels ?? [])].some(({ textContent }) => textContent.startsWith('Họ và tên')),
    );
  await until(() => expect(field()).toBeDefined());
  typeInto(field()!, 'Nguyễn Thị Hoà');
  await until(() => expect(document.body.innerText).toContain('hồ sơ có thể là người này'));
  expect(named('search')).toEqual([]);
  await pages!.go('/');
  await until(() => expect(named('search')).toHaveLength(1));
  expect(named('search')[0]!.about.found).toBeGreaterThan(0);
});
