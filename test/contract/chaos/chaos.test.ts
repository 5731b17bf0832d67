import { expect, test } from 'vitest';
import { openPouch } from '../../../renderer/replica/openPouch.ts';
import { validationDocument } from '../../../shared/central/designDocuments.ts';
import type { Validation } from '../../../shared/central/embedded/validation.ts';
import { scheduleOf } from '../../campaigns/chaos/schedule.ts';
import { simulate } from '../../campaigns/chaos/simulate.ts';
import type { Platform } from '../../campaigns/chaos/simulate.ts';

type Validate = (document: object, old: object | null, user: object, security: object) => void;

/** The server's validation, compiled by the browser's own engine. */
function validation(): Validation {
  const source = validationDocument().validate_doc_update!;
  const validate = new Function(`return (${source})`)() as Validate;
  return {
    async refusalOf(document, old, user, security) {
      try {
        validate(document, old, user, security);
        return undefined;
      } catch (thrown) {
        const { forbidden } = thrown as { forbidden?: string };
        return { error: 'forbidden', reason: forbidden ?? 'the validation failed' };
      }
    },
    forget: () => undefined,
  };
}

/** Names are the browser's: a run before this one may have left some. */
const run = crypto.randomUUID();
const platform: Platform = {
  trees: {
    open: (name) => openPouch(`${run}-${name}`),
    async remove(pouch) {
      await pouch.destroy();
    },
  },
  validation: validation(),
};

test.each([1, 11, 21])(
  'invariants 1-4 and 7 on real IndexedDB: ten seeds from %i on',
  async (from) => {
    for (let seed = from; seed < from + 10; seed += 1) {
      const { violations } = await simulate(scheduleOf(seed), platform);
      expect(
        violations.map(({ invariant, text }) => `seed ${seed}, invariant ${invariant}: ${text}`),
      ).toEqual([]);
    }
  },
  180_000,
);
