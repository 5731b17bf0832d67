import type { Facility } from '../bridge/contract.ts';
import { signedText } from './certificate.ts';
import type { Revocation } from './certificate.ts';
import type { EmergencyUse } from './emergencyUse.ts';
import { openDirectory, standsAt } from './peopleDirectory.ts';
import type { KnownCertificate, PeopleDirectory, Trust } from './peopleDirectory.ts';
import type {
  FacilityDocument,
  HandedKeys,
  PeopleDocument,
  PersonalKeys,
  WorkstationDocument,
} from './peopleDocument.ts';
import { isSignedBy } from './signingKey.ts';

/** A workstation whose leave was verified, and whether it was taken back (lost, given away). */
export interface KnownWorkstation {
  readonly document: WorkstationDocument;
  readonly revoked: boolean;
}

/** What follows from the documents about people, each signature verified. */
export interface PeopleFacts {
  readonly directory: PeopleDirectory;
  /** The newest. */
  readonly facility: FacilityDocument | undefined;
  readonly workstations: readonly KnownWorkstation[];
  /** Of the highest generation for this certificate: one, or several made apart from each other. */
  newestKeys(certificate: string): readonly PersonalKeys[];
  handed(digest: string, to: string): HandedKeys | undefined;
  /** When and by whom a ward's emergency code was used, the first one first; signed by the code's key. */
  emergencyUses(certificate: string): readonly EmergencyUse[];
}

/** The facts as they stand. Who can write to the server can withhold documents, and forge none. */
export async function readPeopleFacts(
  trust: Trust,
  documents: readonly PeopleDocument[],
): Promise<PeopleFacts> {
  const of = <F extends PeopleDocument['format']>(format: F) =>
    documents.filter((one): one is Extract<PeopleDocument, { format: F }> => one.format === format);
  const revocations = of('bedside-revocation');
  const directory = await openDirectory(trust, of('bedside-certificate'), revocations);

  const facilities: FacilityDocument[] = [];
  for (const one of of('bedside-facility')) {
    if (one.facility !== trust.facility || one.configuration.code !== trust.facility) continue;
    if (await isSignedBy(trust.rootKey, one.signature, signedText(one))) facilities.push(one);
  }
  facilities.sort(newestFirst);

  const workstations: KnownWorkstation[] = [];
  for (const document of of('bedside-workstation')) {
    if (!(await isRightlyEnrolled(trust, directory, document))) continue;
    const revoked = await isTakenBack(trust, directory, revocations, document.enrolment.serial);
    workstations.push({ document, revoked });
  }

  const keys = new Map<string, PersonalKeys[]>();
  for (const one of of('bedside-personal-keys')) {
    const known = directory.known(one.certificate);
    if (known?.certificate.person !== one.person) continue;
    if (!(await isSignedBy(known.certificate.publicKey, one.signature, signedText(one)))) continue;
    keys.set(one.certificate, [...(keys.get(one.certificate) ?? []), one]);
  }
  const uses: EmergencyUse[] = [];
  for (const one of of('bedside-emergency-use')) {
    const known = directory.known(one.certificate)?.certificate;
    if (known?.role !== 'emergency') continue;
    if (await isSignedBy(known.publicKey, one.signature, signedText(one))) uses.push(one);
  }
  uses.sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt));
  const handed = new Map(of('bedside-handed-keys').map((one) => [`${one.digest} ${one.to}`, one]));
  return {
    directory,
    facility: facilities[0],
    workstations,
    newestKeys(certificate) {
      const all = keys.get(certificate) ?? [];
      const newest = Math.max(...all.map(({ generation }) => generation));
      return all.filter(({ generation }) => generation === newest);
    },
    handed: (digest, to) => handed.get(`${digest} ${to}`),
    emergencyUses: (certificate) => uses.filter((use) => use.certificate === certificate),
  };
}

