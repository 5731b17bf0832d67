import { keepMatches } from '../../../../shared/identity/matching/keepMatches.ts';
import type { PatientMatches } from '../../../../shared/identity/matching/keepMatches.ts';
import type { SaidOfPerson } from '../../../../shared/identity/matching/traits.ts';
import type { MatcherKeystroke, Patient } from './searchApi.ts';

/** How often it is looked whether everybody is compared; the look itself costs little. */
const lookMs = 500;

/** The product's matcher in this Worker, over patients that lie in a map as memory would hold them. */
export function benchMatcher(byId: ReadonlyMap<string, Patient>) {
  let matches: PatientMatches | undefined;
  return {
    /** From the first patient until everybody was compared with all others, in slices. */
    async compareAll(): Promise<number> {
      const startedMs = performance.now();
      matches = keepMatches({
        all: async () => [...byId.values()],
        some: async () => new Map(),
        onChanged: () => undefined,
      });
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, lookMs));
        const { compared } = await matches.suspected();
        if (compared === byId.size) return performance.now() - startedMs;
      }
    },
    async likely(said: SaidOfPerson): Promise<MatcherKeystroke> {
      const startedMs = performance.now();
      const found = await matches!.likely(said, 5);
      return { found: found.length, engineMs: performance.now() - startedMs };
    },
  };
}
