import * as z from 'zod';

/** What somebody says of a likely double: two people, or to be decided later. */
export const pairAnswers = ['different', 'later'] as const;
export type PairAnswer = (typeof pairAnswers)[number];

export const pairAnswersSchema = z.record(
  z.string(),
  z.object({
    said: z.enum(pairAnswers),
    /** Whether the likeness was so strong when it was said that it had to be. */
    strong: z.boolean(),
    /** All records that are of this person. */
    of: z.array(z.string()),
  }),
);
export type PairAnswers = z.infer<typeof pairAnswersSchema>;

/**
 * The answer that holds of somebody; undefined where there is none yet, and where the likeness has
 * turned strong since: a number or a date that came later is a reason to look again.
 */
export function standingAnswer(
  answers: PairAnswers,
  patientId: string,
  strong: readonly string[],
): PairAnswer | undefined {
  const answer = answers[patientId];
  return answer && (answer.strong || !strong.includes(patientId)) ? answer.said : undefined;
}

/** Whoever has to be answered before anything is saved. */
export function undecided(answers: PairAnswers, strong: readonly string[]): readonly string[] {
  return strong.filter((id) => standingAnswer(answers, id, strong) === undefined);
}

/** Whom the keys answer for: whose card has the focus, else the first without an answer. */
export function inTurn(
  answers: PairAnswers,
  found: readonly string[],
  strong: readonly string[],
  focused: string | undefined,
): string | undefined {
  if (focused !== undefined && found.includes(focused)) return focused;
  return found.find((id) => standingAnswer(answers, id, strong) === undefined);
}
