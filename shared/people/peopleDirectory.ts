import type { Certificate, Revocation } from './certificate.ts';
import { certificateSchema, revocationSchema, signedText } from './certificate.ts';
import { isSignedBy } from './signingKey.ts';

/** What a workstation was given at its enrolment and trusts by itself. */
export interface Trust {
  /** Facility code of the insurance system. */
  readonly facility: string;
  /** The facility's root key, 32 bytes in base64. */
  readonly rootKey: string;
}

/** A person's certificate whose chain was verified, and the earliest revocation of it. */
export interface KnownCertificate {
  readonly certificate: Certificate;
  readonly revokedAt: string | undefined;
  /** Why, as the earliest revocation says it. */
  readonly revokedBecause?: string;
}

export interface PeopleDirectory {
  /** Undefined for a certificate that isn't here, or that nobody trusted has issued. */
  known(serial: string): KnownCertificate | undefined;
  readonly all: readonly KnownCertificate[];
  /**
   * Serials under which nothing lies here but what somebody made who certifies nobody: not signed by
   * whom it names, or by a person who is no administrator. No document that comes later mends that,
   * but for the true certificate of the serial. One whose issuer isn't known isn't among them, nor
   * what an administrator signed after they were revoked: that may be honest work.
   */
  readonly forged: ReadonlySet<string>;
}

/**
 * The people whom this workstation can tell, from certificates and revocations in any order, as they
 * came from the server: what doesn't parse, is of another facility or isn't rightly signed is left
 * out. Administrators are certified and ended by the root key alone, or any of them could lock the
 * others out; a revoked administrator's later certificates and revocations don't count.
 */
export async function openDirectory(
  trust: Trust,
  certificates: readonly unknown[],
  revocations: readonly unknown[],
): Promise<PeopleDirectory> {
  const parsed = certificates.flatMap((candidate) => {
    const result = certificateSchema.safeParse(candidate);
    return result.success && result.data.facility === trust.facility ? [result.data] : [];
  });
  const ends = revocations.flatMap((candidate) => {
    const result = revocationSchema.safeParse(candidate);
    return result.success ? [result.data] : [];
  });
  const byRoot = await signedByRoot(trust, parsed);
  const administrators = withRevocations(
    byRoot.filter(({ role }) => role === 'administrator'),
    await signedByRoot(trust, ends),
  );
  const issuers = new Map(administrators.map((known) => [known.certificate.serial, known]));
  const byAdministrators = await signedByAdministrators(
    issuers,
    parsed.filter(({ role }) => role !== 'administrator'),
    ({ validFrom }) => validFrom,
  );
  const allEnds = [
    ...(await signedByRoot(trust, ends)),
    ...(await signedByAdministrators(
      issuers,
      ends.filter(({ serial }) => !issuers.has(serial)),
      ({ revokedAt }) => revokedAt,
    )),
  ];
  // The root key's first: an administrator takes nobody's place by a certificate of the same serial.
  const everybody = [...byRoot.sort(bySignature), ...byAdministrators.sort(bySignature)];
  const known = new Map<string, KnownCertificate>();
  // Two certificates of one serial: the same one stands on every workstation.
  for (const one of withRevocations(everybody, allEnds)) {
    if (!known.has(one.certificate.serial)) known.set(one.certificate.serial, one);
  }
  const forged = new Set<string>();
  for (const one of parsed) {
    if (known.has(one.serial)) continue;
    const by = issuers.get(one.issuer)?.certificate.publicKey;
    const mayStillBeTrue = by
      ? await isSignedBy(by, one.signature, signedText(one))
      : one.issuer !== 'facility' && !known.has(one.issuer);
    if (!mayStillBeTrue) forged.add(one.serial);
  }
  return { known: (serial) => known.get(serial), all: [...known.values()], forged };
}

async function signedByRoot<D extends Certificate | Revocation>(
  { rootKey }: Trust,
  documents: readonly D[],
): Promise<D[]> {
  const found: D[] = [];
  for (const document of documents) {
    if (document.issuer !== 'facility') continue;
    if (await isSignedBy(rootKey, document.signature, signedText(document))) found.push(document);
  }
  return found;
}

async function signedByAdministrators<D extends Certificate | Revocation>(
  administrators: ReadonlyMap<string, KnownCertificate>,
  documents: readonly D[],
  issuedAt: (document: D) => string,
): Promise<D[]> {
  const found: D[] = [];
  for (const document of documents) {
    const issuer = administrators.get(document.issuer);
    if (!issuer || !standsAt(issuer, issuedAt(document))) continue;
    const { publicKey } = issuer.certificate;
    if (await isSignedBy(publicKey, document.signature, signedText(document))) found.push(document);
  }
  return found;
}

/** Whether a certificate was in force at a stated instant: begun, not ended, not revoked. */
export function standsAt(known: KnownCertificate, at: string): boolean {
  return endOf(known, at) === undefined;
}

/** Why a certificate wasn't in force at a stated instant; undefined where it was. */
export function endOf(
  { certificate, revokedAt }: KnownCertificate,
  at: string,
): 'outsideValidity' | 'revoked' | undefined {
  const moment = Date.parse(at);
  if (revokedAt !== undefined && moment >= Date.parse(revokedAt)) return 'revoked';
  const isWithin =
    moment >= Date.parse(certificate.validFrom) && moment <= Date.parse(certificate.validUntil);
  return isWithin ? undefined : 'outsideValidity';
}

function withRevocations(
  certificates: readonly Certificate[],
  revocations: readonly Revocation[],
): KnownCertificate[] {
  return certificates.map((certificate) => {
    const [first] = revocations
      .filter(({ serial }) => serial === certificate.serial)
      .sort((a, b) => Date.parse(a.revokedAt) - Date.parse(b.revokedAt));
    return first
      ? { certificate, revokedAt: first.revokedAt, revokedBecause: first.reason }
      : { certificate, revokedAt: undefined };
  });
}

function bySignature(a: Certificate, b: Certificate): number {
  return a.signature < b.signature ? -1 : a.signature > b.signature ? 1 : 0;
}
