/**
 * The type of a translation: every key of the Vietnamese catalogue, and nothing else but the
 * English singulars, which Vietnamese doesn't have. A key that is missing on either side fails the
 * type check.
 */
export type Messages<Vietnamese> = { readonly [Key in keyof Vietnamese]: string } & {
  readonly [singular: `${string}_one`]: string;
};
