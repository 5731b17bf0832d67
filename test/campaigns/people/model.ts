import type { Certificate } from '../../../shared/people/certificate.ts';

/** A password that somebody has chosen or was given, as the campaign remembers it. */
export interface KnownPassword {
  readonly text: string;
  readonly oneTime: boolean;
  /** Generation of the wrapped keys that it opens; undefined where the process ended meanwhile. */
  readonly generation: number | undefined;
  /** Station on which it was chosen. */
  readonly station: number | undefined;
}

/** A certificate that an issuer has made, and all passwords that ever opened its key. */
export interface KnownIssue {
  readonly certificate: Certificate;
  readonly passwords: KnownPassword[];
}

/** Somebody of the hospital, as they know themselves. */
export interface KnownPerson {
  readonly key: string;
  readonly issues: KnownIssue[];
}

/** A ward's sealed envelope: a certificate without a person, whose one password is its code. */
export interface KnownCode extends KnownPerson {
  readonly ward: string;
  /** Hours that it opens from its first use. */
  readonly hours: number;
  /** Who was let in by it, on which station. */
  readonly uses: { readonly station: number; readonly name: string }[];
}

/** An entry that a workstation has acknowledged. */
export interface Entry {
  readonly id: string;
  readonly station: number;
  readonly person: string;
  /** Serial of the certificate in force in the session. */
  readonly certificate: string;
  readonly text: string;
  readonly at: string;
  /** Who they said they were, where they came by a ward's emergency code. */
  readonly emergency: string | undefined;
}

/** The issue that somebody would use: the newest that wasn't ended. */
export function issueInForce(
  { issues }: KnownPerson,
  isEnded: (serial: string) => boolean,
): KnownIssue | undefined {
  return [...issues].reverse().find(({ certificate }) => !isEnded(certificate.serial));
}

/** Passwords of an issue that may open it now: those of the highest generation, and all unsure ones. */
export function latestPasswords({ passwords }: KnownIssue): KnownPassword[] {
  const highest = Math.max(...passwords.map(({ generation }) => generation ?? 0));
  return passwords
    .filter(({ generation }) => generation === undefined || generation === highest)
    .reverse();
}
