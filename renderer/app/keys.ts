import type { frame } from './messages/vi/frame.ts';

type KeyWords = Extract<keyof typeof frame, `key.${string}`>;
type GroupWords = Extract<keyof typeof frame, `keys${string}`>;

export interface KeyGroup {
  readonly title: GroupWords;
  readonly keys: readonly (readonly [chord: string, words: KeyWords])[];
}

/** What the cheat sheet shows. Each chord is bound where its act is. */
export const keyGroups: readonly KeyGroup[] = [
  {
    title: 'keysAll',
    keys: [
      ['Ctrl K', 'key.find'],
      ['F2', 'key.ward'],
      ['F7', 'key.register'],
      ['F8', 'key.inbox'],
      ['F9', 'key.sync'],
      ['Ctrl Alt L', 'key.lock'],
      ['Esc', 'key.back'],
      ['?', 'key.help'],
    ],
  },
  {
    title: 'keysWard',
    keys: [
      ['↑ ↓ ← →', 'key.move'],
      ['Enter', 'key.open'],
      ['A–Z 0–9', 'key.type'],
    ],
  },
  {
    title: 'keysChart',
    keys: [
      ['F4', 'key.notes'],
      ['F6', 'key.orders'],
      ['H', 'key.history'],
      ['Alt 1–9', 'key.settle'],
      ['Ctrl Enter', 'key.sign'],
      ['Esc', 'key.leaveDraft'],
    ],
  },
  { title: 'keysRegister', keys: [['Ctrl Enter', 'key.save']] },
];
