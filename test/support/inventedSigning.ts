import { fromBase64 } from '../../shared/json/base64.ts';
import { issueCertificate, revokeCertificate } from '../../shared/people/certificate.ts';
import type { Certificate, Revocation } from '../../shared/people/certificate.ts';
import { knownPeople } from '../../shared/people/knownPeople.ts';
import type { KnownPeople, PeopleDocuments } from '../../shared/people/knownPeople.ts';
import type { Trust } from '../../shared/people/peopleDirectory.ts';
import type { Role } from '../../shared/people/role.ts';
import { signRecord } from '../../shared/people/signature.ts';
import { keySigner } from '../../shared/people/signer.ts';
import type { Signer } from '../../shared/people/signer.ts';
import { importSigningKey, newKeyPair } from '../../shared/people/signingKey.ts';
import type { SigningKey } from '../../shared/people/signingKey.ts';
import type { Signature } from '../../shared/records/signatureField.ts';
import type { AnyRecord } from '../../shared/records/kinds.ts';
import { demonstrationFacility } from '../../shared/synthetic/facility.ts';
import { inventedPeople } from '../../shared/synthetic/people.ts';

/** The key of nobody (32 zero bytes, PKCS#8), for pages that are shown without a main process. */
export const inventedSigning = {
  privateKey: 'MC4CAQAwBQYDK2VwBCIEIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  certificate: '00000000-0000-4000-8000-000000000001',
};

/** Has a signature's form and is nobody's: enough for a server, and for workstations that verify none. */
export const inventedSignature: Signature = {
  certificate: inventedSigning.certificate,
  value: `${'A'.repeat(86)}==`,
};

/** Somebody whom the invented facility has certified, who signs for themselves. */
export interface CertifiedPerson {
  readonly certificate: Certificate;
  readonly signer: Signer;
  sign<R extends AnyRecord>(record: R): Promise<R>;
}

/** The invented facility's administrator, who certifies and revokes for a test. */
export interface Certifier {
  readonly trust: Trust;
  /** The administrator's own certificate: without it no other one counts. */
  readonly administrator: Certificate;
  certify(
    person: string,
    role: Role,
    change?: Partial<Pick<Certificate, 'validFrom' | 'validUntil' | 'wards'>>,
  ): Promise<CertifiedPerson>;
  revoke(serial: string, revokedAt: string): Promise<Revocation>;
  /** A workstation that knows these people, and the administrator. */
  known(people: readonly CertifiedPerson[]): Promise<KnownPeople>;
}

export async function openCertifier(): Promise<Certifier> {
  const invented = await inventedPeople(demonstrationFacility);
  const [administrator] = invented.certificates;
  const [own] = invented.people;
  const issuer = administrator!.serial;
  const issuerKey = await importSigningKey(fromBase64(own!.signing.privateKey));
  const trust = { facility: demonstrationFacility.code, rootKey: invented.rootKey };
  return {
    trust,
    administrator: administrator!,
    async certify(person, role, change = {}) {
      const pair = await newKeyPair();
      const certificate = await issueCertificate(
        {
          serial: crypto.randomUUID(),
          facility: trust.facility,
          person,
          displayName: `Người ${person}`,
          role,
          wards: [],
          publicKey: pair.publicKey,
          validFrom: '2026-01-01T00:00:00.000+07:00',
          validUntil: '2027-12-31T00:00:00.000+07:00',
          issuer,
          ...change,
        },
        issuerKey,
      );
      return signsWith(await importSigningKey(pair.privateKey), certificate);
    },
    revoke: (serial, revokedAt) =>
      revokeCertificate({ serial, revokedAt, reason: 'Mất máy.', issuer }, issuerKey),
    known: (people) => knownPeople(trust, documentsOf(administrator!, people)),
  };
}

function documentsOf(
  administrator: Certificate,
  people: readonly CertifiedPerson[],
): PeopleDocuments {
  return {
    certificates: [administrator, ...people.map(({ certificate }) => certificate)],
    revocations: [],
  };
}

function signsWith(key: SigningKey, certificate: Certificate): CertifiedPerson {
  const signer = keySigner(key, certificate.serial);
  return { certificate, signer, sign: (record) => signRecord(record, signer) };
}
