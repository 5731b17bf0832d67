import type { Rule } from './finding.ts';

/** Every rule that charts are checked by. */
export const rules: readonly Rule[] = [];
