import { describe, expect, it } from 'vitest';
import { i18n } from '../../../../renderer/app/messages/i18n.ts';
import { receivingWords, sendingWords } from '../../../../renderer/features/sync/directions.ts';
import { syncWords, undeliveredCounts } from '../../../../renderer/features/sync/syncWords.ts';
import { localInstant } from '../../../../shared/records/instant.ts';
import type { SyncStatus } from '../../../../shared/sync/status.ts';
import { aFirstFill, aSyncStatus } from '../../../support/builders/syncStatus.ts';

const since = localInstant(new Date(2026, 10, 23, 13, 48));
const now = localInstant(new Date(2026, 10, 23, 14, 5));
const t = i18n.getFixedT('vi', 'sync');
const base = aSyncStatus({ heardAt: now });
const said = (status: Partial<SyncStatus>) => {
  const { state, safe, waiting, heldBack } = syncWords(t, { ...base, ...status }, now);
  return [state, safe, waiting, heldBack].filter(Boolean).join(' · ');
};
const refusal = { id: 'a', rev: '1-a', reason: 'schema', at: now, retrying: false };

describe('what the sync indicator says', () => {
  it('says since when it is offline, that all is saved here, and how much waits', () => {
    expect(said({ connection: { kind: 'offline', since }, hereOnly: 7, waiting: 7 })).toBe(
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
      { firstFill: aFirstFill(3, 9) },
    ] as Partial<SyncStatus>[]) {
      expect(said(status)).not.toContain(allSent);
    }
  });
  it('invariant 7: what is held back until somebody lets it go isn’t said to be sent', () => {
    const sending = { kind: 'online' } as const;
    const held = { ...base, sending, hereOnly: 9, waiting: 0, heldBack: 9 };
    expect(sendingWords(t, held, now).state).toBe('Giữ lại 9 mục, chờ kỹ thuật cho gửi');
    expect(said(held)).toBe('Có mạng · Đã lưu tại máy · giữ lại 9 mục');
    const both = { ...held, hereOnly: 11, waiting: 2 };
    expect(sendingWords(t, both, now).state).toBe('Đang gửi 2 mục');
    expect(said(both)).toBe('Có mạng · Đã lưu tại máy · 2 mục chờ gửi · giữ lại 9 mục');
    const en = syncWords(i18n.getFixedT('en', 'sync'), held, now);
    expect(en).toMatchObject({ waiting: undefined, heldBack: '9 held back' });
  });
  it('invariant 7: over every combination it says that all is sent only where all is, and counts what waits', () => {
    const connections: SyncStatus['connection'][] = [
      { kind: 'connecting' },
      { kind: 'online' },
      { kind: 'offline', since },
      ...(
        [
          'accountRefused',
          'databaseMissing',
          'notACentralServer',
          'serverError',
          'storageFull',
          'storageFailed',
        ] as const
      ).map((fault) => ({ kind: 'fault' as const, since, fault })),
    ];
    let combinations = 0;
    for (const language of ['vi', 'en'] as const) {
      const words = i18n.getFixedT(language, 'sync');
      for (const connection of connections) {
        for (const sending of connections) {
          for (const refusals of [0, 1, 2]) {
            for (const waiting of [0, 1, 312]) {
              for (const firstFill of [undefined, aFirstFill(3, 9)]) {
                for (const more of [{}, { owed: 3 }, { heardAt: undefined }]) {
                  combinations += 1;
                  const status = aSyncStatus({
                    connection,
                    sending,
                    hereOnly: waiting + refusals,
                    refused: Array.from({ length: refusals }, (_, index) => ({
                      ...refusal,
                      id: `r${index}`,
                    })),
                    firstFill,
                    ...more,
                  });
                  const { state, safe, waiting: counted } = syncWords(words, status, now);
                  const line = [state, safe, counted].filter(Boolean).join(' · ');
                  const allSent = connection.kind === 'online' && waiting + refusals === 0;
                  if (!allSent) expect(line).not.toContain(words('allSent'));
                  expect(counted).toBe(
                    waiting === 0 ? undefined : words('waiting', { count: waiting }),
                  );
                  const { state: direction } = sendingWords(words, status, now);
                  expect(direction === words('sending.idle')).toBe(waiting + refusals === 0);
                }
              }
            }
          }
        }
      }
    }
    expect(combinations).toBe(2 * 9 * 9 * 3 * 3 * 2 * 3);
  });
  it('invariant 7: says of another server neither that it is sent to nor that it is followed', () => {
    for (const empty of [true, false]) {
      const status = {
        ...base,
        hereOnly: 1257,
        waiting: 1257,
        server: { kind: 'other', empty, since },
      } as const;
      const sending = sendingWords(t, status, now);
      expect(sending).toMatchObject({ state: '1.257 mục, tạm dừng gửi', calm: false });
      expect(receivingWords(t, status, now)).toMatchObject({ state: 'Tạm dừng nhận', calm: false });
      expect(said(status)).toBe('Máy chủ đã đổi, tạm dừng · Đã lưu tại máy · 1.257 mục chờ gửi');
    }
  });
  it('invariant 7: counts a refused record once, and not among those that wait', () => {
    const status = aSyncStatus({
      hereOnly: 3,
      waiting: 2,
      refused: [refusal, { ...refusal, rev: '1-b' }],
    });
    expect(undeliveredCounts(status)).toEqual({ waiting: 2, refused: 1 });
    expect(said(status)).toContain('2 mục chờ gửi');
  });
  it('invariant 7: offline it counts the entries that wait, however much history was refused', () => {
    const refused = Array.from({ length: 6 }, (_, index) => ({ ...refusal, id: `h${index}` }));
    const status = { connection: { kind: 'offline', since }, hereOnly: 9, waiting: 3, refused };
    expect(said(status as Partial<SyncStatus>)).toContain('3 mục chờ gửi');
  });
  it('tells another day by its date', () => {
    const yesterday = localInstant(new Date(2026, 10, 22, 17, 20));
    expect(said({ connection: { kind: 'offline', since: yesterday } })).toContain(
      'từ 22/11/2026 ·',
    );
  });
});
