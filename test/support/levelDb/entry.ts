/** One key of a store with its value; a deletion has none. */
export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer | undefined;
}
