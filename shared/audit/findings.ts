/** What can be wrong with a trail as the server has it. */
export type AuditFlaw =
  /** What stands there is no entry, or stands under another's id or revision. */
  | 'unreadable'
  | 'altered'
  /** The server holds a deletion in its place. */
  | 'deleted'
  | 'gap'
  /** Two entries of one number: a copied or restored profile, or something slipped in. */
  | 'fork'
  /** The entry doesn't follow from the one before it. */
  | 'brokenHash'
  | 'wrongSignature'
  /** No checkpoint signs the end: workstations send nothing that isn't signed. */
  | 'unsignedEnd'
  /** The trail doesn't begin with its key. */
  | 'noKey'
  /** An earlier reading had it, and the server has it no more, or otherwise. */
  | 'vanished'
  | 'keyChanged'
  /** Entries name a person whose own key never signed this trail's: anybody can have made them up. */
  | 'unvouched'
  /** An enrolled workstation has no trail at all. */
  | 'noTrail';

export interface AuditFinding {
  readonly flaw: AuditFlaw;
  readonly workstation: string;
  readonly epoch: string;
  /** First number that it concerns, and the last. */
  readonly from: number;
  readonly to: number;
  /** Of `unvouched`: who is named. */
  readonly person?: string;
}

/** What an auditor should know and nobody has to have done wrong. */
export interface AuditNotice {
  readonly kind: 'clockStep' | 'newTrail' | 'unknownVoucher' | 'noTrailYet' | 'silent';
  readonly workstation: string;
  readonly epoch: string;
  readonly sequence: number;
  /** Of a clock step: by how many seconds the clock went back; of silence: how long it lasts. */
  readonly seconds: number;
  /** Of `unknownVoucher`: whose certificate isn't known here. */
  readonly person?: string;
}

/** Where a trail ended at one reading. Kept elsewhere than on the server, it finds what vanished. */
export interface TrailHead {
  readonly workstation: string;
  readonly epoch: string;
  readonly sequence: number;
  readonly hash: string;
  readonly publicKey: string;
}
