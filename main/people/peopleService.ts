import type {
  ChangePasswordResult,
  KeystoreRefusal,
  Person,
} from '../../shared/bridge/contract.ts';
import type { EmergencyUser } from '../../shared/records/credential.ts';
import type { Facility } from '../../shared/bridge/contract.ts';
import { facilityWith, standingOf } from '../../shared/people/peopleFacts.ts';
import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import { parseEmergencyCode } from '../../shared/people/emergencyCode.ts';
import { importSigningKey } from '../../shared/people/signingKey.ts';
import { localInstant } from '../../shared/records/instant.ts';
import type { Clocks, Keystore, OpenedEntry } from '../keystore/keystore.ts';
import type { Profile } from '../profile/profileFile.ts';
import type { Issuer } from './administration.ts';
import { changePassword, publishKeys } from './choosePassword.ts';
import { devicePair, enrolledAs, handOnKeys } from './deviceIdentity.ts';
import { beginUse, codeOf, readCode } from './emergencyCodes.ts';
import type { CodePlace, EmergencySession } from './emergencyCodes.ts';
import { followEnrolledTwice } from './enrolledTwice.ts';
import { exchangePeople } from './exchangePeople.ts';
import { holdKeys } from './heldKeys.ts';
import { ownWorkstation, peopleOf } from './peopleOf.ts';
import type { PeopleStore } from './peopleStore.ts';
import { agreedAfter, defaultOfflineDays, neverSeen, readSeenTimes } from './seenTimes.ts';
import { verificationAt, writeSeenTimes } from './seenTimes.ts';
import type { SeenTimes, Verification } from './seenTimes.ts';
import { sealToNewcomers } from './sealToNewcomers.ts';
import { keptOut, signIn } from './signIn.ts';
import type { NotLetIn } from './signIn.ts';
import { workBehind } from './workBehind.ts';

/** Somebody for whom the process holds the keys. */
export interface OpenSession {
  readonly person: string;
  readonly opened: OpenedEntry;
  readonly verification: Verification;
  /** Of somebody who came with a ward's emergency code. */
  readonly emergency?: EmergencySession;
}

export interface ContactState {
  readonly verification: Verification;
  readonly heardAt: string | undefined;
  /** Another machine is this workstation: nothing more is written on this one. */
  readonly enrolledTwice: boolean;
}

export type SignInResult =
  | { readonly kind: 'open'; readonly session: OpenSession }
  | { readonly kind: 'mustChange' }
  /** A letter of an emergency code is wrong or missing; nothing was tried. */
  | { readonly kind: 'notACode' }
  | NotLetIn
  | KeystoreRefusal;

export type PinSignInResult =
  | { readonly kind: 'open'; readonly session: OpenSession }
  | { readonly kind: 'wrongPin'; readonly triesLeft: number }
  | { readonly kind: 'pinGone' }
  | NotLetIn;

/** People on one workstation: who is let in, and what is exchanged with the server about them. */
export interface PeopleService {
  readonly store: PeopleStore;
  people(): Promise<Person[]>;
  facility(): Promise<Facility>;
  /** `user` says who comes with a ward's emergency code; nobody is let in by one without it. */
  signIn(person: string, password: string, user?: EmergencyUser): Promise<SignInResult>;
  changePassword(
    person: string,
    change: { current: string; wanted: string; names: readonly string[] },
  ): Promise<ChangePasswordResult>;
  /**
   * The keys leave this process, at once where the machine is `left`, else after some minutes for
   * somebody with a PIN. The exchange with the server goes on, by the workstation's account, unless
   * the machine is left: then that goes too, and the next sign-in brings it.
   */
  endSession(left?: boolean): void;
  /**
   * A PIN for whoever is signed in, while this process runs and their password stays the same. Their
   * password is tried as at a sign-in, and counted so. `noEntry`: nobody is signed in any more.
   */
  choosePin(pin: string, password: string): Promise<{ kind: 'chosen' } | KeystoreRefusal>;
  forgetPin(): void;
  pins(): { readonly chosen: boolean; readonly opens: readonly string[] };
  /** A session again, by keys that are still held. */
  signInWithPin(person: string, pin: string): Promise<PinSignInResult>;
  session(): OpenSession | undefined;
  /** How long this workstation hasn't heard of its people, as of now, and when it last did. */
  contactState(): Promise<ContactState>;
  /** Exchanges with the server now. `noAccount`: nobody has opened the workstation since its start. */
  contact(): Promise<'done' | 'notReached' | 'noAccount'>;
  /** The same soon, for whoever doesn't wait: a line or a disk that fails then ends nothing. */
  contactSoon(): void;
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
  /** Told of each wrong PIN before it is answered. */
  readonly onWrongPin?: (person: string) => Promise<void>;
  /** Between two exchanges; none are made by themselves at 0. */
  readonly everyMs?: number;
  /** How long a process's first sign-in waits for word of who was revoked; 1500 unless told. */
  readonly firstContactMs?: number;
}

