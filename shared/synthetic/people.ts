import type { Facility, Person } from '../bridge/contract.ts';
import { fnv1aHex } from '../json/fnv1a.ts';
import { fromBase64, toBase64 } from '../json/base64.ts';
import { issueCertificate } from '../people/certificate.ts';
import type { Certificate } from '../people/certificate.ts';
import { personalSealingPair } from '../people/sealedBox.ts';
import { importSigningKey } from '../people/signingKey.ts';

/** Keys and certificates of an invented facility's people. */
export interface InventedPeople {
  /** Public root key, 32 bytes in base64. */
  readonly rootKey: string;
  readonly certificates: readonly Certificate[];
  /** Private keys: PKCS#8 in base64. */
  readonly people: readonly {
    readonly person: string;
    readonly signing: { readonly privateKey: string; readonly certificate: string };
  }[];
}

const administrator: Person = {
  key: 'ks-trieu-van-bao',
  displayName: 'KS. Triệu Văn Bảo',
  role: 'administrator',
};

/**
 * Everybody of the facility with an administrator who certified them. The keys follow from the
 * facility's code and the person's: nobody in it is real, anybody can make them, and every
 * demonstration of the same hospital, on whichever machine, knows the others' signatures.
 */
export async function inventedPeople(facility: Facility): Promise<InventedPeople> {
  const root = await inventedKey(facility, 'root');
  const rootKey = await importSigningKey(fromBase64(root.privateKey));
  const serialOf = async (person: string) =>
    uuidOf(await digest(`${facility.code} serial ${person}`));
  const administratorSerial = await serialOf(administrator.key);
  const administratorKey = await inventedKey(facility, administrator.key);
  const issuerKey = await importSigningKey(fromBase64(administratorKey.privateKey));
  const made = [];
  for (const person of [administrator, ...facility.people]) {
    const pair = await inventedKey(facility, person.key);
    const isAdministrator = person.role === 'administrator';
    const certificate = await issueCertificate(
      {
        serial: await serialOf(person.key),
        facility: facility.code,
        person: person.key,
        displayName: person.displayName,
        role: person.role,
        wards: person.wards ?? [],
        ...practiceNumberOf(person),
        publicKey: pair.publicKey,
        sealingKey: (await personalSealingPair(pair.privateKey)).publicKey,
        validFrom: '2020-01-01T00:00:00.000+07:00',
        validUntil: '2049-12-31T00:00:00.000+07:00',
        issuer: isAdministrator ? 'facility' : administratorSerial,
      },
      isAdministrator ? rootKey : issuerKey,
    );
    made.push({ certificate, privateKey: pair.privateKey });
  }
  return {
    rootKey: root.publicKey,
    certificates: made.map(({ certificate }) => certificate),
    people: made.map(({ certificate, privateKey }) => ({
      person: certificate.person,
      signing: { privateKey, certificate: certificate.serial },
    })),
  };
}

/** Doctors and nurses hold a practice licence (law 15/2023); its number is invented like everything here. */
function practiceNumberOf({ key, role }: Person): { practiceNumber?: string } {
  if (role !== 'doctor' && role !== 'nurse') return {};
  const number = Number.parseInt(fnv1aHex(key).slice(0, 6), 16) % 1_000_000;
  return { practiceNumber: `${String(number).padStart(6, '0')}/PN-GPHN` };
}

/** The fixed beginning of an Ed25519 private key in PKCS#8 (RFC 8410); 32 bytes follow. */
const pkcs8Beginning = fromBase64('MC4CAQAwBQYDK2VwBCIEIA==');

async function inventedKey(
  facility: Facility,
  name: string,
): Promise<{ publicKey: string; privateKey: string }> {
  const seed = await digest(`bedside invented key ${facility.code} ${name}`);
  const pkcs8 = new Uint8Array(48);
  pkcs8.set(pkcs8Beginning, 0);
  pkcs8.set(seed, 16);
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'Ed25519' }, true, ['sign']);
  const { x = '' } = await crypto.subtle.exportKey('jwk', key);
  const publicKey = toBase64(fromBase64(`${x.replaceAll('-', '+').replaceAll('_', '/')}=`));
  return { publicKey, privateKey: toBase64(pkcs8) };
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
