import * as z from 'zod';
import { shortestPassword } from '../people/password.ts';
import { referenceTablesSchema } from '../identity/referenceTables.ts';
import { longestPin, pinTries } from '../people/pin.ts';
import { emergencyReasons } from '../records/credential.ts';
import { directoryKey, instant, line, uuid } from '../records/fields.ts';
import { storageBoundSchema } from '../sync/storageMeter.ts';
import { centralSchema, facilitySchema, workstationSchema } from './facility.ts';
import { peopleFunctions } from './peopleFunctions.ts';

/**
 * The one contract between the pages and the main process (D10). Electron's preload and the
 * browser shell serve the same functions, and both sides parse what crosses. The pages can't tell
 * which shell they run in.
 */

export * from './facility.ts';

/** Who used which ward's emergency code, on which workstation, from when to when. */
const emergencyUseToldOfSchema = z.strictObject({
  person: directoryKey,
  workstation: directoryKey,
  name: line(80),
  reason: z.enum(emergencyReasons),
  openedAt: instant,
  until: instant,
});

export const appDescriptionSchema = z.strictObject({
  version: z.string(),
  /** A demonstration has the "cut the network" switch and invented people. */
  demonstration: z.boolean(),
  /** Name of the local replica; it belongs to the profile and never changes. */
  replicaName: z.string().regex(/^[a-z0-9-]{1,64}$/),
  facility: facilitySchema,
  workstation: workstationSchema,
  central: centralSchema,
  /** How much may be stored here, where IT has set it. */
  storageBound: storageBoundSchema.optional(),
  /**
   * What keeps the device secret, which every password is combined with: in a `file` it lies beside
   * what it protects. Left out in a demonstration, and where it can't be read.
   */
  deviceSecret: z.enum(['keychain', 'file']).exactOptional(),
  /** Uses of wards' emergency codes, verified, the latest first. */
  emergencyUses: z.array(emergencyUseToldOfSchema).exactOptional(),
  /** Enrolled workstations that weren't taken back, verified: an auditor misses the trail of one. */
  enrolled: z
    .array(z.strictObject({ workstation: directoryKey, enrolledAt: instant }))
    .exactOptional(),
  /**
   * What signatures are verified by, as the profile has it: the facility's root key, certificates
   * and revocations. Nothing of them is believed before its chain was verified where it is used.
   */
  certified: z
    .strictObject({
      rootKey: z.base64().length(44),
      certificates: z.array(z.unknown()).readonly(),
      revocations: z.array(z.unknown()).readonly(),
    })
    .optional(),
});

/** What befell the browser's own store on this workstation, and nobody has closed. */
export const storeDamageSchema = z.strictObject({
  at: z.iso.datetime(),
  /**
   * `damaged`: something in it couldn't be read, and the rest is there. `emptied`: it began anew,
   * though it held records before.
   */
  kind: z.enum(['damaged', 'emptied']),
  /** Folders that it was copied to as it was. */
  kept: z.array(z.string()),
  /** Of an emptied one: what the pages had said last of what no server has. */
  undelivered: z
    .discriminatedUnion('known', [
      z.strictObject({ known: z.literal(true), entries: z.int().min(0), at: z.iso.datetime() }),
      z.strictObject({ known: z.literal(false) }),
    ])
    .exactOptional(),
});
export type StoreDamage = z.infer<typeof storeDamageSchema>;

export type EmergencyUseToldOf = z.infer<typeof emergencyUseToldOfSchema>;
export type AppDescription = z.infer<typeof appDescriptionSchema>;

