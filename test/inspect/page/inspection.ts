import type { NewRescue, RescueFault } from '../../../shared/rescue/rescueHeader.ts';
import type { TakenIn } from '../../../shared/rescue/takeIn.ts';

/** What a replica holds, in counts. Nothing of it is clinical. */
export interface Inspection {
  /** Records of each kind that stand, the history (`change`) among them. */
  readonly byKind: Readonly<Record<string, number>>;
  readonly hereOnly: number;
  readonly onServer: number;
  readonly refused: number;
  /** Live leaves that are kept and not used. */
  readonly quarantined: number;
  /** Records with more than one live leaf. */
  readonly openConflicts: number;
  /** SHA-256 of the sorted `id rev` lines of all leaves, deleted ones too. */
  readonly digest: string;
}

export type InspectionResult =
  | { readonly kind: 'inspected'; readonly inspection: Inspection }
  | { readonly kind: 'noReplica' | 'wrongKey' | 'fromNewerVersion' };

export type NotOpened = Exclude<InspectionResult, { kind: 'inspected' }>;

/** Which replica, and how its file is sealed; keys are base64. */
export interface RescuePlace {
  readonly replicaName: string;
  readonly dataKey: string;
  readonly rescueKey: string;
}

declare global {
  interface Window {
    /**
     * Gives what no server is known to have as a rescue file's text. Changes nothing that the replica
     * says; packs may be moved into rows.
     */
    rescueOut(
      place: RescuePlace,
      about: Omit<NewRescue, 'entries'>,
    ): Promise<NotOpened | { readonly kind: 'made'; readonly text: string }>;
    /** Takes in a rescue file's text, whole or not at all. */
    rescueIn(
      place: RescuePlace,
      text: string,
    ): Promise<
      | NotOpened
      | { readonly kind: 'refused'; readonly fault: RescueFault }
      | ({ readonly kind: 'takenIn' } & TakenIn)
    >;
    /** Reads a replica and changes nothing in it. `dataKey` is base64. */
    inspectReplica(replicaName: string, dataKey: string): Promise<InspectionResult>;
  }
}
