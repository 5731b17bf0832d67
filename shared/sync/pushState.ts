import * as z from 'zod';
import type { Replica } from '../replica/replica.ts';

const documentName = 'push';
const refusalSchema = z.strictObject({ rev: z.string(), reason: z.string(), at: z.string() });

/** Sealed local document of push: up to `seq` every leaf is on the server, or in `refused`. */
const pushStateSchema = z.strictObject({
  seq: z.int().min(0),
  refused: z.record(z.string(), z.array(refusalSchema)),
  /** The server went back or is another one: every leaf has to be seen there anew. */
  demoted: z.boolean().default(false),
  /** Somebody began anew from this server then: what it lacks is held back, not sent. */
  anewSince: z.string().optional(),
});
export type PushState = z.infer<typeof pushStateSchema>;

export interface KeptPushState {
  now(): PushState;
  /** Writes it where it differs. Throws `StoreFailed`; the one before then still holds. */
  keep(next: PushState): Promise<void>;
}

export async function readPushState(replica: Replica): Promise<KeptPushState> {
  const stored = await replica.store.readLocal(documentName);
  let state = pushStateSchema.parse(stored ?? { seq: 0, refused: {} });
  let text = JSON.stringify(state);
  return {
    now: () => state,
    async keep(next) {
      const nextText = JSON.stringify(next);
      if (nextText === text) return;
      await replica.store.writeLocal(documentName, next);
      state = next;
      text = nextText;
    },
  };
}
