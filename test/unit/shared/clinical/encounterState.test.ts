import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encounterStateOf, workAfterClosing } from '../../../../shared/clinical/encounterState.ts';
import type { EncounterEvent } from '../../../../shared/clinical/encounterState.ts';
import { noteStandingOf } from '../../../../shared/clinical/noteStanding.ts';
import { maySettle } from '../../../../shared/clinical/settlers.ts';
import {
  close,
  encounterEvent,
  note,
  paracetamol,
  retraction,
  stay,
} from './findings/sampleChart.ts';

const visit = stay();
const home = close(visit, 'discharged');
const homeToo = close(visit, 'discharged');
const away = close(visit, 'referred');
const corrected = close(visit, 'died', { after: [home, away] });
const reopened = encounterEvent(visit, { kind: 'reopen' }, { after: [home] });
const unaware = encounterEvent(visit, { kind: 'reopen' });
const closedAgain = close(visit, 'absconded', { after: [home, reopened] });
const error = encounterEvent(visit, { kind: 'enteredInError' });
const foreign = close(stay(), 'died');
const circle = circleOf(home, away);

const cases: readonly [string, readonly EncounterEvent[], string][] = [
  ['no event', [], 'open'],
  ['an event of another visit', [foreign], 'open'],
  ['closed', [home], 'closed discharged'],
  ['closed twice alike', [home, homeToo], 'closed discharged'],
  ['closed twice differently', [home, away], 'dispositionDisputed discharged referred'],
  ['corrected by somebody who had seen both', [home, away, corrected], 'closed died'],
  ['reopened', [home, reopened], 'open'],
  ['close ‖ reopen', [home, unaware], 'closed discharged'],
  [
    'closed by another whom the reopening hadn’t seen',
    [home, homeToo, reopened],
    'closed discharged',
  ],
  ['closed again', [home, reopened, closedAgain], 'closed absconded'],
  ['entered in error ‖ closed', [home, error], 'enteredInError'],
  ['entered in error and reopened', [error, reopened], 'enteredInError'],
  [
    'two closings that each claim to follow the other',
    circle,
    'dispositionDisputed discharged referred',
  ],
];

function summary(events: readonly EncounterEvent[]): string {
  const state = encounterStateOf(visit, events);
  switch (state.kind) {
    case 'closed':
      return `closed ${state.disposition}`;
    case 'dispositionDisputed':
      return `${state.kind} ${state.dispositions.join(' ')}`;
    default:
      return state.kind;
  }
}

describe('the state of a visit', () => {
  test.each(cases)('%s', (_title, events, expected) => {
    expect(summary(events)).toBe(expected);
  });

  test('invariant 3: it doesn’t depend on the order or the repetition of arrivals', () => {
    const all = [home, homeToo, away, corrected, reopened, unaware, closedAgain, error, foreign];
    fc.assert(
      fc.property(
        fc
          .subarray([...all.keys()])
          .chain((some) =>
            fc.tuple(
              fc.constant(some),
              fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 }),
            ),
          ),
        ([some, arrived]) => {
          const of = (indices: readonly number[]) =>
            encounterStateOf(
              visit,
              indices.map((index) => all[index]!),
            );
          expect(of(arrived)).toEqual(of(some));
        },
      ),
    );
  });
});

describe('work after closing', () => {
  const within = { encounterId: visit.id };
  const [seen, unseen] = [note(within), paracetamol(within)];
  const closing = close(visit, 'discharged', { seen: [seen] });
  const after = (...events: readonly EncounterEvent[]) =>
    workAfterClosing(visit, encounterStateOf(visit, events), [seen, unseen, note()]);

  test('invariant 2: is kept, and told from what whoever closed it had before them', () => {
    expect(after(closing)).toEqual([unseen]);
    expect(after()).toEqual([]);
    expect(after(closing, close(visit, 'discharged', { seen: [unseen] }))).toEqual([]);
  });

  test('no clock decides where the closing says what it had seen', () => {
    const byWrongClock = close(
      visit,
      'discharged',
      { seen: [seen] },
      { at: '2031-01-01T00:00:00.000+07:00' },
    );
    expect(after(byWrongClock)).toEqual([unseen]);
  });
});

describe('a signed note', () => {
  const target = note();
  const own = retraction(target);
  const foreignOne = retraction(target, 'dd-b');
  const other = retraction(note());

  test.each([
    ['stands', [other], 'standing', 0],
    ['stands with an objection', [foreignOne], 'standing', 1],
    ['is retracted by its signer', [own], 'retracted', 0],
    ['is retracted, and objected to', [own, foreignOne], 'retracted', 1],
  ] as const)('%s, whatever the order of arrivals', (_title, retractions, kind, objections) => {
    const standing = noteStandingOf(target, retractions);
    expect(standing).toMatchObject({ kind });
    expect(standing.objections).toHaveLength(objections);
    const again = [...retractions, ...retractions].reverse();
    expect(noteStandingOf(target, again)).toEqual(standing);
  });
});

test('who may settle: by role, by being an author, nobody else', () => {
  const nurse = { role: 'nurse', isAuthor: false } as const;
  const doctor = { role: 'doctor', isAuthor: false } as const;
  expect(maySettle(['chargeNurse'], nurse)).toBe(true);
  expect(maySettle(['seniorDoctor'], doctor)).toBe(true);
  expect(maySettle(['treatingDoctor', 'pharmacist'], nurse)).toBe(false);
  expect(maySettle(['author'], nurse)).toBe(false);
  expect(maySettle(['author'], { ...nurse, isAuthor: true })).toBe(true);
});

function circleOf(a: EncounterEvent, b: EncounterEvent): readonly EncounterEvent[] {
  return [
    { ...a, after: [b.id] },
    { ...b, after: [a.id] },
  ];
}
