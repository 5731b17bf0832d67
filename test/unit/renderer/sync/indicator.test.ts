import { describe, expect, it } from 'vitest';
import { i18n } from '../../../../renderer/app/messages/i18n.ts';
import { syncWords, undeliveredCounts } from '../../../../renderer/features/sync/syncWords.ts';
import { localInstant } from '../../../../shared/records/instant.ts';
import type { SyncStatus } from '../../../../shared/sync/status.ts';

const since = localInstant(new Date(2026, 10, 23, 13, 48));
const now = localInstant(new Date(2026, 10, 23, 14, 5));
const t = i18n.getFixedT('vi', 'sync');
const base: SyncStatus = {
  connection: { kind: 'online' },
  sending: { kind: 'online' },
  receiving: { kind: 'online' },
  hereOnly: 0,
  refused: [],
  heldBack: 0,
  quarantined: [],
  owed: 0,
  heardAt: now,
  firstFill: undefined,
  sentAt: undefined,
  clock: undefined,
  server: { kind: 'known' },
  peers: [],
};
const said = (status: Partial<SyncStatus>) => {
  const { state, safe, waiting } = syncWords(t, { ...base, ...status }, now);
  return [state, safe, waiting].filter(Boolean).join(' · ');
};
const refusal = { id: 'a', rev: '1-a', reason: 'schema', at: now, retrying: false };

describe('what the sync indicator says', () => {
  it('says since when it is offline, that all is saved here, and how much waits', () => {
    expect(said({ connection: { kind: 'offline', since }, hereOnly: 7 })).toBe(
      'Ngoại tuyến từ 13:48 · Đã lưu tại máy · 7 mục chờ gửi',
    );
  });
  it('invariant 7: never says that all is on the server while something is here only', () => {
    const allSent = t('allSent');
    expect(said({})).toContain(allSent);
    for (const status of [
      { hereOnly: 1 },
      { hereOnly: 1, refused: [refusal] },
      { connection: { kind: 'offline', since } },
      { connection: { kind: 'connecting' } },
      { connection: { kind: 'fault', since, fault: 'serverError' } },
      { firstFill: { done: 3, total: 9 } },
    ] as Partial<SyncStatus>[]) {
      expect(said(status)).not.toContain(allSent);
    }
  });
  it('invariant 7: counts a refused record once, and not among those that wait', () => {
    const status = { ...base, hereOnly: 3, refused: [refusal, { ...refusal, rev: '1-b' }] };
    expect(undeliveredCounts(status)).toEqual({ waiting: 2, refused: 1 });
    expect(said(status)).toContain('2 mục chờ gửi');
  });
  it('tells another day by its date alone: the strip is narrow', () => {
    const yesterday = localInstant(new Date(2026, 10, 22, 17, 20));
    expect(said({ connection: { kind: 'offline', since: yesterday } })).toContain('22/11/2026 ·');
  });
});
