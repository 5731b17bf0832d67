import { issueCertificate, revokeCertificate } from '../../shared/people/certificate.ts';
import type { Certificate } from '../../shared/people/certificate.ts';
import type { NewPerson, PersonChange } from '../../shared/people/newPerson.ts';
import { newEmergencyCode } from '../../shared/people/emergencyCode.ts';
import { newOneTimePassword, randomLetters } from '../../shared/people/oneTimePassword.ts';
import type { PeopleDocument } from '../../shared/people/peopleDocument.ts';
import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import { personalSealingPair } from '../../shared/people/sealedBox.ts';
import { newKeyPair } from '../../shared/people/signingKey.ts';
import type { SigningKey } from '../../shared/people/signingKey.ts';
import { localInstant } from '../../shared/records/instant.ts';
import { personalKeysFor, recipientsOf, wrapPersonalKeys } from '../keystore/personalKeys.ts';

/** Who certifies: the root key for everybody, an administrator for all but administrators. */
export interface Issuer {
  readonly serial: string;
  readonly key: SigningKey;
}

export interface MadePerson {
  readonly certificate: Certificate;
  /** To be told once, and changed at the first sign-in; or the emergency code for its envelope. */
  readonly oneTimePassword: string;
  readonly documents: readonly PeopleDocument[];
}

type Facts = PeopleFacts & { readonly facilityCode: string };

/** Somebody new, with keys of their own under a one-time password. */
export function makePerson(
  facts: Facts,
  issuer: Issuer,
  person: NewPerson,
  now: Date,
): Promise<MadePerson> {
  const { emergencyHours } = person;
  return certify(facts, issuer, now, {
    person: newKeyFor(person.displayName),
    displayName: person.displayName,
    role: person.role,
    wards: person.wards,
    ...(person.practiceNumber === undefined ? {} : { practiceNumber: person.practiceNumber }),
    ...(emergencyHours === undefined ? {} : { emergency: { hours: emergencyHours } }),
    validUntil: yearsFrom(now, person.years),
  });
}

/**
 * A forgotten password, another role, other wards, a longer time: a new certificate with new keys
 * and a one-time password for the same person. The old certificate ends, and with it the old
 * password, wherever this becomes known; what was signed with it before stays signed, in the role of
 * that time. The keys are new each time, because a signature doesn't cover the certificate that it
 * names: one key under two certificates would let a nurse's note be passed off as a doctor's.
 */
export async function renewPerson(
  facts: Facts,
  issuer: Issuer,
  old: Certificate,
  now: Date,
  change: PersonChange = {},
): Promise<MadePerson> {
  const { person, displayName, emergency } = old;
  const practiceNumber =
    change.practiceNumber === undefined ? old.practiceNumber : (change.practiceNumber ?? undefined);
  const made = await certify(facts, issuer, now, {
    person,
    displayName,
    role: change.role ?? old.role,
    wards: change.wards ?? old.wards,
    ...(practiceNumber === undefined ? {} : { practiceNumber }),
    ...(emergency === undefined ? {} : { emergency }),
    validUntil: change.years === undefined ? old.validUntil : yearsFrom(now, change.years),
  });
  const end = await endCertificate(old.serial, issuer, 'superseded', now);
  return { ...made, documents: [...made.documents, end] };
}

/** Ends a certificate, or a workstation's leave, by its serial. */
export function endCertificate(
  serial: string,
  { serial: issuer, key }: Issuer,
  reason: string,
  now: Date,
): Promise<PeopleDocument> {
  return revokeCertificate({ serial, revokedAt: localInstant(now), reason, issuer }, key);
}

async function certify(
  facts: Facts,
  issuer: Issuer,
  now: Date,
  fields: Pick<
    Certificate,
    'person' | 'displayName' | 'role' | 'wards' | 'practiceNumber' | 'emergency' | 'validUntil'
  >,
): Promise<MadePerson> {
  const pair = await newKeyPair();
  const privateKey = Buffer.from(pair.privateKey).toString('base64');
  const { publicKey: sealingKey } = await personalSealingPair(privateKey);
  const certificate = await issueCertificate(
    {
      ...fields,
      serial: crypto.randomUUID(),
      facility: facts.facilityCode,
      publicKey: pair.publicKey,
      sealingKey,
      validFrom: localInstant(new Date(beginning(facts, issuer, now))),
      issuer: issuer.serial,
    },
    issuer.key,
  );
  const isCode = fields.role === 'emergency';
  const oneTimePassword = isCode ? newEmergencyCode() : newOneTimePassword();
  const owner = { person: fields.person, certificate: certificate.serial };
  // An emergency code is used as it stands in its envelope.
  const oneTime = !isCode;
  const wrapped = await wrapPersonalKeys({ privateKey, oneTime }, oneTimePassword, owner);
  const keys = await personalKeysFor(
    wrapped,
    { ...owner, privateKey },
    1,
    localInstant(now),
    recipientsOf(facts),
  );
  return { certificate, oneTimePassword, documents: [certificate, keys] };
}

function yearsFrom(now: Date, years: number): string {
  const end = new Date(now);
  end.setFullYear(end.getFullYear() + years);
  return localInstant(end);
}

/**
 * Clocks of workstations differ: theirs may be behind the one that this was made on. Never before its
 * issuer could certify: what a clock that is far behind says would make a certificate for nobody.
 */
function beginning({ directory }: Facts, { serial }: Issuer, now: Date): number {
  const issuedFrom = directory.known(serial)?.certificate.validFrom;
  const from = now.getTime() - 3_600_000;
  return issuedFrom === undefined ? from : Math.max(from, Date.parse(issuedFrom));
}

/** A key of the directory from a name, told apart from everybody else's by four random letters. */
function newKeyFor(displayName: string): string {
  const plain = displayName
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  return `${plain || 'nguoi'}-${randomLetters(4)}`.replace(/^-/, '');
}
