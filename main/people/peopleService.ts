import type {
  ChangePasswordResult,
  KeystoreRefusal,
  Person,
} from '../../shared/bridge/contract.ts';
import type { Facility } from '../../shared/bridge/contract.ts';
import { facilityWith, standingOf } from '../../shared/people/peopleFacts.ts';
import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import { importSigningKey } from '../../shared/people/signingKey.ts';
import { localInstant } from '../../shared/records/instant.ts';
import type { Clocks, Keystore, OpenedEntry } from '../keystore/keystore.ts';
import { personalKeysFor, recipientsOf, wrapPersonalKeys } from '../keystore/personalKeys.ts';
import { hasSealedDataKey, removeSealedDataKey, sealDataKey } from '../keystore/sealedDataKey.ts';
import type { Profile } from '../profile/profileFile.ts';
import type { Issuer } from './administration.ts';
import { devicePair, handOnKeys } from './deviceIdentity.ts';
import { exchangePeople } from './exchangePeople.ts';
import type { PeopleStore } from './peopleStore.ts';
import { defaultOfflineDays, readSeenTimes, verificationAt, writeSeenTimes } from './seenTimes.ts';
import type { Verification } from './seenTimes.ts';
import { adoptNewer, signIn } from './signIn.ts';
import type { NotLetIn } from './signIn.ts';

/** Somebody for whom the process holds the keys. */
export interface OpenSession {
  readonly person: string;
  readonly opened: OpenedEntry;
  readonly verification: Verification;
}

export type SignInResult =
  | { readonly kind: 'open'; readonly session: OpenSession }
  | { readonly kind: 'mustChange' }
  | NotLetIn
  | KeystoreRefusal;

/** People on one workstation: who is let in, and what is exchanged with the server about them. */
export interface PeopleService {
  readonly store: PeopleStore;
  people(): Promise<Person[]>;
  facility(): Promise<Facility>;
  signIn(person: string, password: string): Promise<SignInResult>;
  changePassword(
    person: string,
    change: { current: string; wanted: string; names: readonly string[] },
  ): Promise<ChangePasswordResult>;
  /** The keys leave this process; the exchange with the server goes on, by the workstation's account. */
  endSession(): void;
  session(): OpenSession | undefined;
  /** Exchanges with the server now. `noAccount`: nobody has opened the workstation since its start. */
  contact(): Promise<'done' | 'notReached' | 'noAccount'>;
  /** Seals the workstation's key to whoever has none yet; needs an open session. */
  sealForNewcomers(): Promise<void>;
  /** The open session's certificate was revoked; resolves at once for the next call. */
  onRevoked(listener: () => void): () => void;
  /** By whom an administrator who is signed in certifies; undefined for everybody else. */
  issuer(): Promise<Issuer | undefined>;
  close(): Promise<void>;
}

export interface PeopleServiceOptions {
  readonly folder: string;
  readonly profile: Profile;
  readonly keystore: Keystore;
  readonly store: PeopleStore;
  /** Origin of the central server as this process reaches it. */
  readonly centralUrl: string;
  readonly clocks?: Pick<Clocks, 'nowMs'>;
  /** Between two exchanges; none are made by themselves at 0. */
  readonly everyMs?: number;
}