/** Why no key could be opened. In each of these nothing is lost, and nothing was written. */
const keystoreRefusals = [
  z.strictObject({ kind: z.literal('wrongPassphrase'), retryAfterSeconds: z.int().min(0) }),
  /** Others can sign in on this workstation; this person was given no password on it yet. */
  z.strictObject({ kind: z.literal('noEntry') }),
  /** Key file or device secret are missing, damaged, or not of this workstation and version. */
  z.strictObject({
    kind: z.literal('keystoreDamaged'),
    detail: z.enum([
      'missing',
      'damaged',
      'earlierVersion',
      'newer',
      'otherWorkstation',
      'deviceSecretMissing',
      'deviceSecretDamaged',
      'keychainClosed',
    ]),
  }),
] as const;
export type KeystoreRefusal = z.infer<(typeof keystoreRefusals)[number]>;
export type KeystoreFault = Extract<KeystoreRefusal, { kind: 'keystoreDamaged' }>['detail'];

const verificationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('verified') }),
  z.strictObject({ kind: z.literal('soonUnverified'), days: z.int() }),
  z.strictObject({ kind: z.literal('unverified'), lastContactAt: instant.exactOptional() }),
]);
/** How long this workstation hasn't heard of its people. */
export type Verification = z.infer<typeof verificationSchema>;

const unlockedSchema = z.strictObject({
  kind: z.literal('unlocked'),
  /** 256-bit data key, base64. It lives in memory only, as a key that can't be exported. */
  dataKey: z.base64(),
  /** The workstation's own account on the central server. */
  account: z.strictObject({ username: z.string(), password: z.string() }),
  /** The person's own: PKCS#8 in base64, imported at once and dropped, and its certificate. */
  signing: z.strictObject({ privateKey: z.base64(), certificate: uuid }),
  /** How long this workstation hasn't heard of its people; `unverified` marks entries, and keeps nobody out. */
  verification: verificationSchema,
  /** Of somebody who came with a ward's emergency code: who they said to be, and until when. */
  emergency: z
    .strictObject({ name: line(80), reason: z.enum(emergencyReasons), until: instant })
    .exactOptional(),
});
/** Somebody ended this person's certificate, or it ended by itself; no password is tried. */
const notLetInSchema = z.strictObject({
  kind: z.literal('notLetIn'),
  /** `used`, `otherWard`: of a ward's emergency code alone. */
  because: z.enum(['revoked', 'ended', 'used', 'otherWard']),
});

export type NotLetInBecause = z.infer<typeof notLetInSchema>['because'];

export const unlockResultSchema = z.discriminatedUnion('kind', [
  unlockedSchema,
  notLetInSchema,
  /** The password is right, but another chose it: an own one comes first (`changePassword`). */
  z.strictObject({ kind: z.literal('mustChange') }),
  /** A letter of an emergency code is wrong or missing: nothing was tried, and nothing is counted. */
  z.strictObject({ kind: z.literal('notACode') }),
  ...keystoreRefusals,
]);
export type UnlockResult = z.infer<typeof unlockResultSchema>;

export const pinUnlockResultSchema = z.discriminatedUnion('kind', [
  unlockedSchema,
  notLetInSchema,
  /** At none left the keys have left memory: the password is asked for. */
  z.strictObject({ kind: z.literal('wrongPin'), triesLeft: z.int().min(0).max(pinTries) }),
  /** Too long ago, the machine was left, or the application was closed: the password is asked for. */
  z.strictObject({ kind: z.literal('pinGone') }),
]);
export type PinUnlockResult = z.infer<typeof pinUnlockResultSchema>;

export const changePasswordResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('changed') }),
  z.strictObject({
    kind: z.literal('weak'),
    because: z.enum(['tooShort', 'tooSimple', 'common', 'unchanged']),
  }),
  ...keystoreRefusals,
]);
export type ChangePasswordResult = z.infer<typeof changePasswordResultSchema>;

export const choosePinResultSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('chosen') }),
  z.strictObject({
    kind: z.literal('weak'),
    because: z.enum(['notDigits', 'tooShort', 'tooSimple', 'aDate']),
  }),
  ...keystoreRefusals,
]);
export type ChoosePinResult = z.infer<typeof choosePinResultSchema>;

const password = z.string().min(1).max(256);

/** Speeds that card scanners at a serial port are set to. */
export const scannerBaudRates = [9600, 19200, 38400, 57600, 115200] as const;

