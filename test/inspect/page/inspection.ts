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

declare global {
  interface Window {
    /** Reads a replica and changes nothing in it. `dataKey` is base64. */
    inspectReplica(replicaName: string, dataKey: string): Promise<InspectionResult>;
  }
}