export function openPeopleService(options: PeopleServiceOptions): PeopleService {
  const { folder, profile, keystore, store, centralUrl, clocks, everyMs = 60_000 } = options;
  const { firstContactMs = 1500 } = options;
  const nowMs = () => clocks?.nowMs() ?? Date.now();
  const listeners = new Set<() => void>();
  const keys = holdKeys({ monotonicMs: () => performance.now(), nowMs });
  let session: OpenSession | undefined;
  let account: OpenedEntry['secrets']['account'] | undefined;
  let deviceSecret: Uint8Array | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ending: ReturnType<typeof setTimeout> | undefined;
  const place: CodePlace = { folder, workstation: ownWorkstation(profile) };
  const trust = { facility: profile.facility.code, rootKey: profile.rootKey ?? '' };
  const twice = followEnrolledTwice(folder, trust, store);
  const passwordPlace = { folder, keystore, store, nowMs };
  const behind = workBehind();
  const { later } = behind;

  async function timesNow() {
    const device = await keystore.device();
    const seen = device.kind === 'secret' ? await readSeenTimes(folder, device.secret) : neverSeen;
    return { device, seen, growingMs: Math.max(nowMs(), seen.seenMs) };
  }

  /**
   * The time by which certificates end: the clock's, and never before the last contact. A time that
   * one clock alone ever showed, this one's or a server's, marks a sign-in and keeps nobody out: once
   * a server with a clock that is years ahead had been heard, nobody could sign in to hear another.
   */
  function knownMs({ agreedMs }: SeenTimes): number {
    return Math.max(nowMs(), agreedMs);
  }

  function verificationFrom(seen: SeenTimes, atMs: number, facts: PeopleFacts): Verification {
    // Where no root key is known, nobody is certified and nothing can be confirmed. A demonstration
    // was made beside its server: it has heard from it, although no file says so yet.
    const newDemonstration = profile.demonstration !== null && seen.contactMs === undefined;
    if (profile.rootKey === undefined || newDemonstration) return { kind: 'verified' };
    return verificationAt(seen, atMs, facts.facility?.offlineDays ?? defaultOfflineDays);
  }

  async function contactState(): Promise<ContactState> {
    const { seen, growingMs } = await timesNow();
    const { contactMs } = seen;
    return {
      verification: verificationFrom(seen, growingMs, await store.facts()),
      heardAt: contactMs === undefined ? undefined : localInstant(new Date(contactMs)),
      enrolledTwice: await twice.isTwice(),
    };
  }

  async function sealForNewcomers(): Promise<void> {
    const current = session;
    if (!current) return;
    const atMs = knownMs((await timesNow()).seen);
    await sealToNewcomers(await store.facts(), current.opened, place, profile.replicaName, atMs);
  }

  async function contact(): Promise<'done' | 'notReached' | 'noAccount'> {
    // Of this contact to its end, though the machine is left meanwhile.
    const secret = deviceSecret;
    if (!account || !secret) return 'noAccount';
    const { database } = profile.central;
    const server = { url: centralUrl, database, account, ended: behind.ended };
    let serverMs: number | undefined;
    try {
      ({ serverMs } = await exchangePeople(store, server));
      const facts = await store.facts();
      const pair = await devicePair(secret);
      const serial = enrolledAs(facts, pair);
      if (serial !== undefined) await twice.look(server, serial, pair.publicKey);
      const given = await handOnKeys(facts, pair);
      if (given.length > 0) {
        await store.add(given);
        await exchangePeople(store, server);
      }
    } catch {
      return 'notReached';
    }
    // The server's own time: days without it are counted from there once a wrong clock is right again.
    const atMs = serverMs ?? nowMs();
    const { seen } = await timesNow();
    const agreedMs = agreedAfter(seen, serverMs, nowMs());
    try {
      await writeSeenTimes(folder, secret, { contactMs: atMs, seenMs: atMs, agreedMs });
      // First, by the keys of whoever is in: they may be the last who could open this workstation.
      await sealForNewcomers();
    } finally {
      await endIfRevoked();
    }
    return 'done';
  }

  async function endIfRevoked(): Promise<void> {
    const { directory } = await store.facts();
    for (const person of keys.held()) {
      if (standingOf(directory, person, nowMs())?.standing === 'revoked') keys.drop(person);
    }
    if (!session) return;
    const own = directory.known(session.opened.secrets.signing.certificate);
    if (own?.revokedAt === undefined) return;
    session = undefined;
    for (const listener of listeners) listener();
  }

  /** The time of an emergency code is over: as for who was revoked, the keys go and the pages lock. */
  function endAt(person: string, inMs: number): void {
    clearTimeout(ending);
    ending = setTimeout(() => {
      keys.drop(person);
      if (session?.person !== person) return;
      session = undefined;
      for (const listener of listeners) listener();
    }, inMs);
    ending.unref();
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
    people: async () => peopleOf(profile.facility.people, await store.facts(), place, nowMs()),
    facility: async () => facilityWith(profile.facility, await store.facts()),
    async signIn(person, password, user) {
      const { device, seen, growingMs } = await timesNow();
      const facts = await store.facts();
      const atMs = knownMs(seen);
      const code = codeOf(facts, person, atMs);
      const typed = code ? readCode(facts, code, place, password, atMs) : password;
      if (typeof typed !== 'string') return typed;
      if (code && !user) return { kind: 'notACode' };
      const result = await signIn({ folder, keystore }, facts, person, typed, atMs);
      if (result.kind !== 'opened') return result;
      if (result.secrets.oneTime) return { kind: 'mustChange' };
      if (device.kind === 'secret') {
        // A disk that is full keeps nobody out; it only remembers less of the time.
        await writeSeenTimes(folder, device.secret, { ...seen, seenMs: growingMs }).catch(() => {});
      }
      const verification = verificationFrom(seen, growingMs, facts);
      const opened = result;
      const emergency = code && user && (await beginUse(store, code, place, user, opened, atMs));
      session = { person, opened, verification, ...(emergency ? { emergency } : {}) };
      if (emergency) endAt(person, Date.parse(emergency.until) - atMs);
      const isFirst = account === undefined;
      account = opened.secrets.account;
      deviceSecret = opened.deviceSecret;
      later(async () => {
        const mark = await keystore.markOf(person);
        await publishKeys(
          passwordPlace,
          opened,
          person,
          typed,
          typeof mark === 'object' ? mark.generation : 1,
        );
        await sealForNewcomers();
      });
      // Since its start this process has heard of nobody: whoever was revoked meanwhile isn't let in
      // for the seconds until it has. Nobody waits for a network that isn't there.
      if (isFirst && everyMs > 0) {
        const heard = contact().catch(() => 'notReached' as const);
        later(() => heard);
        await Promise.race([heard, rest(firstContactMs)]);
      }
      keepInContact();
      if (session?.person === person) return { kind: 'open', session };
      // New keys of theirs came, if they weren't revoked: the old password is one no more.
      const stale = { kind: 'wrongPassphrase' as const, retryAfterSeconds: 0 };
      return keptOut(await store.facts(), person, atMs) ?? stale;
    },
    async changePassword(person, change) {
      const atMs = knownMs((await timesNow()).seen);
      const result = await changePassword(passwordPlace, person, change, atMs);
      // Whoever chose the PIN may be why the password was changed.
      if (result.kind === 'changed') keys.forgetPin(person);
      return result;
    },
    endSession(left = true) {
      if (!left && session) keys.keep(session);
      session = undefined;
      if (!left) return;
      // A machine that was left holds nothing that opens anything, and hears of people again when
      // somebody signs in.
      keys.drop();
      account = undefined;
      deviceSecret = undefined;
    },
    async choosePin(pin, password) {
      const person = session?.person;
      if (person === undefined) return { kind: 'noEntry' };
      const typed = session?.emergency ? (parseEmergencyCode(password) ?? '') : password;
      const atMs = knownMs((await timesNow()).seen);
      const tried = await signIn({ folder, keystore }, await store.facts(), person, typed, atMs);
      if (tried.kind === 'notLetIn') return { kind: 'noEntry' };
      if (tried.kind !== 'opened') return tried;
      // Locked meanwhile, and perhaps somebody else is in.
      if (session?.person !== person) return { kind: 'noEntry' };
      keys.choosePin(person, pin);
      return { kind: 'chosen' };
    },
    forgetPin() {
      if (session) keys.forgetPin(session.person);
    },
    pins: () => ({
      chosen: session !== undefined && keys.hasPin(session.person),
      opens: keys.held(),
    }),
    async signInWithPin(person, pin) {
      const { seen, growingMs } = await timesNow();
      const facts = await store.facts();
      const atMs = knownMs(seen);
      const because = keptOut(facts, person, atMs);
      if (because) {
        keys.drop(person);
        return because;
      }
      const result = keys.open(person, pin);
      if (result.kind === 'gone') return { kind: 'pinGone' };
      if (result.kind === 'wrongPin') {
        await options.onWrongPin?.(person);
        return result;
      }
      const { emergency, opened } = result.session;
      // A forgotten password was renewed meanwhile: what is held is of a certificate that has ended.
      const isEnded = facts.directory.known(opened.secrets.signing.certificate)?.revokedAt;
      const isOver = emergency && atMs >= Date.parse(emergency.until);
      if (isEnded !== undefined || isOver) return { kind: 'pinGone' };
      session = { ...result.session, verification: verificationFrom(seen, growingMs, facts) };
      account = opened.secrets.account;
      deviceSecret = opened.deviceSecret;
      return { kind: 'open', session };
    },
    session: () => session,
    contactState,
    contact,
    contactSoon: () => later(contact),
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
      clearTimeout(ending);
      session = undefined;
      keys.drop();
      account = undefined;
      await behind.end();
    },
  };
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
