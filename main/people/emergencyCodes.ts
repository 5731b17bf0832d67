import { canonicalJson } from '../../shared/json/canonical.ts';
import type { Certificate } from '../../shared/people/certificate.ts';
import { parseEmergencyCode } from '../../shared/people/emergencyCode.ts';
import { codeStanding } from '../../shared/people/emergencyUse.ts';
import type { CodeStanding, EmergencyUse } from '../../shared/people/emergencyUse.ts';
import { standingOf } from '../../shared/people/peopleFacts.ts';
import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import { importSigningKey, signText } from '../../shared/people/signingKey.ts';
import type { EmergencyUser } from '../../shared/records/credential.ts';
import { localInstant } from '../../shared/records/instant.ts';
import { removeEntry } from '../keystore/keystoreFolder.ts';
import type { OpenedEntry } from '../keystore/keystore.ts';
import { removeSealedDataKey } from '../keystore/sealedDataKey.ts';
import type { PeopleStore } from './peopleStore.ts';
import type { NotLetIn } from './signIn.ts';

/** Hours that a code opens where its certificate doesn't say. */
const defaultHours = 8;

/** Somebody who came with a ward's emergency code. */
export interface EmergencySession extends EmergencyUser {
  /** When it ends by itself. */
  readonly until: string;
}

/** Where a code is used. */
export interface CodePlace {
  readonly folder: string;
  readonly workstation: { readonly key: string; readonly ward: string };
}

/** The certificate of an emergency code, where that is what a key of the directory stands for. */
export function codeOf(facts: PeopleFacts, person: string, nowMs: number): Certificate | undefined {
  const certificate = standingOf(facts.directory, person, nowMs)?.known.certificate;
  return certificate?.role === 'emergency' ? certificate : undefined;
}

export function standingOfCode(
  facts: PeopleFacts,
  { serial }: Certificate,
  { workstation }: CodePlace,
  nowMs: number,
): CodeStanding {
  return codeStanding(facts.emergencyUses(serial), workstation.key, nowMs);
}

/**
 * What is wrong before anything is tried: a mistyped code costs no attempt, and a used one is never
 * tried again, so that the envelope says no more about itself than that.
 * @returns the code as it was made, where nothing is wrong
 */
export function readCode(
  facts: PeopleFacts,
  certificate: Certificate,
  place: CodePlace,
  typed: string,
  nowMs: number,
): string | NotLetIn | { readonly kind: 'notACode' } {
  if (!certificate.wards.includes(place.workstation.ward)) {
    return { kind: 'notLetIn', because: 'otherWard' };
  }
  if (standingOfCode(facts, certificate, place, nowMs).kind === 'used') {
    return { kind: 'notLetIn', because: 'used' };
  }
  return parseEmergencyCode(typed) ?? { kind: 'notACode' };
}

/**
 * Writes down who uses the code, signed by it, before they are let in: every workstation knows it
 * from its next contact. Whoever comes after the first gets no more time, and nobody more than the
 * code's hours from now: the first use may have been on a clock that was years ahead.
 */
export async function beginUse(
  store: PeopleStore,
  certificate: Certificate,
  place: CodePlace,
  { name, reason }: EmergencyUser,
  opened: OpenedEntry,
  nowMs: number,
): Promise<EmergencySession> {
  const facts = await store.facts();
  const standing = standingOfCode(facts, certificate, place, nowMs);
  const hours = certificate.emergency?.hours ?? defaultHours;
  const longestMs = nowMs + hours * 3_600_000;
  const until =
    standing.kind === 'open' && Date.parse(standing.until) <= longestMs
      ? standing.until
      : localInstant(new Date(longestMs));
  const isKnown = facts
    .emergencyUses(certificate.serial)
    .some(
      (use) =>
        use.workstation === place.workstation.key &&
        use.name === name &&
        Date.parse(use.until) <= Date.parse(until),
    );
  if (!isKnown) {
    const unsigned: Omit<EmergencyUse, 'signature'> = {
      format: 'bedside-emergency-use',
      version: 1,
      certificate: certificate.serial,
      workstation: place.workstation.key,
      name,
      reason,
      openedAt: localInstant(new Date(nowMs)),
      until,
    };
    const bytes = Buffer.from(opened.secrets.signing.privateKey, 'base64');
    const key = await importSigningKey(new Uint8Array(bytes));
    await store.add([{ ...unsigned, signature: await signText(key, canonicalJson(unsigned)) }]);
  }
  return { name, reason, until };
}

/** Whether a certificate is of a code that nothing is sealed to here: another ward's, or used. */
export function isShutHere(
  facts: PeopleFacts,
  certificate: Certificate,
  place: CodePlace,
  nowMs: number,
): boolean {
  if (certificate.role !== 'emergency') return false;
  const isOwn = certificate.wards.includes(place.workstation.ward);
  return !isOwn || standingOfCode(facts, certificate, place, nowMs).kind === 'used';
}

/** What a used code would open here goes from the disk: the code alone is of no use to who keeps it. */
export async function clearUsedCodes(
  facts: PeopleFacts,
  place: CodePlace,
  nowMs: number,
): Promise<void> {
  for (const { certificate } of facts.directory.all) {
    if (certificate.role !== 'emergency') continue;
    if (standingOfCode(facts, certificate, place, nowMs).kind !== 'used') continue;
    await removeSealedDataKey(place.folder, certificate.serial);
    await removeEntry(place.folder, certificate.person);
  }
}
