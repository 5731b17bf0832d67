import { seededRandom } from '../../../shared/synthetic/random.ts';

/** Which password somebody types. `former` is one that they had before. */
export const typed = ['right', 'former', 'wrong', 'another’s'] as const;

/** Which PIN somebody types at the unlock page. */
export const pinsTyped = ['right', 'wrong', 'threeWrong'] as const;
export type PinTyped = (typeof pinsTyped)[number];

/** What somebody types for a ward's emergency code; `nameless` is the right one without who came. */
export const codesTyped = ['right', 'wrong', 'mistyped', 'nameless'] as const;
export type CodeTyped = (typeof codesTyped)[number];

/**
 * One step of a schedule. Stations and people are numbers that are taken modulo how many there are,
 * so that a step means something whatever the others did.
 */
export type Operation = { readonly n: number; readonly seed: number; readonly station: number } & (
  | {
      readonly act: 'signIn' | 'switch' | 'changePassword';
      readonly person: number;
      readonly typed: (typeof typed)[number];
    }
  | { readonly act: 'pin'; readonly person: number; readonly typed: PinTyped }
  | { readonly act: 'code'; readonly code: number; readonly typed: CodeTyped }
  | { readonly act: 'sealEnvelope'; readonly ward: string }
  | { readonly act: 'lock'; readonly left: boolean }
  | {
      readonly act:
        'choosePin' | 'read' | 'write' | 'contact' | 'sync' | 'cut' | 'mend' | 'restart' | 'enrol';
    }
  | { readonly act: 'revoke' | 'renew' | 'newRole'; readonly person: number }
  | { readonly act: 'newPerson'; readonly by: 'rootKey' | 'whoIsSignedIn' }
  | { readonly act: 'clock'; readonly hours: number }
  | { readonly act: 'crash'; readonly steps: number; readonly by: 'killed' | 'power' }
);

export type Act = Operation['act'];

export interface Schedule {
  readonly seed: number;
  readonly operations: readonly Operation[];
}

const weights: readonly (readonly [Act, number])[] = [
  ['signIn', 24],
  ['switch', 6],
  ['write', 26],
  ['lock', 9],
  ['changePassword', 8],
  ['contact', 14],
  ['sync', 9],
  ['cut', 5],
  ['mend', 6],
  ['restart', 4],
  ['revoke', 2.5],
  ['renew', 3],
  ['newRole', 2.5],
  ['newPerson', 4],
  ['enrol', 2],
  ['clock', 4],
  ['crash', 12],
  ['choosePin', 9],
  ['pin', 9],
  ['read', 6],
  ['code', 9],
  ['sealEnvelope', 2],
];
export const acts: readonly Act[] = weights.map(([act]) => act);

/** The steps that follow from a seed. */
export function scheduleOf(seed: number): Schedule {
  const random = seededRandom(seed);
  const length = random.whole(40, 80);
  const operations = Array.from({ length }, (_unused, n): Operation => {
    const act = random.weighted(weights);
    const common = { n, seed: random.whole(0, 0x7fff_ffff), station: random.whole(0, 11) };
    const person = random.whole(0, 59);
    switch (act) {
      case 'signIn':
      case 'switch':
      case 'changePassword': {
        const how = random.weighted([
          ['right', 14],
          ['former', 3],
          ['wrong', 2],
          ['another’s', 1],
        ] as const);
        return { ...common, act, person, typed: how };
      }
      case 'lock':
        return { ...common, act, left: random.chance(0.3) };
      case 'pin':
        return { ...common, act, person, typed: random.pick(pinsTyped) };
      case 'code': {
        const how = random.weighted([
          ['right', 8],
          ['wrong', 1],
          ['mistyped', 1],
          ['nameless', 1],
        ] as const);
        return { ...common, act, code: random.whole(0, 59), typed: how };
      }
      case 'sealEnvelope':
        return { ...common, act, ward: random.pick(['NOI', 'NOI', 'NOI', 'NGOAI']) };
      case 'revoke':
      case 'renew':
      case 'newRole':
        return { ...common, act, person };
      case 'newPerson':
        return { ...common, act, by: random.pick(['rootKey', 'whoIsSignedIn']) };
      case 'clock':
        return { ...common, act, hours: random.pick([1, 30, 24 * 40, 24 * 400, -2, -24 * 90]) };
      case 'crash': {
        const by = random.pick(['killed', 'power'] as const);
        return { ...common, act, steps: random.whole(0, 30), by };
      }
      default:
        return { ...common, act };
    }
  });
  return { seed, operations };
}
