import { guardProfile, guardSentence } from './guardUndelivered.ts';
import type { GuardedAct } from './guardUndelivered.ts';
import { ProfileError, readProfile } from './profileFile.ts';

/** What a script or an installer is told: a sentence for the log, and an exit status. */
export interface UndeliveredTold {
  readonly sentence: string;
  /** 0: nothing is undelivered. 1: something is, or nobody knows. 2: there is no such profile. */
  readonly status: 0 | 1 | 2;
}

/** Whether anything of a workstation is on no server, without opening its encrypted replica. */
export async function tellUndelivered(folder: string, act: GuardedAct): Promise<UndeliveredTold> {
  try {
    const { workstation } = await readProfile(folder);
    const sentence = guardSentence(await guardProfile(folder), act, workstation);
    return sentence === undefined
      ? { sentence: `${workstation}: nothing is undelivered.`, status: 0 }
      : { sentence, status: 1 };
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    // A profile that can't be read may hold entries all the same.
    return { sentence: error.message, status: error.code === 'missing' ? 2 : 1 };
  }
}