export function openPeopleService(options: PeopleServiceOptions): PeopleService {
  const { folder, profile, keystore, store, centralUrl, clocks, everyMs = 60_000 } = options;
  const nowMs = () => clocks?.nowMs() ?? Date.now();
  const listeners = new Set<() => void>();
  let session: OpenSession | undefined;
  let account: OpenedEntry['secrets']['account'] | undefined;
  let deviceSecret: Uint8Array | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let background: Promise<unknown> = Promise.resolve();

  /** Work that nobody waits for, one piece after the other; what fails is tried at the next contact. */
  function later(act: () => Promise<unknown>): void {
    background = background.then(act).catch(() => undefined);
  }

  async function timesNow() {
    const device = await keystore.device();
    const seen =
      device.kind === 'secret'
        ? await readSeenTimes(folder, device.secret)
        : { contactMs: undefined, seenMs: 0 };
    return { device, seen, growingMs: Math.max(nowMs(), seen.seenMs) };
  }

  /**
   * The time by which certificates end: the clock's, and never before the last contact, in which the
   * server told its own. A time that only this clock ever showed marks a sign-in and keeps nobody out.
   */
  function knownMs({ contactMs = 0 }: { readonly contactMs: number | undefined }): number {
    return Math.max(nowMs(), contactMs);
  }

  /** Keys that exist here alone go to the other workstations: sealed to each, and to who comes later. */
  async function publishKeys(opened: OpenedEntry, person: string, password: string, least: number) {
    const facts = await store.facts();
    const { certificate, privateKey } = opened.secrets.signing;
    const standing = facts.newestKeys(certificate)[0]?.generation ?? 0;
    const recipients = recipientsOf(facts);
    if (standing >= least || recipients.length === 0) return;
    if (facts.directory.known(certificate) === undefined) return;
    const owner = { person, certificate };
    const { oneTime } = opened.secrets;
    const wrapped = await wrapPersonalKeys({ privateKey, oneTime }, password, owner);
    const madeAt = localInstant(new Date(nowMs()));
    await store.add([
      await personalKeysFor(wrapped, { ...owner, privateKey }, least, madeAt, recipients),
    ]);
  }

  async function sealForNewcomers(): Promise<void> {
    const current = session;
    if (!current) return;
    const { secrets, deviceSecret: secret } = current.opened;
    const facts = await store.facts();
    for (const { certificate, revokedAt } of facts.directory.all) {
      const { serial, sealingKey } = certificate;
      if (revokedAt !== undefined) await removeSealedDataKey(folder, serial);
      else if (sealingKey !== undefined && !(await hasSealedDataKey(folder, serial))) {
        const owner = { profile: profile.replicaName, certificate: serial };
        await sealDataKey(folder, secrets, sealingKey, secret, owner);
      }
    }
  }

  async function contact(): Promise<'done' | 'notReached' | 'noAccount'> {
    if (!account || !deviceSecret) return 'noAccount';
    const server = { url: centralUrl, database: profile.central.database, account };
    let serverMs: number | undefined;
    try {
      ({ serverMs } = await exchangePeople(store, server));
      const given = await handOnKeys(await store.facts(), await devicePair(deviceSecret));
      if (given.length > 0) {
        await store.add(given);
        await exchangePeople(store, server);
      }
    } catch {
      return 'notReached';
    }
    // The server's own time: a clock that is wrong here would keep people out once it is right again.
    const atMs = serverMs ?? nowMs();
    await writeSeenTimes(folder, deviceSecret, { contactMs: atMs, seenMs: atMs });
    if (session) session = { ...session, verification: { kind: 'verified' } };
    try {
      // First, by the keys of whoever is in: they may be the last who could open this workstation.
      await sealForNewcomers();
    } finally {
      await endIfRevoked();
    }
    return 'done';
  }

  async function endIfRevoked(): Promise<void> {
    if (!session) return;
    const { directory } = await store.facts();
    const own = directory.known(session.opened.secrets.signing.certificate);
    if (own?.revokedAt === undefined) return;
    session = undefined;
    for (const listener of listeners) listener();
  }

  function keepInContact(): void {
    if (everyMs === 0 || timer) return;
    const turn = () => {
      later(contact);
      timer = setTimeout(turn, everyMs);
      timer.unref();
    };
    turn();
  }

  return {
    store,
    people: async () => peopleOf(profile.facility.people, await store.facts(), nowMs()),
    facility: async () => facilityWith(profile.facility, await store.facts()),
    async signIn(person, password) {
      const { device, seen, growingMs } = await timesNow();
      const facts = await store.facts();
      const result = await signIn({ folder, keystore }, facts, person, password, knownMs(seen));
      if (result.kind !== 'opened') return result;
      if (result.secrets.oneTime) return { kind: 'mustChange' };
      if (device.kind === 'secret') {
        await writeSeenTimes(folder, device.secret, { ...seen, seenMs: growingMs });
      }
      // Where no root key is known, nobody is certified and nothing can be confirmed.
      const verification: Verification =
        profile.rootKey === undefined || profile.demonstration
          ? { kind: 'verified' }
          : verificationAt(seen, growingMs, facts.facility?.offlineDays ?? defaultOfflineDays);
      const opened = result;
      session = { person, opened, verification };
      account = opened.secrets.account;
      deviceSecret = opened.deviceSecret;
      later(async () => {
        const mark = await keystore.markOf(person);
        await publishKeys(opened, person, password, typeof mark === 'object' ? mark.generation : 1);
        await sealForNewcomers();
      });
      keepInContact();
      return { kind: 'open', session };
    },
    async changePassword(person, change) {
      const facts = await store.facts();
      const { seen } = await timesNow();
      const place = { folder, keystore };
      const newer = await adoptNewer(place, facts, person, change.current, knownMs(seen));
      if (newer?.kind === 'notLetIn') return { kind: 'noEntry' };
      if (newer && newer.kind !== 'opened') return newer;
      const mark = await keystore.markOf(person);
      const certificate =
        typeof mark === 'object'
          ? mark.certificate
          : standingOf(facts.directory, person, nowMs())?.known.certificate.serial;
      if (certificate === undefined) return keystore.changePassword(person, change);
      const here = typeof mark === 'object' ? mark.generation : 1;
      const there = facts.newestKeys(certificate)[0]?.generation ?? 0;
      const keys = { certificate, generation: Math.max(here, there) + 1 };
      return keystore.changePassword(person, {
        ...change,
        keys,
        // A crash before this leaves the new password here alone; the next sign-in publishes it.
        onChanged: (opened) => publishKeys(opened, person, change.wanted, keys.generation),
      });
    },
    endSession() {
      session = undefined;
    },
    session: () => session,
    contact,
    sealForNewcomers,
    onRevoked(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async issuer() {
      if (!session) return undefined;
      const { directory } = await store.facts();
      const { privateKey, certificate: serial } = session.opened.secrets.signing;
      const known = directory.known(serial);
      if (known?.certificate.role !== 'administrator' || known.revokedAt !== undefined) {
        return undefined;
      }
      const key = await importSigningKey(new Uint8Array(Buffer.from(privateKey, 'base64')));
      return { serial, key };
    },
    async close() {
      clearTimeout(timer);
      session = undefined;
      account = undefined;
      await background;
    },
  };
}

/**
 * The facility's people: as certified, the certificate that stands or the latest of each, else as
 * the facility's configuration has them. Who left is marked: their name stands beside what they wrote.
 */
function peopleOf(configured: readonly Person[], facts: PeopleFacts, nowMs: number): Person[] {
  const people = new Map<string, Person>(configured.map((person) => [person.key, person]));
  for (const key of new Set(facts.directory.all.map(({ certificate }) => certificate.person))) {
    const standing = standingOf(facts.directory, key, nowMs);
    if (!standing) continue;
    const { displayName, role, wards, emergency } = standing.known.certificate;
    const left = standing.standing === 'revoked' || standing.standing === 'ended';
    people.set(key, {
      key,
      displayName,
      role,
      ...(wards.length > 0 ? { wards } : {}),
      ...(left ? { left: true as const } : {}),
      ...(emergency ? { emergency: true as const } : {}),
    });
  }
  return [...people.values()];
}
