import { describe, expect, it } from 'vitest';
import {
  linking,
  parting,
  saying,
  waysToPart,
} from '../../../../../shared/identity/links/parting.ts';
import type { NewLink } from '../../../../../shared/identity/links/parting.ts';
import { pairPage, strongBits } from '../../../../../shared/identity/links/pairWork.ts';
import type { PairQuery } from '../../../../../shared/identity/links/pairWork.ts';
import type { PatientLink } from '../../../../../shared/identity/links/pairState.ts';
import { patientGroups } from '../../../../../shared/identity/links/patientGroups.ts';
import { learnedModel } from '../../../../../shared/identity/matching/learnedModel.ts';
import { aPatient, aRecord, someWrite } from '../../../../support/builders/records.ts';

/** As many pairs as 200,000 people make, of whom one in twenty was registered twice. */
const count = 10_000;
const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const pairs = Array.from({ length: count }, (_unused, place) => ({
  a: idOf(2 * place),
  b: idOf(2 * place + 1),
  score: learnedModel.threshold + (place % 20),
}));
let read = 0;
const matches = {
  scored: async () => ({ pairs, compared: 2 * count, total: 2 * count }),
  patient: (id: string) => {
    read += 1;
    return aPatient({}, someWrite(), id);
  },
};
const ask = (
  query: Partial<PairQuery>,
  links: readonly PatientLink[] = [],
  sameNumbers: readonly (readonly [string, string])[] = [],
) => {
  read = 0;
  return pairPage(
    matches,
    patientGroups(links),
    { wardsOf: (id) => (id === idOf(41) ? new Set(['K01']) : undefined), sameNumbers },
    { shelf: 'open', offset: 0, limit: 50, ...query },
  );
};
const written = ({ patientId, fields }: NewLink, at: string) =>
  aRecord('patientLink', patientId, fields, someWrite({ at }));

describe('the work list at its real size', () => {
  it('gives a page of rows and reads no other patient, with the whole count', async () => {
    const page = await ask({});
    expect(page.rows).toHaveLength(50);
    expect(read).toBe(100);
    expect(page).toMatchObject({ total: count, compared: 2 * count, patients: 2 * count });
    expect(page.counts).toEqual({ open: count, later: 0, apart: 0, linked: 0 });
    expect(page.rows.every(({ strong }) => strong)).toBe(true);
  });

  it('gives the pages one after the other: each pair once, the likeliest first', async () => {
    const keys: string[] = [];
    let strong = true;
    for (let offset = 0; offset < count; offset += 1000) {
      for (const row of (await ask({ offset, limit: 1000 })).rows) {
        keys.push(`${row.a.patientId} ${row.b.patientId}`);
        expect(strong || !row.strong).toBe(true);
        strong = row.strong;
      }
    }
    expect(new Set(keys).size).toBe(count);
  });

  it('by ward: pairs of which one lies there; the likeliest alone', async () => {
    const ward = await ask({ ward: 'K01' });
    expect(ward.rows.map(({ a, b }) => [a.patientId, b.patientId])).toEqual([[idOf(40), idOf(41)]]);
    expect(ward).toMatchObject({ total: 1, counts: { open: count } });
    const expected = pairs.filter(({ score }) => score >= learnedModel.threshold + strongBits);
    expect((await ask({ strong: true })).total).toBe(expected.length);
  });

  it('what was answered is found again: different, later, joined, parted, with who and when, the latest first', async () => {
    const none = patientGroups([]);
    const pairOf = (n: number) => [idOf(2 * n), idOf(2 * n + 1)] as const;
    const link = written(linking(none, pairOf(3), [], undefined), '2026-11-23T08:00:00.000+07:00');
    const links = [
      written(saying(none, pairOf(0), 'different', undefined), '2026-11-23T09:00:00.000+07:00'),
      written(saying(none, pairOf(1), 'later', undefined), '2026-11-23T09:00:00.000+07:00'),
      written(linking(none, pairOf(2), [], undefined), '2026-11-23T09:00:00.000+07:00'),
      link,
    ];
    const joined = patientGroups([link]);
    const [way] = waysToPart(joined, pairOf(3));
    const unlinks = parting(joined, way!, [], 'nhầm').map((each) =>
      written(each, '2026-11-23T10:00:00.000+07:00'),
    );
    const all = [...links, ...unlinks];
    const page = await ask({ shelf: 'apart' }, all);
    expect(page.counts).toEqual({ open: count - 4, later: 1, apart: 2, linked: 1 });
    expect(page.rows.map(({ a, standing, answered }) => [a.patientId, standing, answered])).toEqual(
      [
        [idOf(6), 'parted', { by: 'bs-a', at: '2026-11-23T10:00:00.000+07:00' }],
        [idOf(0), 'different', { by: 'bs-a', at: '2026-11-23T09:00:00.000+07:00' }],
      ],
    );
    // Undone by a new answer, which knows of the old one.
    const again = written(
      saying(patientGroups(all), pairOf(0), 'later', undefined),
      '2026-11-24T09:00:00.000+07:00',
    );
    expect((await ask({ shelf: 'later' }, [...all, again])).total).toBe(2);
  });

  it('two patients with one record number come first, once, whatever else is suspected or was said of them', async () => {
    const pair = [idOf(25), idOf(24)] as const;
    const different = written(
      saying(patientGroups([]), pair, 'different', undefined),
      '2026-11-23T09:00:00.000+07:00',
    );
    for (const links of [[], [different]]) {
      const page = await ask({}, links, [pair]);
      expect(page.rows[0]).toMatchObject({
        a: { patientId: idOf(24) },
        b: { patientId: idOf(25) },
        standing: 'sameNumber',
      });
      expect(page.rows[1]?.standing).toBe('suspected');
      expect(page.counts).toMatchObject({ open: count, apart: 0 });
    }
  });
});
