import type { Couch, CouchAnswer } from '../../../shared/central/couchHttp.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import type { CertifiedPerson } from '../inventedSigning.ts';

/** What an attacker has before them: the account of an enrolled workstation, and what it reads. */
export interface Scene {
  /** A doctor's signed note that is on the server, and its revision there. */
  readonly note: RecordOf<'note'>;
  readonly noteRev: string;
  /** What isn't signed, likewise. */
  readonly allergy: RecordOf<'allergy'>;
  readonly allergyRev: string;
  readonly patientId: string;
  readonly doctor: CertifiedPerson;
  readonly nurse: CertifiedPerson;
  /** A doctor who was revoked; both workstations know it. */
  readonly left: CertifiedPerson;
  /** Says to be the doctor, and was certified by a root key that isn't the hospital's. */
  readonly besides: CertifiedPerson;
  /** The same, and the certificate is kept back. */
  readonly stranger: CertifiedPerson;
  readonly server: Couch;
  readonly database: string;
}

/** The server's answers, and the record that was written, if it was one. */
export interface Written {
  readonly answers: readonly CouchAnswer[];
  readonly record?: AnyRecord;
}

/** A known attack: what is written, what the server says, and what a second workstation makes of it. */
export interface Attack {
  readonly what: string;
  readonly write: (scene: Scene) => Promise<Written>;
  /** The server takes what it can't tell from an honest write, and refuses the rest. */
  readonly server: 'takes' | `refuses: ${string}`;
  /** `nothing`: it wasn't stored, or is no record. */
  readonly reader: `sets aside: ${string}` | `marks: ${string}` | 'shows it' | 'nothing';
}

/** A server's refusal in a word: the code that our validation gives, or that it asked for an administrator. */
export function refusalOf({ status, body }: CouchAnswer): string | undefined {
  // `_bulk_docs` with `new_edits: false` names what it refuses, and answers 201 to all else.
  const rows = Array.isArray(body) ? (body as { error?: string; reason?: string }[]) : [];
  const { error, reason = '' } =
    [...rows, body as { error?: string; reason?: string }].find((row) => row.error !== undefined) ??
    {};
  if (error === undefined) return status < 300 ? undefined : String(status);
  const code = /^([a-zA-Z]+): /.exec(reason)?.[1];
  if (code !== undefined) return code;
  // CouchDB has a 500 of its own for a member who would change who may come in.
  const isRight = ['unauthorized', 'forbidden'].includes(error) || reason === 'no_majority';
  return isRight ? 'not an administrator' : `${String(status)} ${error} ${reason}`;
}
