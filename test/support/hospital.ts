import { issueCertificate } from '../../shared/people/certificate.ts';
import type { Certificate } from '../../shared/people/certificate.ts';
import type { PeopleDocument } from '../../shared/people/peopleDocument.ts';
import { importSigningKey, newKeyPair } from '../../shared/people/signingKey.ts';
import type { KeyPair, SigningKey } from '../../shared/people/signingKey.ts';
import { smallFacility } from './workstation.ts';

/** An invented facility's root key, and a certificate for whoever a test needs. */
export interface InventedHospital {
  readonly trust: { readonly facility: string; readonly rootKey: string };
  readonly rootKey: SigningKey;
  certify(person: string, more?: Partial<Certificate>, by?: SigningKey): Promise<Certified>;
}

export interface Certified {
  readonly certificate: Certificate;
  readonly key: SigningKey;
  readonly pair: KeyPair;
}

export async function inventedHospital(): Promise<InventedHospital> {
  const root = await newKeyPair();
  const rootKey = await importSigningKey(root.privateKey);
  return {
    trust: { facility: smallFacility.code, rootKey: root.publicKey },
    rootKey,
    async certify(person, more = {}, by = rootKey) {
      const pair = await newKeyPair();
      const certificate = await issueCertificate(
        {
          serial: crypto.randomUUID(),
          facility: smallFacility.code,
          person,
          displayName: `Người ${person}`,
          role: 'nurse',
          wards: [],
          publicKey: pair.publicKey,
          validFrom: '2026-01-01T00:00:00.000+07:00',
          validUntil: '2049-01-01T00:00:00.000+07:00',
          issuer: 'facility',
          ...more,
        },
        by,
      );
      return { certificate, key: await importSigningKey(pair.privateKey), pair };
    },
  };
}

/** A store's documents in an order that two stores can be compared by. */
export function idsOf(documents: ReadonlyMap<string, PeopleDocument>): string[] {
  return [...documents.keys()].sort();
}
