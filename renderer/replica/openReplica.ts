import type { AppDescription } from '../../shared/bridge/contract.ts';
import type { ReplicaClient } from './replicaClient.ts';

/** What the main process hands over when somebody has unlocked the workstation. */
export interface UnlockedKeys {
  /** 256-bit data key, base64. */
  readonly dataKey: string;
  readonly account: { readonly username: string; readonly password: string };
}

/**
 * Starts the replica Worker, opens the encrypted replica in it and connects the collections.
 * Rejects with `ReplicaNotOpened`.
 */
export async function openReplica(app: AppDescription, keys: UnlockedKeys): Promise<ReplicaClient> {
  throw new Error(`the replica ${app.replicaName} has no Worker yet ${keys.account.username}`);
}
