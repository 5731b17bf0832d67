import type { KeystoreRefusal } from '../../shared/bridge/contract.ts';
import type { Certificate } from '../../shared/people/certificate.ts';
import { standingOf } from '../../shared/people/peopleFacts.ts';
import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import type { Keystore, OpenedEntry } from '../keystore/keystore.ts';
import { wrappedIn } from '../keystore/personalKeys.ts';
import { hasSealedDataKey } from '../keystore/sealedDataKey.ts';
import { devicePair, enrolledAs } from './deviceIdentity.ts';

/** Why somebody isn't let in although nothing is wrong with their password or the workstation. */
export interface NotLetIn {
  readonly kind: 'notLetIn';
  /** `used`, `otherWard`: of a ward's emergency code alone. */
  readonly because: 'revoked' | 'ended' | 'used' | 'otherWard';
}

export interface SignInPlace {
  readonly folder: string;
  readonly keystore: Keystore;
}

/**
 * Opens the workstation for a person. Their own entry is tried, unless newer keys of theirs came
 * from elsewhere (a first sign-in here, a password changed on another workstation, a forgotten one):
 * then those are, and make the entry. `nowMs` is a time that only grows.
 */
export async function signIn(
  place: SignInPlace,
  facts: PeopleFacts,
  person: string,
  password: string,
  nowMs: number,
): Promise<OpenedEntry | KeystoreRefusal | NotLetIn> {
  const newer = await adoptNewer(place, facts, person, password, nowMs);
  return newer ?? place.keystore.open(person, password);
}

/**
 * Tries the keys that take the place of a person's entry, and makes the entry of them; or says why
 * nothing may be opened. Undefined where their own entry is the one to be tried.
 */
export async function adoptNewer(
  { folder, keystore }: SignInPlace,
  facts: PeopleFacts,
  person: string,
  password: string,
  nowMs: number,
): Promise<OpenedEntry | KeystoreRefusal | NotLetIn | undefined> {
  const refusal = keptOut(facts, person, nowMs);
  if (refusal) return refusal;
  const certificate = standingOf(facts.directory, person, nowMs)?.known.certificate;
  const mark = await keystore.markOf(person);
  if (certificate) {
    const offered = await newerKeys(folder, keystore, facts, certificate, mark);
    if (offered) {
      const adopted = await keystore.adopt(person, password, offered);
      return adopted.kind === 'notSealed' ? { kind: 'noEntry' } : adopted;
    }
    const madeWith = typeof mark === 'object' ? mark.certificate : certificate.serial;
    const superseded = facts.directory.known(madeWith)?.revokedAt !== undefined;
    // The old password would still open the old entry: nobody here has sealed the new one yet.
    if (mark !== undefined && superseded) return { kind: 'noEntry' };
  }
  return undefined;
}

/** Why somebody is let in by no password and no PIN; `nowMs` is a time that only grows. */
export function keptOut(facts: PeopleFacts, person: string, nowMs: number): NotLetIn | undefined {
  const standing = standingOf(facts.directory, person, nowMs)?.standing;
  return standing === 'revoked' || standing === 'ended'
    ? { kind: 'notLetIn', because: standing }
    : undefined;
}

async function newerKeys(
  folder: string,
  keystore: Keystore,
  facts: PeopleFacts,
  { serial }: Certificate,
  mark: Awaited<ReturnType<Keystore['markOf']>>,
) {
  const newest = facts.newestKeys(serial);
  const generation = newest[0]?.generation ?? 0;
  const here = typeof mark === 'object' ? mark : { certificate: serial, generation: 1 };
  const isNewer = mark === undefined || here.certificate !== serial || here.generation < generation;
  if (!isNewer || newest.length === 0 || !(await hasSealedDataKey(folder, serial)))
    return undefined;
  const device = await keystore.device();
  if (device.kind === 'fault') return undefined;
  const pair = await devicePair(device.secret);
  const own = enrolledAs(facts, pair);
  if (own === undefined) return undefined;
  const wrapped: string[] = [];
  for (const keys of newest) {
    const text = await wrappedIn(keys, own, pair, facts);
    if (text !== undefined) wrapped.push(text);
  }
  return wrapped.length > 0 ? { wrapped, keys: { certificate: serial, generation } } : undefined;
}