export const settingsSchema = z.strictObject({
  language: z.enum(['vi', 'en']),
  theme: z.enum(['light', 'dark', 'system']),
  density: z.enum(['desk', 'bedside']),
  /** Minutes without a touch until the workstation locks itself. */
  lockAfterMinutes: z.int().min(1).max(60).default(5),
  /** The camera that cards were read with last, as the browser names it. */
  camera: z.string().min(1).max(200).optional(),
  /** How the card scanner is connected. */
  scanner: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('keyboard') }),
      z.strictObject({ kind: z.literal('serial'), baudRate: z.literal(scannerBaudRates) }),
      /** USB HID Point of Sale: it sends reports and doesn't type. */
      z.strictObject({ kind: z.literal('hid') }),
    ])
    .default({ kind: 'keyboard' }),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  language: 'vi',
  theme: 'light',
  density: 'desk',
  lockAfterMinutes: 5,
  scanner: { kind: 'keyboard' },
};

const nothing = z.strictObject({});
const pinText = z.string().max(longestPin);

/** Every function of the bridge with what goes in and what comes out. */
export const bridgeContract = {
  describeApp: { request: nothing, response: appDescriptionSchema },
  unlock: {
    request: z.strictObject({
      person: directoryKey,
      passphrase: password,
      /** Who comes with a ward's emergency code. */
      emergency: z
        .strictObject({ name: line(80), reason: z.enum(emergencyReasons) })
        .exactOptional(),
    }),
    response: unlockResultSchema,
  },
  /** Offline, on this workstation: the old one opens until the moment when the new one does. */
  changePassword: {
    request: z.strictObject({ person: directoryKey, current: password, wanted: password }),
    response: changePasswordResultSchema,
  },
  /**
   * Answers when the machine goes to sleep, its screen is locked, or the person who is in was
   * revoked, so that the page locks too. One call is waiting at a time; `notWatched` ends the one
   * before.
   */
  waitForLock: {
    request: nothing,
    response: z.strictObject({ because: z.enum(['sleep', 'screenLock', 'revoked', 'notWatched']) }),
  },
  ...peopleFunctions,
  /** How long this workstation hasn't heard of its people, as of now; `heardAt` is its last contact. */
  readContact: {
    request: nothing,
    response: z.strictObject({
      verification: verificationSchema,
      heardAt: instant.exactOptional(),
      /** Another machine was enrolled as this workstation before: nothing more is written on this one. */
      enrolledTwice: z.literal(true).exactOptional(),
    }),
  },
  /**
   * The page was locked. The person's keys leave the main process, at once where the machine is
   * `left`; else, for somebody with a PIN, after some minutes.
   */
  lock: { request: z.strictObject({ left: z.boolean() }), response: nothing },
  /**
   * A PIN for whoever is signed in, until the application closes or their password changes. Their
   * password is tried first, and a wrong one counted: nobody plants a PIN at a machine that they find
   * unlocked. Nothing of it is written down.
   */
  choosePin: {
    request: z.strictObject({ pin: pinText, current: z.string().max(256) }),
    response: choosePinResultSchema,
  },
  forgetPin: { request: nothing, response: nothing },
  /** Whether who is signed in has a PIN, and whom a PIN would let in now. */
  readPins: {
    request: nothing,
    response: z.strictObject({ chosen: z.boolean(), opens: z.array(directoryKey) }),
  },
  unlockWithPin: {
    request: z.strictObject({ person: directoryKey, pin: pinText }),
    response: pinUnlockResultSchema,
  },
  /** Wrong passwords that are on no trail yet, the oldest first: kept on disk until they are. */
  readFailedSignIns: {
    request: nothing,
    response: z.strictObject({
      attempts: z.array(z.strictObject({ person: directoryKey, attemptedAt: instant })),
    }),
  },
  /** The oldest so many are on the trail. */
  forgetFailedSignIns: { request: z.strictObject({ count: z.int().min(1) }), response: nothing },
  readSettings: { request: nothing, response: settingsSchema },
  /** Only while somebody is signed in. */
  writeSettings: { request: settingsSchema, response: settingsSchema },
  /**
   * The panel that reads cards with the camera opens, or has closed: only meanwhile Electron gives
   * the pages the camera. In the browser shell Chromium does, to our origin alone.
   */
  allowCamera: { request: z.strictObject({ allowed: z.boolean() }), response: nothing },
  /** The state's lists that IT loaded into this profile; those that weren't are left out. */
  readTables: { request: nothing, response: referenceTablesSchema },
  /** Demonstration only: cuts or restores this workstation's line, or only says how it stands. */
  cutNetwork: {
    request: z.strictObject({ cut: z.boolean().optional() }),
    response: z.strictObject({ cut: z.boolean() }),
  },
  /**
   * Counts of what no server has, whenever they change: kept in the profile folder, so that a reset
   * or an uninstallation can show what would be lost without opening the encrypted replica.
   */
  reportUndelivered: {
    request: z.strictObject({ hereOnly: z.int().min(0), refused: z.int().min(0) }),
    response: nothing,
  },
  /** A replica is about to be made, where none is: told before anything is written into it. */
  reportNewReplica: { request: nothing, response: nothing },
  readStoreDamage: {
    request: nothing,
    response: z.strictObject({ damages: z.array(storeDamageSchema) }),
  },
  /** An administrator has looked at what was noted then. */
  closeStoreDamage: { request: z.strictObject({ at: z.iso.datetime() }), response: nothing },
  /**
   * Writes a text for IT into the profile's folder of reports and answers where it lies. The pages
   * put no name and no clinical value into it.
   */
  saveReport: {
    request: z.strictObject({
      name: z.string().regex(/^[a-z0-9-]{1,80}$/),
      text: z.string().min(1).max(1_000_000),
    }),
    response: z.strictObject({ path: z.string() }),
  },
  /**
   * Derives the key of a rescue file from its passphrase: WebCrypto has no scrypt. Without a salt a
   * new one is made.
   */
  rescueKey: {
    request: z.strictObject({
      passphrase: z.string().min(shortestPassword).max(256),
      salt: z.base64().length(24).optional(),
    }),
    response: z.strictObject({ salt: z.base64().length(24), key: z.base64().length(44) }),
  },
  /**
   * Writes a rescue file beside the profile, a piece at a time, for a request's size is bounded. The
   * pages have sealed it: what comes here and lies on the disk is no cleartext at any moment.
   */
  writeRescue: {
    request: z.strictObject({
      step: z.enum(['begin', 'go', 'end']),
      text: z.string().max(48_000),
    }),
    response: z.strictObject({ path: z.string().optional() }),
  },
  /**
   * Saves what the window would print as a PDF, on the paper that the page asks for, where a person
   * chooses. `systemDialogue`: this shell can't, the system's print dialogue can.
   */
  savePdf: {
    request: nothing,
    response: z.strictObject({
      kind: z.enum(['saved', 'cancelled', 'notSaved', 'systemDialogue']),
    }),
  },
} as const;

export type BridgeFunction = keyof typeof bridgeContract;
export type BridgeRequest<F extends BridgeFunction> = z.input<
  (typeof bridgeContract)[F]['request']
>;
export type BridgeResponse<F extends BridgeFunction> = z.output<
  (typeof bridgeContract)[F]['response']
>;

/** What `window.bedside` is, in both shells. */
export type Bridge = {
  readonly [F in BridgeFunction]: (request: BridgeRequest<F>) => Promise<BridgeResponse<F>>;
};

/** What crosses when a call fails: a code and a sentence, never a payload. */
export const bridgeFailureSchema = z.strictObject({
  code: z.enum(['badRequest', 'unknownFunction', 'notAllowed', 'failed']),
  message: z.string(),
});
export type BridgeFailure = z.infer<typeof bridgeFailureSchema>;
