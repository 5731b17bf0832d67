import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { i18n } from '../../../renderer/app/messages/i18n.ts';
import { eventWords, logText } from '../../../renderer/features/sync/logText.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { keepSyncLog, mostEvents } from '../../../shared/sync/syncLog.ts';
import { eventsBetween } from '../../../shared/sync/syncEvents.ts';
import type { SyncLog } from '../../../shared/sync/syncLog.ts';
import { aPatient, aRecord } from '../../support/builders/records.ts';
import { aSyncStatus } from '../../support/builders/syncStatus.ts';
import { openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { app } from '../../support/chartPage/facility.ts';
import { openSyncStation } from '../../support/replica/syncStation.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';

const soon = { timeout: 15_000, interval: 50 };
const now = () => localInstant(new Date());
let server: TestCentral;
let station: SyncStation;
let other: SyncStation;
let log: SyncLog;

beforeEach(async () => {
  server = await openTestCentral();
  [station, other] = [await openSyncStation(server), await openSyncStation(server)];
  log = await keepSyncLog(station.replica, station.sync, now);
});
afterEach(async () => {
  await station.close();
  await other.close();
  await server.remove();
});

const kinds = () => log.entries().map(({ kind }) => kind);

describe('the log of sync', () => {
  test('tells what happened, over a restart too, and no name, text or word of the server leaves with it', async () => {
    const patient = aPatient({
      name: 'Lường Thị Kín',
      address: 'Bản Nà Giấu, xã Mẫu',
      recordNumber: 'BA-778899',
    });
    const allergy = aRecord('allergy', patient.patientId, {
      substance: 'Penicillin',
      reaction: 'Sốc phản vệ',
      certainty: 'confirmed',
      status: 'active',
    });
    const arriving = aPatient({ name: 'Vàng Seo Lặng', recordNumber: 'BA-112233' });
    // A rule of another hospital's server, which repeats what the record says.
    station.line.intercept = (url, init) =>
      url.endsWith('/_bulk_docs') && String(init.body).includes(allergy.id)
        ? Response.json(
            [{ id: allergy.id, error: 'forbidden', reason: 'Penicillin of Lường Thị Kín' }],
            { status: 201 },
          )
        : undefined;
    await station.replica.put(patient);
    await expect.poll(kinds, soon).toContain('sent');
    await other.replica.put(arriving);
    await expect.poll(kinds, soon).toContain('received');
    await station.replica.put(allergy);
    await expect.poll(kinds, soon).toContain('refused');
    station.line.cut = true;
    station.sync.wake();
    await expect
      .poll(
        () => log.entries().some((event) => event.kind === 'line' && event.state === 'offline'),
        soon,
      )
      .toBe(true);
    station.line.cut = false;
    station.line.intercept = undefined;
    station.sync.delivery.retryRefused();
    station.sync.wake();
    await expect.poll(kinds, soon).toContain('accepted');

    const before = log.entries();
    await log.close();
    await station.restart();
    log = await keepSyncLog(station.replica, station.sync, now);
    expect(log.entries().slice(0, before.length)).toEqual(before);
    expect(log.entries().at(before.length)?.kind).toBe('started');

    for (const language of ['vi', 'en'] as const) {
      const t = i18n.getFixedT(language, 'sync');
      const text = logText(t, app, station.sync.status(), log.entries(), now());
      expect(text).toContain(`refused recordId=${allergy.id}`);
      for (const said of [
        ...[patient, allergy, arriving].flatMap(textsOf),
        'Lường',
        'Penicillin',
        ...app.facility.people.map(({ displayName }) => displayName),
      ]) {
        expect(text).not.toContain(said);
      }
      for (const event of log.entries()) expect(eventWords(t, event)).toMatch(/\S/);
    }
  });

  test('counts the batches of a minute as one, and keeps no more than so many events', async () => {
    for (let index = 0; index < 5; index += 1) await station.replica.put(aPatient());
    const sent = () =>
      log.entries().flatMap((event) => (event.kind === 'sent' ? [event.count] : []));
    await expect.poll(() => sent().reduce((sum, one) => sum + one, 0), soon).toBe(5);
    expect(sent().length).toBeLessThan(3);

    const listeners: ((status: ReturnType<typeof aSyncStatus>) => void)[] = [];
    let evicted: (count: number) => void = () => undefined;
    const many = await keepSyncLog(
      other.replica,
      {
        status: () => aSyncStatus(),
        onStatus: (listener) => void listeners.push(listener),
        delivery: other.sync.delivery,
      },
      now,
      { onEvicted: (listener) => void (evicted = listener) },
    );
    evicted(10);
    evicted(4);
    const [last] = many.entries().slice(-1);
    expect(last).toMatchObject({ kind: 'evicted', count: 14 });
    expect(eventWords(i18n.getFixedT('vi', ['sync', 'refusals']), last!)).toBe(
      '14 hồ sơ lâu không mở rời máy để có chỗ',
    );
    for (let owed = 1; owed <= mostEvents + 50; owed += 1) {
      for (const listener of listeners) listener(aSyncStatus({ owed }));
    }
    expect(many.entries()).toHaveLength(mostEvents);
    expect(many.entries().at(-1)).toMatchObject({ kind: 'owed', count: mostEvents + 50 });
  });

  test('a record that is offered again and refused for the same reason is no news', () => {
    const refusal = { id: 'x', rev: '1-a', reason: 'badId: x', at: now(), retrying: false };
    const refused = aSyncStatus({ refused: [refusal] });
    const again = aSyncStatus({ refused: [{ ...refusal, retrying: true }] });
    expect(eventsBetween(aSyncStatus(), refused, now())).toMatchObject([
      { kind: 'refused', code: 'badId' },
    ]);
    expect(eventsBetween(refused, again, now())).toEqual([]);
    expect(eventsBetween(again, refused, now())).toEqual([]);
    expect(eventsBetween(again, aSyncStatus(), now())).toMatchObject([{ kind: 'accepted' }]);
  });
});

/** Everything that a record says in its own fields. */
function textsOf(record: object): string[] {
  const header = ['id', 'patientId', 'kind', 'salt', 'causality', 'recordedOn', 'recordedAt'];
  return Object.entries(record).flatMap(([field, value]) =>
    typeof value === 'string' && !header.includes(field) && value.length > 4 ? [value] : [],
  );
}