/** The hospital as configured, with the workstations that were enrolled since. */
export function facilityWith(configured: Facility, facts: PeopleFacts): Facility {
  const base = facts.facility?.configuration ?? configured;
  const known = new Map(base.workstations.map((one) => [one.key, one]));
  const byTime = facts.workstations.toSorted(
    (a, b) => Date.parse(a.document.enrolledAt) - Date.parse(b.document.enrolledAt),
  );
  for (const { document } of byTime) {
    const { workstation } = document.enrolment;
    // Each enrolment gives numbers of a block of its own, whatever the description says.
    const { recordNumberBlock } = workstation;
    known.set(workstation.key, {
      ...(known.get(workstation.key) ?? workstation),
      recordNumberBlock,
    });
  }
  return { ...base, people: configured.people, workstations: [...known.values()] };
}

export type Standing = 'inForce' | 'revoked' | 'ended' | 'notYet';

/** How a person's certificates stand; `nowMs` is a time that only grows, not merely the clock's. */
export function standingOf(
  directory: PeopleDirectory,
  person: string,
  nowMs: number,
): { readonly standing: Standing; readonly known: KnownCertificate } | undefined {
  const own = directory.all
    .filter(({ certificate }) => certificate.person === person)
    .sort((a, b) => Date.parse(b.certificate.validFrom) - Date.parse(a.certificate.validFrom));
  const judged = own.map((known) => ({ standing: judge(known, nowMs), known }));
  return (
    judged.find(({ standing }) => standing === 'inForce') ??
    judged.find(({ standing }) => standing !== 'revoked') ??
    judged[0]
  );
}

/** A revocation counts from when it is known, whatever the clock says. */
function judge({ certificate, revokedAt }: KnownCertificate, nowMs: number): Standing {
  if (revokedAt !== undefined) return 'revoked';
  if (nowMs > Date.parse(certificate.validUntil)) return 'ended';
  return nowMs < Date.parse(certificate.validFrom) ? 'notYet' : 'inForce';
}

/** Whether somebody who may gave this leave, and the leave's own key signed for this machine. */
export async function isRightlyEnrolled(
  { facility, rootKey }: Trust,
  directory: PeopleDirectory,
  document: WorkstationDocument,
): Promise<boolean> {
  const { enrolment } = document;
  if (enrolment.facility !== facility) return false;
  if (Date.parse(document.enrolledAt) > Date.parse(enrolment.validUntil)) return false;
  const issuerKey =
    enrolment.issuer === 'facility' ? rootKey : administratorKey(directory, enrolment.issuer);
  if (issuerKey === undefined) return false;
  return (
    (await isSignedBy(issuerKey, enrolment.signature, signedText(enrolment))) &&
    (await isSignedBy(enrolment.publicKey, document.signature, signedText(document)))
  );
}

function administratorKey(directory: PeopleDirectory, serial: string): string | undefined {
  const known = directory.known(serial);
  return known?.certificate.role === 'administrator' && known.revokedAt === undefined
    ? known.certificate.publicKey
    : undefined;
}

async function isTakenBack(
  { rootKey }: Trust,
  directory: PeopleDirectory,
  revocations: readonly Revocation[],
  serial: string,
): Promise<boolean> {
  for (const one of revocations) {
    if (one.serial !== serial) continue;
    const administrator = directory.known(one.issuer);
    const key =
      one.issuer === 'facility'
        ? rootKey
        : administrator?.certificate.role === 'administrator' &&
            standsAt(administrator, one.revokedAt)
          ? administrator.certificate.publicKey
          : undefined;
    if (key !== undefined && (await isSignedBy(key, one.signature, signedText(one)))) return true;
  }
  return false;
}

function newestFirst(a: FacilityDocument, b: FacilityDocument): number {
  const later = Date.parse(b.issuedAt) - Date.parse(a.issuedAt);
  return later !== 0 ? later : a.signature < b.signature ? -1 : 1;
}
