import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../../shared/json/canonical.ts';
import { signedText } from '../../shared/people/certificate.ts';
import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import { digestOf } from '../../shared/people/peopleDocument.ts';
import type { PersonalKeys } from '../../shared/people/peopleDocument.ts';
import { openSealed, sealTo } from '../../shared/people/sealedBox.ts';
import type { SealingPair } from '../../shared/people/sealedBox.ts';
import { importSigningKey, signText } from '../../shared/people/signingKey.ts';
import { directoryKey, uuid } from '../../shared/records/fields.ts';
import { stretchPassword } from './wrap.ts';

/** Who the wrapped key is of; authenticated with it. */
const ownerSchema = z.strictObject({ person: directoryKey, certificate: uuid });
type Owner = z.infer<typeof ownerSchema>;

const wrappedSchema = ownerSchema.extend({
  format: z.literal('bedside-wrapped-keys'),
  version: z.literal(1),
  salt: z.base64().length(24),
  nonce: z.base64().length(16),
  tag: z.base64().length(24),
  sealed: z.base64().min(1).max(1024),
});

const contentSchema = z.strictObject({
  /** PKCS#8, base64. */
  privateKey: z.base64().min(1).max(200),
  /** Given by somebody else: it opens nothing but the choice of an own password. */
  oneTime: z.boolean(),
});
export type PersonalSecret = z.infer<typeof contentSchema>;

/**
 * A person's private key wrapped by their password alone (scrypt as in `wrap.ts`): this is what
 * goes from workstation to workstation, and only ever sealed to one (`personalKeysFor`).
 */
export async function wrapPersonalKeys(
  secret: PersonalSecret,
  password: string,
  { person, certificate }: Owner,
): Promise<string> {
  const { salt, key } = await stretchPassword(password);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, new Uint8Array(nonce));
  cipher.setAAD(associatedData({ person, certificate }));
  const sealed = cipher.update(JSON.stringify(secret), 'utf8', 'hex') + cipher.final('hex');
  return canonicalJson({
    format: 'bedside-wrapped-keys',
    version: 1,
    person,
    certificate,
    salt,
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: Buffer.from(sealed, 'hex').toString('base64'),
  });
}

/** The private key, or undefined when the password isn't the one, or the text is of somebody else. */
export async function openPersonalKeys(
  wrapped: string,
  password: string,
  owner: Owner,
): Promise<PersonalSecret | undefined> {
  try {
    const box = wrappedSchema.parse(JSON.parse(wrapped));
    if (box.person !== owner.person || box.certificate !== owner.certificate) return undefined;
    const { key } = await stretchPassword(password, box.salt);
    const decipher = createDecipheriv('aes-256-gcm', key, bytesOf(box.nonce), {
      authTagLength: 16,
    });
    decipher.setAAD(associatedData(owner));
    decipher.setAuthTag(bytesOf(box.tag));
    const text = decipher.update(bytesOf(box.sealed), undefined, 'utf8') + decipher.final('utf8');
    return contentSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** A workstation, or the holder of the root key (`facility`), to whom wrapped keys are sealed. */
export interface Recipient {
  readonly name: string;
  readonly sealingKey: string;
}

/** Every workstation in force, and the holder of the root key. */
export function recipientsOf(facts: PeopleFacts): Recipient[] {
  const stations = facts.workstations
    .filter(({ revoked }) => !revoked)
    .map(({ document }) => ({ name: document.enrolment.serial, sealingKey: document.sealingKey }));
  const { facility } = facts;
  return facility ? [...stations, { name: 'facility', sealingKey: facility.sealingKey }] : stations;
}

/** The signed document with which a person's wrapped key reaches the workstations. */
export async function personalKeysFor(
  wrapped: string,
  owner: Owner & { readonly privateKey: string },
  generation: number,
  madeAt: string,
  recipients: readonly Recipient[],
): Promise<PersonalKeys> {
  const digest = await digestOf(wrapped);
  const boxes: Record<string, string> = {};
  for (const { name, sealingKey } of recipients) {
    boxes[name] = await sealTo(sealingKey, wrapped, boxContext(digest, name));
  }
  const unsigned = {
    format: 'bedside-personal-keys' as const,
    version: 1 as const,
    person: owner.person,
    certificate: owner.certificate,
    generation,
    madeAt,
    digest,
    boxes,
  };
  const key = await importSigningKey(new Uint8Array(Buffer.from(owner.privateKey, 'base64')));
  return {
    ...unsigned,
    signature: await signText(key, signedText({ ...unsigned, signature: '' })),
  };
}

/** What a document holds for this recipient, from its own boxes or handed on since; checked by its digest. */
export async function wrappedIn(
  keys: PersonalKeys,
  name: string,
  pair: SealingPair,
  facts: Pick<PeopleFacts, 'handed'>,
): Promise<string | undefined> {
  for (const box of [keys.boxes[name], facts.handed(keys.digest, name)?.box]) {
    if (box === undefined) continue;
    const wrapped = await openSealed(pair, box, boxContext(keys.digest, name));
    if (wrapped !== undefined && (await digestOf(wrapped)) === keys.digest) return wrapped;
  }
  return undefined;
}

export function boxContext(digest: string, name: string): string {
  return `bedside personal keys ${digest} ${name}`;
}

function associatedData(owner: Owner): Uint8Array {
  return new TextEncoder().encode(`bedside-wrapped-keys 1 ${owner.person} ${owner.certificate}`);
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
