import { describe, expect, it } from 'vitest';
import { i18n } from '../../../../renderer/app/messages/i18n.ts';
import { clockState } from '../../../../renderer/features/sync/clockState.ts';
import { clockWords } from '../../../../renderer/features/sync/clockWords.ts';
import { knownOfOthers, unheardPeers } from '../../../../renderer/features/sync/knownOfOthers.ts';
import { othersWords, peerWords } from '../../../../renderer/features/sync/othersWords.ts';
import { localInstant } from '../../../../shared/records/instant.ts';
import type { PeerHeard, SyncStatus } from '../../../../shared/sync/status.ts';
import { demonstrationFacility } from '../../../../shared/synthetic/facility.ts';
import { aFirstFill, aSyncStatus } from '../../../support/builders/syncStatus.ts';

const nowDate = new Date(2026, 10, 23, 14, 5);
const now = localInstant(nowDate);
const before = (minutes: number) => localInstant(new Date(nowDate.getTime() - minutes * 60_000));
const t = i18n.getFixedT('vi', 'sync');
const others = (status: Partial<SyncStatus>) =>
  othersWords(t, knownOfOthers(aSyncStatus(status), now), now);

describe('up to when the entries of others are known', () => {
  it('is quiet while it is fresh, clear when it is older, with its date when not of today', () => {
    expect(others({ heardAt: before(4) })).toEqual({
      text: 'Tất cả tại máy. Ghi của máy khác: đến 14:01',
      quiet: true,
    });
    expect(others({ heardAt: before(17) })).toEqual({
      text: 'Ghi của máy khác: chỉ biết đến 13:48 (17 phút trước)',
      quiet: false,
    });
    expect(others({ heardAt: before(7 * 24 * 60) }).text).toBe(
      'Ghi của máy khác: chỉ biết đến 16/11/2026 14:05 (7 ngày trước)',
    );
  });
  it('is never said to be complete during the first fill, while something is owed, or unheard', () => {
    for (const status of [
      { heardAt: before(0), firstFill: aFirstFill(1, 2) },
      { heardAt: before(0), owed: 2 },
      { heardAt: undefined },
      { heardAt: before(-60) },
    ]) {
      const { text, quiet } = others(status);
      expect(quiet).toBe(false);
      expect(text).not.toContain('Tất cả tại máy');
    }
  });
});

describe('which workstations of the ward are not heard', () => {
  const { workstations } = demonstrationFacility;
  const unheard = (peers: readonly PeerHeard[], more: Partial<SyncStatus> = {}) =>
    unheardPeers(workstations, 'NOI', 'noi-1', aSyncStatus({ peers, ...more }), now);
  const words = (peers: readonly PeerHeard[], more: Partial<SyncStatus> = {}) =>
    unheard(peers, more).map((peer) => peerWords(t, peer, now));
  const peer = (at: string, allSentAt: string | undefined) => [
    { workstation: 'noi-2', at, allSentAt },
  ];

  it("names each that never reported, was silent, or has entries left to send; no other ward's", () => {
    expect(unheard([]).map(({ workstation, kind }) => [workstation.key, kind])).toEqual([
      ['noi-2', 'never'],
    ]);
    expect(words(peer(before(90), before(100)))).toEqual([
      'không nghe từ 12:35; đã gửi hết đến 12:25',
    ]);
    expect(words(peer(before(90), undefined))).toEqual([
      'không nghe từ 12:35; chưa lần nào gửi hết',
    ]);
    expect(words(peer(before(1), before(40)))).toEqual([
      'đang nối, còn mục chưa gửi; đã gửi hết đến 13:25',
    ]);
    expect(words(peer(before(1), before(1)))).toEqual([]);
  });
  it("is told by the server's time where this clock is wrong, and says when another's is", () => {
    const behind = { offsetMs: 3 * 3_600_000, measuredAt: now };
    expect(words(peer(before(-180), before(-180)), { clock: behind })).toEqual([]);
    expect(unheard(peer(before(0), before(0)), { clock: behind })[0]?.kind).toBe('silent');
    expect(unheard(peer(before(-600), before(-600)))[0]?.kind).toBe('wrongClock');
    // Three hours slow, and it knows: it isn't silent, and what it told is of the server's time.
    const slow = [{ from: before(600), offsetMs: 3 * 3_600_000 }];
    const told = (at: string) => peer(at, at).map((one) => ({ ...one, wrongClock: slow }));
    expect(words(told(before(181)))).toEqual([]);
    expect(words(told(before(270)))).toEqual(['không nghe từ 12:35; đã gửi hết đến 12:35']);
    const mended = [{ ...slow[0]!, to: before(300) }];
    expect(
      words(peer(before(1), before(1)).map((one) => ({ ...one, wrongClock: mended }))),
    ).toEqual([]);
  });
});

describe('a wrong clock', () => {
  const clock = (offsetMs: number) => aSyncStatus({ clock: { offsetMs, measuredAt: now } });
  const words = (status: SyncStatus) => clockWords(t, clockState(status, now), now);
  it('is said from two minutes on, with how much and which way', () => {
    expect(words(aSyncStatus())).toBeUndefined();
    expect(words(clock(119_000))).toBeUndefined();
    expect(words(clock(-119_000))).toBeUndefined();
    expect(words(clock(120_000))).toBe('Đồng hồ máy này chậm 2 phút so với máy chủ');
    expect(words(clock(-3 * 365.25 * 86_400_000))).toBe(
      'Đồng hồ máy này nhanh 3 năm so với máy chủ',
    );
  });
  it('is noticed without a network when it is earlier than the last exchange', () => {
    expect(words(aSyncStatus({ heardAt: before(-1) }))).toBeUndefined();
    expect(words(aSyncStatus({ heardAt: before(90), sentAt: before(-120) }))).toBe(
      'Đồng hồ máy này sớm hơn lần nối máy chủ gần nhất (16:05)',
    );
  });
});
