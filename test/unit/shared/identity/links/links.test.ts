import { describe, expect, it } from 'vitest';
import { toSortAfter } from '../../../../../shared/identity/links/meanwhile.ts';
import {
  linking,
  parting,
  saying,
  waysToPart,
} from '../../../../../shared/identity/links/parting.ts';
import type { NewLink } from '../../../../../shared/identity/links/parting.ts';
import { patientGroups } from '../../../../../shared/identity/links/patientGroups.ts';
import type { PatientLink } from '../../../../../shared/identity/links/pairState.ts';
import { mayHaveMade } from '../../../../../shared/people/rights.ts';
import { newPatientId } from '../../../../../shared/records/ids.ts';
import type { AnyRecord } from '../../../../../shared/records/kinds.ts';
import { newRecord } from '../../../../../shared/records/write.ts';

const [a = '', b = '', c = ''] = [newPatientId(), newPatientId(), newPatientId()].sort();
let counter = 0;
function context(at = '2026-11-23T14:05:00.000+07:00') {
  counter += 1;
  return { by: 'cn-mau', on: 'may-1', at, dot: `00000000000000aa.${counter}` };
}
const write = ({ patientId, fields }: NewLink, at?: string): PatientLink =>
  newRecord('patientLink', patientId, fields, context(at));
const allergy = (patientId: string, at?: string) =>
  newRecord(
    'allergy',
    patientId,
    { substance: 'Penicillin', severity: 'severe', certainty: 'confirmed', status: 'active' },
    context(at),
  );
const none = patientGroups([]);
/** Parts two by the first way there is. */
const part = (
  groups: ReturnType<typeof patientGroups>,
  pair: readonly [string, string],
  records: readonly AnyRecord[] = [],
) => parting(groups, waysToPart(groups, pair)[0]!, records, 'nhầm người');

