import type { Credential } from '../records/credential.ts';
import type { KnownCertificate } from './peopleDirectory.ts';
import { endOf } from './peopleDirectory.ts';

/** A write with its author: of a record's header, or of one of its later writes. */
export interface MarkedWrite {
  readonly by: string;
  readonly at: string;
  readonly credential?: Credential | undefined;
}

/** What this workstation has heard of people, and until when. */
export interface HeardOfPeople {
  readonly certificates: readonly KnownCertificate[];
  /** The last contact with the server; undefined where there was none. */
  readonly heardAt: string | undefined;
}

/**
 * What became of a write whose author nobody could confirm at that moment:
 * - `waiting`: this workstation hasn't heard of people since the write was made;
 * - `confirmed`: it has, and the author was certified and not revoked then;
 * - `notCertified`: it has, and they were not.
 * In none of them the mark itself goes away.
 */
export type CredentialStanding = 'waiting' | 'confirmed' | 'notCertified';

/**
 * A function of the write, the certificates and the last contact alone: workstations that have heard
 * the same say the same. A revocation counts from when it says, so one that comes later and
 * reaches back changes the answer. A stated time before the workstation's own last contact (its
 * clock was set back) is raised to that contact. Undefined for a write without such a mark.
 */
export function credentialStanding(
  { by, at, credential }: MarkedWrite,
  { certificates, heardAt }: HeardOfPeople,
): CredentialStanding | undefined {
  const unverified = credential?.unverified;
  if (!unverified) return undefined;
  const { lastContactAt } = unverified;
  const written =
    lastContactAt !== undefined && Date.parse(lastContactAt) > Date.parse(at) ? lastContactAt : at;
  if (heardAt === undefined || Date.parse(heardAt) < Date.parse(written)) return 'waiting';
  const own = certificates.filter(({ certificate }) => certificate.person === by);
  if (own.length === 0) return 'waiting';
  return own.some((known) => endOf(known, written) === undefined) ? 'confirmed' : 'notCertified';
}
