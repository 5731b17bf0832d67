import type { Shown } from '../merge/join.ts';
import type { Kind } from '../records/kinds.ts';
import type { Settler } from './settlers.ts';
import { anyStated, firstOf, firstWith } from './shownMeanwhile.ts';
import type { ShownMeanwhile } from './shownMeanwhile.ts';

/** What waits until a disagreement is settled or a finding answered. */
export type HeldBack = 'export' | 'signing' | 'dueDoses' | 'label';

/**
 * - `keepBoth`: no side is safer than another; both are shown wherever the value is.
 * - `cautious`: the side that protects the patient more stands in the field; both are shown.
 * - `addWins`: an entry stands against a removal or refutation that hadn't seen it.
 */
export type PolicyName = 'keepBoth' | 'cautious' | 'addWins';

/** What whoever settles is asked to state beside the value. */
export type Asked = 'nothing' | 'reason' | 'documentSeen';

/** What two values written at once in one merge unit mean, and what happens until they are settled. */
export interface Policy {
  readonly kind: Kind;
  readonly unit: string;
  readonly policy: PolicyName;
  readonly shown: ShownMeanwhile;
  readonly heldBack: readonly HeldBack[];
  readonly settledBy: readonly Settler[];
  readonly asks: Asked;
  readonly why: string;
}

type Row = Omit<Policy, 'kind' | 'unit'>;
type Rows = Readonly<Record<string, Row>>;

const identity: Pick<Row, 'policy' | 'shown' | 'heldBack' | 'settledBy' | 'asks'> = {
  policy: 'keepBoth',
  shown: anyStated,
  heldBack: ['label', 'export'],
  settledBy: ['registrar', 'nurse', 'doctor'],
  asks: 'documentSeen',
};
const paper: Pick<Row, 'policy' | 'shown' | 'heldBack' | 'settledBy' | 'asks'> = {
  policy: 'keepBoth',
  shown: anyStated,
  heldBack: ['export'],
  settledBy: ['registrar', 'nurse'],
  asks: 'nothing',
};
const alert: Pick<Row, 'policy' | 'heldBack' | 'settledBy' | 'asks'> = {
  policy: 'cautious',
  heldBack: [],
  settledBy: ['nurse', 'doctor'],
  asks: 'nothing',
};
const text: Row = {
  policy: 'keepBoth',
  shown: anyStated,
  heldBack: ['signing'],
  settledBy: ['author'],
  asks: 'nothing',
  why: 'Two texts are never spliced into one that nobody wrote; the author signs one that they chose.',
};

