import { foldText } from '../../../shared/clinical/foldText.ts';
import { statesOf } from '../../../shared/people/account.ts';
import type { Account, AccountState } from '../../../shared/people/account.ts';
import type { Role } from '../../../shared/people/role.ts';

export const sortedBy = ['name', 'role', 'wards', 'until', 'state'] as const;
export type SortedBy = (typeof sortedBy)[number];

/** What an administrator looks for; what is left out takes everybody. */
export interface PeopleFilter {
  readonly text: string;
  readonly role?: Role | undefined;
  /** Who works in this ward, those of all wards among them. */
  readonly ward?: string | undefined;
  readonly state?: AccountState | undefined;
}

export interface PeopleOrder {
  readonly by: SortedBy;
  readonly descending: boolean;
}

/** Words that a list knows of an account beyond what stands in it: its role and wards as they are called. */
export type WordsOf = (account: Account) => readonly string[];

/**
 * Those who fit. Every typed word begins a word of the name, the key, the practice number, the role
 * or a ward: "huong noi" finds "ĐD. Lò Thị Hương" of "Khoa Nội". Tones and đ may be left out.
 */
export function filterPeople(
  accounts: readonly Account[],
  { text, role, ward, state }: PeopleFilter,
  wordsOf: WordsOf,
  nowMs: number,
): Account[] {
  const typed = foldText(text).split(' ').filter(Boolean);
  return accounts.filter((account) => {
    if (role !== undefined && account.role !== role) return false;
    const { wards } = account;
    if (ward !== undefined && wards.length > 0 && !wards.includes(ward)) return false;
    if (state !== undefined && !statesOf(account, nowMs).includes(state)) return false;
    if (typed.length === 0) return true;
    const { displayName, key, practiceNumber = '' } = account;
    const words = foldText([displayName, key, practiceNumber, ...wordsOf(account)].join(' '));
    return typed.every((part) => ` ${words}`.includes(` ${part}`));
  });
}

const stateOrder: readonly AccountState[] = [
  'expired',
  'expiring',
  'neverSignedIn',
  'notYet',
  'valid',
  'revoked',
];

const collator = new Intl.Collator('vi', { sensitivity: 'variant' });

/** In this order; within equals by name, the given name first, as lists of people are kept here. */
export function sortPeople(
  accounts: readonly Account[],
  { by, descending }: PeopleOrder,
  wordsOf: WordsOf,
  nowMs: number,
): Account[] {
  const compare: Readonly<Record<SortedBy, (a: Account, b: Account) => number>> = {
    name: () => 0,
    role: (a, b) => collator.compare(wordsOf(a)[0] ?? '', wordsOf(b)[0] ?? ''),
    wards: (a, b) => collator.compare(wordsOf(a).slice(1).join(' '), wordsOf(b).slice(1).join(' ')),
    until: (a, b) => Date.parse(a.validUntil) - Date.parse(b.validUntil),
    state: (a, b) =>
      stateOrder.indexOf(statesOf(a, nowMs)[0]) - stateOrder.indexOf(statesOf(b, nowMs)[0]),
  };
  const sign = descending ? -1 : 1;
  return [...accounts].sort((a, b) => sign * (compare[by](a, b) || byName(a, b)));
}

function byName(a: Account, b: Account): number {
  return (
    collator.compare(givenName(a.displayName), givenName(b.displayName)) ||
    collator.compare(a.displayName, b.displayName)
  );
}

function givenName(displayName: string): string {
  return displayName.trim().split(/\s+/).at(-1) ?? '';
}

/** How many are in each state that somebody has to do something about. */
export function toDo(accounts: readonly Account[], nowMs: number) {
  const count = (state: AccountState) =>
    accounts.filter((account) => statesOf(account, nowMs).includes(state)).length;
  return {
    expired: count('expired'),
    expiring: count('expiring'),
    neverSignedIn: count('neverSignedIn'),
  };
}
