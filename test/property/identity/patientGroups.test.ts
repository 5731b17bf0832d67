import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linking, parting, saying, waysToPart } from '../../../shared/identity/links/parting.ts';
import type { NewLink } from '../../../shared/identity/links/parting.ts';
import type { PatientLink } from '../../../shared/identity/links/pairState.ts';
import { patientGroups } from '../../../shared/identity/links/patientGroups.ts';
import { newRecord } from '../../../shared/records/write.ts';

const ids = [1, 2, 3, 4, 5].map((n) => `00000000-0000-7000-8000-00000000000${n}`);

let writes = 0;
function written({ patientId, fields }: NewLink, station: number): PatientLink {
  writes += 1;
  return newRecord('patientLink', patientId, fields, {
    by: 'cn-mau',
    on: `may-${station}`,
    at: '2026-11-23T14:05:00.000+07:00',
    dot: `00000000000000a${station}.${writes}`,
  });
}

/** Three workstations that link, part and tell apart what they know of, and meet now and then. */
const act = fc.record({
  station: fc.integer({ min: 0, max: 2 }),
  kind: fc.constantFrom('link', 'link', 'part', 'different', 'later', 'meet'),
  a: fc.constantFrom(...ids),
  b: fc.constantFrom(...ids),
});

function play(acts: readonly { station: number; kind: string; a: string; b: string }[]) {
  const stations: PatientLink[][] = [[], [], []];
  for (const { station, kind, a, b } of acts) {
    const mine = stations[station]!;
    if (kind === 'meet') {
      const other = stations[(station + 1) % 3]!;
      const all = [...new Map([...mine, ...other].map((link) => [link.id, link])).values()];
      stations[station] = all;
      stations[(station + 1) % 3] = [...all];
      continue;
    }
    if (a === b) continue;
    const groups = patientGroups(mine);
    if (kind === 'link') mine.push(written(linking(groups, [a, b], [], undefined), station));
    else if (kind === 'part') {
      const [way] = waysToPart(groups, [a, b]);
      if (!way || groups.pair(a, b) !== 'linked') continue;
      for (const link of parting(groups, way, [], undefined)) mine.push(written(link, station));
    } else {
      const said = kind === 'later' ? 'later' : 'different';
      mine.push(written(saying(groups, [a, b], said, undefined), station));
    }
  }
  return stations;
}

const shape = (links: readonly PatientLink[]) => {
  const groups = patientGroups(links);
  return { all: groups.all, pairs: groups.pairs };
};

describe('who is whom', () => {
  it('invariant 3: is the same on every workstation that has the same links, in any order, any number of times', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (acts, noise) => {
        const all = play(acts).flat();
        const shuffled = all
          .map((link) => [noise.next().value as number, link] as const)
          .sort(([one], [other]) => one - other)
          .map(([, link]) => link);
        expect(shape([...shuffled, ...all])).toEqual(shape(all));
      }),
      { numRuns: 200 },
    );
  });

  it('each way to part two leaves exactly what it says, and touches no other link', () => {
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 25 }),
        fc.constantFrom(...ids),
        fc.constantFrom(...ids),
        (acts, a, b) => {
          const all = [
            ...new Map(
              play(acts)
                .flat()
                .map((link) => [link.id, link]),
            ).values(),
          ];
          const groups = patientGroups(all);
          if (a === b || groups.survivorOf(a) !== groups.survivorOf(b)) return;
          const ways = waysToPart(groups, [a, b]);
          expect(ways.length).toBeGreaterThan(0);
          for (const way of ways) {
            const parted = parting(groups, way, [], 'nhầm người').map((link) => written(link, 0));
            const after = patientGroups([...all, ...parted]);
            expect(after.survivorOf(a)).not.toBe(after.survivorOf(b));
            expect(way.left.map(([first = '']) => after.membersOf(first))).toEqual(way.left);
            const ended = new Set(way.pairs.map((pair) => pair.join(' ')));
            for (const { a: one, b: other, state } of groups.pairs) {
              if (!ended.has(`${one} ${other}`)) expect(after.pair(one, other)).toBe(state);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never brings two together whom nobody linked', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const all = play(acts).flat();
        const linked = new Set(
          all.filter(({ event }) => event.kind === 'link').flatMap((l) => [l.patientId, l.other]),
        );
        for (const { members, survivor } of patientGroups(all).all) {
          expect(members.every((id) => linked.has(id))).toBe(true);
          expect(survivor).toBe([...members].sort()[0]);
        }
      }),
    );
  });
});