describe('two identities of one person', () => {
  it('converge to one group when A and B are linked here, B and C there', () => {
    const here = write(linking(none, [b, a], [], undefined));
    const there = write(linking(none, [c, b], [], undefined));
    const groups = patientGroups([there, here]);
    expect(groups.all).toEqual([{ survivor: a, members: [a, b, c], contradicted: false }]);
    expect(groups.survivorOf(c)).toBe(a);
    expect(groups.membersOf(b)).toEqual([a, b, c]);
  });

  it('link ‖ unlink: they count as apart, and it is in dispute', () => {
    const first = write(linking(none, [a, b], [], undefined));
    const known = patientGroups([first]);
    const [unlink] = part(known, [a, b]).map((link) => write(link));
    const again = write(linking(known, [a, b], [], undefined));
    expect(patientGroups([first, unlink!]).pair(a, b)).toBe('different');
    expect(patientGroups([first, unlink!, again]).pair(a, b)).toBe('disputed');
    expect(patientGroups([first, unlink!, again]).of(a)).toBeUndefined();
    const decided = write(linking(patientGroups([first, unlink!, again]), [a, b], [], undefined));
    expect(patientGroups([first, unlink!, again, decided]).pair(a, b)).toBe('linked');
  });

  it('who were told apart stay apart until somebody who knows of it says otherwise', () => {
    const different = write(saying(none, [a, b], 'different', undefined));
    const later = write(saying(none, [a, b], 'later', undefined));
    expect(patientGroups([different, later]).pair(a, b)).toBe('different');
    const reopened = write(saying(patientGroups([different]), [a, b], 'later', undefined));
    expect(patientGroups([different, reopened]).pair(a, b)).toBe('later');
  });

  it('says when two of one group were told apart', () => {
    const links = [
      write(linking(none, [a, b], [], undefined)),
      write(linking(none, [b, c], [], undefined)),
      write(saying(none, [a, c], 'different', undefined)),
    ];
    expect(patientGroups(links).of(a)).toMatchObject({ members: [a, b, c], contradicted: true });
  });

  it('list what came meanwhile once they are parted, and what arrives later from before it', () => {
    const before: AnyRecord[] = [allergy(a), allergy(b)];
    const link = write(linking(none, [a, b], before, undefined));
    const while1 = allergy(a, '2026-11-24T08:00:00.000+07:00');
    const records = [...before, while1];
    const [unlink] = part(patientGroups([link]), [a, b], records).map((each) =>
      write(each, '2026-11-25T08:00:00.000+07:00'),
    );
    expect(unlink!.event).toEqual({ kind: 'unlink', toSort: [while1.id] });
    expect(patientGroups([link, unlink!]).of(a)).toBeUndefined();

    const late = allergy(a, '2026-11-24T09:00:00.000+07:00');
    const after = allergy(a, '2026-11-26T09:00:00.000+07:00');
    const listed = toSortAfter(unlink!, [link, unlink!], [...records, late, after, link]);
    expect(listed.map(({ id }) => id)).toEqual([late.id, while1.id]);
  });

  describe('of three who are one', () => {
    const ab = write(linking(none, [a, b], [], undefined));
    const bc = write(linking(none, [b, c], [], undefined));
    const chain = patientGroups([ab, bc]);

    it('parting A and B leaves B and C one person', () => {
      const [way] = waysToPart(chain, [a, b]);
      expect(way!.left).toEqual([[a], [b, c]]);
      const unlinks = parting(chain, way!, [], 'nhầm người').map((each) => write(each));
      expect(unlinks).toHaveLength(1);
      const after = patientGroups([ab, bc, ...unlinks]);
      expect(after.membersOf(b)).toEqual([b, c]);
      expect(after.of(a)).toBeUndefined();
    });

    it('taking out the one that holds the others together says that they are apart too', () => {
      const ways = waysToPart(chain, [a, b]);
      expect(ways.map(({ left }) => left)).toEqual([
        [[a], [b, c]],
        [[a], [b], [c]],
      ]);
    });

    it('who are each linked with each come apart by all links of one of the two, and as was said', () => {
      const ac = write(linking(none, [a, c], [], undefined));
      const ring = patientGroups([ab, bc, ac]);
      const ways = waysToPart(ring, [a, b]);
      expect(ways.map(({ left }) => left)).toEqual([
        [[a], [b, c]],
        [[a, c], [b]],
      ]);
      for (const way of ways) {
        const unlinks = parting(ring, way, [], 'nhầm người').map((each) => write(each));
        const after = patientGroups([ab, bc, ac, ...unlinks]);
        expect(way.left.map(([first = '']) => after.membersOf(first))).toEqual(way.left);
      }
    });
  });

  it('are shown under the first whose name is known, whichever record is older', () => {
    const links = [
      write(linking(none, [a, b], [], undefined)),
      write(linking(none, [b, c], [], undefined)),
    ];
    const named = (...ids: string[]) => patientGroups(links, (id) => ids.includes(id)).of(a);
    expect(named(b, c)).toMatchObject({ survivor: b, members: [b, a, c] });
    expect(named(c)).toMatchObject({ survivor: c, members: [c, a, b] });
    expect(named()).toMatchObject({ survivor: a, members: [a, b, c] });
    expect(patientGroups(links.toReversed(), (id) => id === c).of(b)).toEqual(named(c));
  });

  it('are joined and parted by who keeps the records, told apart by whoever registers', () => {
    const made = (role: 'nurse' | 'registrar' | 'recordsOfficer' | 'pharmacist', kind: string) =>
      mayHaveMade(role, { kind: 'patientLink', event: { kind } });
    expect(made('registrar', 'link') && made('recordsOfficer', 'unlink')).toBe(true);
    expect(made('nurse', 'link') || made('nurse', 'unlink') || made('nurse', 'anything')).toBe(
      false,
    );
    expect(made('nurse', 'different') && made('nurse', 'later')).toBe(true);
    expect(made('pharmacist', 'different')).toBe(false);
  });
});
