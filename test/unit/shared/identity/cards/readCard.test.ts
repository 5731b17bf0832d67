import { describe, expect, test } from 'vitest';
import { readCard } from '../../../../../shared/identity/cards/readCard.ts';
import { seededRandom } from '../../../../../shared/synthetic/random.ts';
import { payloads } from './payloads.ts';

const context = { today: '2026-11-23' };

describe('a scanned card', () => {
  test.each(payloads.map((payload) => [payload.title, payload] as const))(
    '%s',
    (_title, { text, reads }) => {
      const reading = readCard(text, context);
      expect(reading.kind).toBe(reads.kind);
      if (reading.kind === 'unreadable' || reads.kind === 'unreadable') {
        expect(reading).toEqual(reads);
        return;
      }
      const read = reading.card as unknown as Readonly<Record<string, string | undefined>>;
      for (const [field, value] of Object.entries(reads.card)) {
        expect([field, read[field] ?? null]).toEqual([field, value]);
      }
      expect([...reading.remarks].sort()).toEqual([...reads.remarks].sort());
    },
  );

  test('the table has at least sixty payloads', () => {
    expect(payloads.length).toBeGreaterThanOrEqual(60);
  });

  test('100,000 mutations: nothing throws, and nothing is read that wasn’t there', () => {
    const random = seededRandom(20_261_123);
    const alphabet = [...'|0123456789abcdefđâê$-/ \u0000\ufeffNamữ😀'];
    const spoilt = (text: string): string => {
      const letters = [...text];
      for (let times = random.whole(1, 4); times > 0; times -= 1) {
        const at = random.whole(0, letters.length);
        const kind = random.whole(0, 3);
        if (kind === 0) letters.splice(at, 1);
        else if (kind === 1) letters.splice(at, 0, random.pick(alphabet));
        else if (kind === 2) letters.splice(at, random.whole(0, 11));
        else letters[at] = random.pick(alphabet);
      }
      return letters.join('');
    };
    let read = 0;
    for (let round = 0; round < 100_000; round += 1) {
      const text = spoilt(random.pick(payloads).text);
      const reading = readCard(text, context);
      if (reading.kind === 'unreadable') continue;
      read += 1;
      const number =
        reading.kind === 'citizenCard' ? reading.card.personalNumber : reading.card.number;
      expect(
        text
          .normalize('NFC')
          .replace(/[\u0000\ufeff\u200b]/g, '')
          .toUpperCase(),
      ).toContain(number);
    }
    expect(read).toBeGreaterThan(20_000);
  });
});
