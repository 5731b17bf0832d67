import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Facility } from '../../shared/bridge/contract.ts';
import { signedText } from '../../shared/people/certificate.ts';
import type { FacilityDocument } from '../../shared/people/peopleDocument.ts';
import { sealingPairFrom } from '../../shared/people/sealedBox.ts';
import type { SealingPair } from '../../shared/people/sealedBox.ts';
import { importSigningKey, newKeyPair, signText } from '../../shared/people/signingKey.ts';
import { localInstant } from '../../shared/records/instant.ts';
import { createDurably, readIfThere } from '../disk/writeDurably.ts';
import { stretchPassword } from '../keystore/wrap.ts';
import type { Issuer } from '../people/administration.ts';
import { EnrolmentError } from './enrolmentError.ts';

/** authority.json: the facility's root key under a password. It is kept offline, in two places. */
const authoritySchema = z.strictObject({
  format: z.literal('bedside-authority'),
  version: z.literal(1),
  facility: z.string().regex(/^\d{5}$/),
  rootKey: z.base64().length(44),
  salt: z.base64().length(24),
  nonce: z.base64().length(16),
  tag: z.base64().length(24),
  sealed: z.base64().min(1).max(400),
});

/** Who holds the root key: certifies anybody, and hands people's wrapped keys to new workstations. */
export interface Authority {
  readonly facility: string;
  readonly rootKey: string;
  readonly issuer: Issuer;
  readonly sealing: SealingPair;
}

/** Makes a facility's root key. Rejects with `EnrolmentError` where the file stands: it is never replaced. */
export async function createAuthority(
  file: string,
  facility: string,
  password: string,
): Promise<Authority> {
  const pair = await newKeyPair();
  const { salt, key } = await stretchPassword(password);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, new Uint8Array(nonce));
  cipher.setAAD(new TextEncoder().encode(`bedside-authority 1 ${facility} ${pair.publicKey}`));
  const sealed = cipher.update(pair.privateKey, undefined, 'hex') + cipher.final('hex');
  const stored = {
    format: 'bedside-authority',
    version: 1,
    facility,
    rootKey: pair.publicKey,
    salt,
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: Buffer.from(sealed, 'hex').toString('base64'),
  };
  try {
    await createDurably(file, `${JSON.stringify(stored, null, 2)}\n`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new EnrolmentError(
      `${file} stands already: a root key is never replaced, for every workstation trusts it. Name another file.`,
    );
  }
  return openedWith(facility, pair.publicKey, pair.privateKey);
}

/** Opens the root key. Rejects with `EnrolmentError`; nothing is written. */
export async function openAuthority(file: string, password: string): Promise<Authority> {
  const text = await readIfThere(file);
  if (text === undefined) {
    throw new EnrolmentError(`There is no ${file}: name the file of the hospital's root key.`);
  }
  let stored: z.infer<typeof authoritySchema>;
  try {
    stored = authoritySchema.parse(JSON.parse(text));
  } catch {
    throw new EnrolmentError(
      `${file} is damaged or no root key. Nothing was changed: take the second copy.`,
    );
  }
  const { key } = await stretchPassword(password, stored.salt);
  const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(stored.nonce), {
      authTagLength: 16,
    });
    decipher.setAAD(
      new TextEncoder().encode(`bedside-authority 1 ${stored.facility} ${stored.rootKey}`),
    );
    decipher.setAuthTag(bytes(stored.tag));
    const opened = decipher.update(bytes(stored.sealed), undefined, 'hex') + decipher.final('hex');
    const privateKey = new Uint8Array(Buffer.from(opened, 'hex'));
    return await openedWith(stored.facility, stored.rootKey, privateKey);
  } catch {
    throw new EnrolmentError(`The password of ${file} isn't right. Nothing was changed.`);
  }
}

/** The hospital as its workstations are to know it, signed by the root key. */
export async function facilityDocument(
  { facility, issuer, sealing }: Authority,
  configuration: Facility,
  offlineDays: number,
): Promise<FacilityDocument> {
  const unsigned = {
    format: 'bedside-facility' as const,
    version: 1 as const,
    facility,
    configuration,
    sealingKey: sealing.publicKey,
    offlineDays,
    issuedAt: localInstant(new Date()),
    issuer: 'facility' as const,
  };
  return {
    ...unsigned,
    signature: await signText(issuer.key, signedText({ ...unsigned, signature: '' })),
  };
}

async function openedWith(
  facility: string,
  rootKey: string,
  privateKey: Uint8Array<ArrayBuffer>,
): Promise<Authority> {
  const sealing = await sealingPairFrom(privateKey, 'facility');
  const key = await importSigningKey(privateKey);
  return { facility, rootKey, issuer: { serial: 'facility', key }, sealing };
}