/** One row for each merge unit of each kind that is edited at all; a signed record has none. */
const table: Readonly<Partial<Record<Kind, Rows>>> = {
  patient: {
    recordNumber: {
      ...identity,
      settledBy: ['registrar'],
      why: 'Papers and wristbands carry either number, so both find the chart until one is chosen.',
    },
    name: { ...identity, why: 'Both names are searched and read out; a document decides.' },
    birthDate: {
      ...identity,
      why: 'Age checks run on both dates and the stricter counts; a document decides.',
    },
    birthTime: {
      ...paper,
      why: 'The claim needs it of a newborn; the slip of the delivery room decides.',
    },
    sex: {
      ...identity,
      shown: firstOf(['female', 'male', 'other', 'unknown']),
      policy: 'cautious',
      why: 'Checks run on every sex that stands; female brings the checks for pregnancy with it.',
    },
    identifiers: {
      policy: 'addWins',
      shown: anyStated,
      heldBack: ['export'],
      settledBy: ['registrar'],
      asks: 'documentSeen',
      why: 'An identifier is ended by its date, never taken away; claims wait until it is certain.',
    },
    contacts: {
      policy: 'addWins',
      shown: anyStated,
      heldBack: ['export'],
      settledBy: ['registrar', 'nurse'],
      asks: 'nothing',
      why: 'A number too many costs a call; one too few loses the family in an emergency.',
    },
    address: {
      policy: 'keepBoth',
      shown: anyStated,
      heldBack: ['export'],
      settledBy: ['registrar', 'nurse'],
      asks: 'nothing',
      why: 'Nobody is treated by address; the claim needs the right one.',
    },
    residence: {
      ...paper,
      why: 'The claim needs one place; nobody is treated by it.',
    },
    occupation: { ...paper, why: 'The claim needs one; nobody is treated by it.' },
    ethnicity: { ...paper, why: 'The claim needs one; the person says which.' },
    nationality: { ...paper, why: 'The claim needs one; a document decides.' },
    guardian: {
      ...paper,
      why: 'Who signs for a child must be certain: both are called until somebody has asked.',
    },
    coverage: {
      policy: 'addWins',
      shown: anyStated,
      heldBack: ['export'],
      settledBy: ['registrar'],
      asks: 'documentSeen',
      why: 'A card too many is looked up; one too few costs the patient. Claims wait.',
    },
    allergyStatement: {
      ...alert,
      shown: firstOf(['notAsked', 'noneKnown']),
      settledBy: ['doctor', 'nurse'],
      why: 'While it is in doubt nobody may rely on "none known": somebody has to ask.',
    },
    codeStatus: {
      policy: 'cautious',
      shown: firstOf(['full', null, 'dnr']),
      heldBack: [],
      settledBy: ['seniorDoctor'],
      asks: 'reason',
      why: 'Disputed means full resuscitation: the other mistake can never be made good.',
    },
    isolation: {
      ...alert,
      shown: firstOf(['airborne', 'droplet', 'contact', null, 'none']),
      why: 'The strictest precaution protects the ward until somebody decides.',
    },
    pregnancy: {
      ...alert,
      shown: firstOf(['yes', 'possible', null, 'no']),
      why: 'A pregnancy that is not there costs a question; one overlooked may cost a child.',
    },
    fallRisk: {
      ...alert,
      shown: firstOf(['high', null, 'low']),
      why: 'Bed rails for nothing are cheap; a fall is not.',
    },
  },
  encounter: {
    class: {
      policy: 'cautious',
      shown: firstOf(['inpatient', 'emergency', 'outpatient']),
      heldBack: ['export'],
      settledBy: ['treatingDoctor'],
      asks: 'nothing',
      why: 'A patient who may be staying keeps a place on the ward board.',
    },
    startedAt: {
      policy: 'keepBoth',
      shown: anyStated,
      heldBack: ['export'],
      settledBy: ['registrar', 'nurse', 'treatingDoctor'],
      asks: 'nothing',
      why: 'Days of stay are billed by it; no clock is believed more than another.',
    },
    reason: {
      policy: 'keepBoth',
      shown: anyStated,
      heldBack: [],
      settledBy: ['nurse', 'treatingDoctor'],
      asks: 'nothing',
      why: 'Both tellings may be true of one patient.',
    },
    location: {
      policy: 'keepBoth',
      shown: anyStated,
      heldBack: [],
      settledBy: ['chargeNurse'],
      asks: 'nothing',
      why: 'The patient stands on both boards, so that neither ward forgets them; beds are shared anyway.',
    },
    responsiblePractitioner: {
      policy: 'keepBoth',
      shown: anyStated,
      heldBack: [],
      settledBy: ['chargeNurse'],
      asks: 'nothing',
      why: 'Two doctors who each feel responsible are safer than none.',
    },
  },
  condition: {
    encounterId: {
      policy: 'keepBoth',
      shown: anyStated,
      heldBack: ['export'],
      settledBy: ['treatingDoctor'],
      asks: 'nothing',
      why: 'A diagnosis is billed with one visit; both list it until then.',
    },
    diagnosis: {
      policy: 'cautious',
      shown: firstOf(['active', 'resolved'], 'clinicalStatus'),
      heldBack: ['export'],
      settledBy: ['treatingDoctor'],
      asks: 'nothing',
      why: 'Text, code and status say one thing; an active problem is not shown as over while disputed.',
    },
  },
  allergy: {
    substance: {
      policy: 'keepBoth',
      shown: anyStated,
      heldBack: [],
      settledBy: ['doctor', 'pharmacist'],
      asks: 'nothing',
      why: 'Orders are checked against every substance that stands.',
    },
    reaction: {
      policy: 'keepBoth',
      shown: anyStated,
      heldBack: [],
      settledBy: ['doctor', 'pharmacist'],
      asks: 'nothing',
      why: 'Both reactions may have happened; whoever prescribes reads both.',
    },
    severity: {
      policy: 'cautious',
      shown: firstOf(['severe', 'moderate', 'mild', null]),
      heldBack: [],
      settledBy: ['doctor', 'pharmacist'],
      asks: 'nothing',
      why: 'The worst that anybody stated counts until somebody decides.',
    },
    certainty: {
      policy: 'cautious',
      shown: firstOf(['confirmed', 'suspected']),
      heldBack: [],
      settledBy: ['doctor', 'pharmacist'],
      asks: 'nothing',
      why: 'A suspicion must not soften what somebody confirmed.',
    },
    status: {
      policy: 'addWins',
      shown: firstOf(['active', 'refuted'], 'status'),
      heldBack: [],
      settledBy: ['doctor', 'pharmacist'],
      asks: 'reason',
      why: 'A refutation ends only what it has seen; until it is settled the allergy warns.',
    },
  },
  noteDraft: {
    encounterId: { ...text, why: 'A note belongs to one visit; its author says which.' },
    noteType: { ...text, why: 'A form of one type is not signed as another.' },
    course: text,
    examination: text,
    assessment: text,
    plan: text,
    care: text,
    ending: {
      ...text,
      policy: 'addWins',
      shown: firstWith('signedAs', 'discarded'),
      heldBack: [],
      why: 'A signed note stands whatever else was done to its draft.',
    },
  },
};

/** All rows. */
export const policies: readonly Policy[] = Object.entries(table).flatMap(([kind, rows]) =>
  Object.entries(rows).map(([unit, row]) => ({ kind: kind as Kind, unit, ...row })),
);

/** The policy of a unit; an entry of a keyed map (`identifiers/x`) has its map's. Throws if there is none. */
export function policyOf(kind: Kind, unitId: string): Policy {
  const unit = nameOf(unitId);
  const row = rowOf(kind, unit);
  if (!row) throw new Error(`no policy for ${kind}.${unit}`);
  return { kind, unit, ...row };
}

const shownByKind = new Map<string, Shown>();

/** What the join shows of a kind while its sides disagree. The same function at every call. */
export function shownBy(kind: Kind): Shown {
  let shown = shownByKind.get(kind);
  if (!shown) {
    shown = (unitId, sides) => (rowOf(kind, nameOf(unitId))?.shown ?? anyStated)(sides);
    shownByKind.set(kind, shown);
  }
  return shown;
}

function rowOf(kind: Kind, unit: string): Row | undefined {
  const rows = table[kind];
  return rows && Object.hasOwn(rows, unit) ? rows[unit] : undefined;
}

function nameOf(unitId: string): string {
  const slash = unitId.indexOf('/');
  return slash < 0 ? unitId : unitId.slice(0, slash);
}
