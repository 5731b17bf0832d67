import type { Couch } from './couchHttp.ts';

/** What steps share: they read through `couch`, and change only through `apply`. */
export interface Provisioning {
  readonly couch: Couch;
  /** Notes a change in words, and makes it unless this is a dry run. */
  apply(words: string, change: () => Promise<unknown>): Promise<void>;
}
