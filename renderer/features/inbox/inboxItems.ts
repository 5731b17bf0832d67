import type { Person } from '../../../shared/bridge/contract.ts';
import type { Finding, FindingSeverity } from '../../../shared/clinical/findings/finding.ts';
import { mayRead } from '../../../shared/people/mayRead.ts';
import type { Side } from '../../../shared/merge/join.ts';
import { isKind } from '../../../shared/records/kinds.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { disputedUnits, sidesIn } from '../chart/sides.ts';
import { policyFor, settles } from '../disagreements/settling.ts';
import { answers } from '../findings/answers.ts';
import { maySettle } from '../../../shared/clinical/settlers.ts';
import { isLoud, setAsideAnsweredBy } from '../setAside/setAside.ts';
import type { SetAside } from '../setAside/setAside.ts';
import type { PatientWaiting } from './waitingOf.ts';

/** One thing that waits: a disagreement, a finding or what was set aside, with whose it is to end. */
export type InboxItem = {
  /** The card in the chart. */
  readonly key: string;
  readonly waiting: PatientWaiting;
  readonly mine: boolean;
} & (
  | {
      readonly kind: 'disagreement';
      readonly record: AnyRecord;
      readonly unit: string;
      readonly sides: readonly Side[];
    }
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'setAside'; readonly setAside: SetAside }
);

export type InboxFilter = 'mine' | 'ward' | 'all';

const ranks: Readonly<Record<FindingSeverity, number>> = { danger: 0, warning: 2, notice: 3 };

/** Everything that waits, the dangerous first, then disagreements, then the rest, by patient. */
export function inboxItems(
  patients: Iterable<PatientWaiting>,
  person: Pick<Person, 'key' | 'role' | 'wards'>,
): readonly InboxItem[] {
  const mineToSee = maySettle(setAsideAnsweredBy, { role: person.role, isAuthor: false });
  const items = [...patients].flatMap((waiting): InboxItem[] => [
    ...waiting.setAside.map((setAside) => ({
      kind: 'setAside' as const,
      key: setAside.recordId,
      waiting,
      setAside,
      mine: mineToSee,
    })),
    ...waiting.findings.map(({ finding, about }) => ({
      kind: 'finding' as const,
      key: finding.id,
      waiting,
      finding,
      mine: answers(finding, about, person),
    })),
    ...waiting.disputed.flatMap((record) =>
      disputedUnits(record).map((unit) => {
        const sides = sidesIn(record, unit);
        const policy = policyFor(record, unit);
        const mine = policy !== undefined && settles(policy, record, sides, person);
        const key = `${record.id} ${unit}`;
        return { kind: 'disagreement' as const, key, waiting, record, unit, sides, mine };
      }),
    ),
  ]);
  const readable = items.filter((item) => mayReadItem(person, item));
  return readable.sort(
    (a, b) =>
      rankOf(a) - rankOf(b) ||
      compare(a.waiting.patientId, b.waiting.patientId) ||
      compare(a.key, b.key),
  );
}

/** Whether this person reads everything that the item speaks of: rights hold in lists as in charts. */
function mayReadItem(person: Pick<Person, 'role' | 'wards'>, item: InboxItem): boolean {
  const kinds =
    item.kind === 'finding'
      ? aboutOf(item).map(({ kind }) => kind)
      : [item.kind === 'setAside' ? item.setAside.kind : item.record.kind];
  return kinds.every((kind) =>
    // Of a kind that this version doesn't know nobody can say who reads it.
    mayRead(person, isKind(kind) ? kind : 'note', item.waiting.wards),
  );
}

function aboutOf({ waiting, finding }: Extract<InboxItem, { kind: 'finding' }>) {
  return waiting.findings.find((one) => one.finding.id === finding.id)?.about ?? [];
}

/** What a filter keeps: what I may end, what is in this ward, everything. */
export function filtered(
  items: readonly InboxItem[],
  filter: InboxFilter,
  ward: string,
): readonly InboxItem[] {
  if (filter === 'all') return items;
  if (filter === 'mine') return items.filter(({ mine }) => mine);
  return items.filter(({ waiting }) => waiting.wards.includes(ward));
}

function rankOf(item: InboxItem): number {
  if (item.kind === 'setAside') return isLoud(item.setAside) ? 0 : 2;
  return item.kind === 'disagreement' ? 1 : ranks[item.finding.severity];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
