import { beforeAll, describe, expect, test } from 'vitest';
import { issueCertificate, revokeCertificate } from '../../../shared/people/certificate.ts';
import type { Certificate } from '../../../shared/people/certificate.ts';
import { openDirectory } from '../../../shared/people/peopleDirectory.ts';
import type { Trust } from '../../../shared/people/peopleDirectory.ts';
import type { Role } from '../../../shared/people/role.ts';
import { signatureFlaw, signRecord } from '../../../shared/people/signature.ts';
import { keySigner } from '../../../shared/people/signer.ts';
import { importSigningKey, newKeyPair } from '../../../shared/people/signingKey.ts';
import type { KeyPair, SigningKey } from '../../../shared/people/signingKey.ts';
import { newPatientId, newRecordId } from '../../../shared/records/ids.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { aRecord, someWrite } from '../../support/builders/records.ts';

const facility = '99017';
const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T08:00:00.000+07:00`;
const patientId = newPatientId();

interface Signer {
  readonly pair: KeyPair;
  readonly key: SigningKey;
}
let root: Signer;
let administrator: Signer & { certificate: Certificate };
let doctor: Signer & { certificate: Certificate };
let trust: Trust;

async function signer(): Promise<Signer> {
  const pair = await newKeyPair();
  return { pair, key: await importSigningKey(pair.privateKey) };
}

let serials = 0;
function nextSerial(): string {
  serials += 1;
  return `00000000-0000-4000-8000-${String(serials).padStart(12, '0')}`;
}

async function certified(
  person: string,
  role: Role,
  by: { key: SigningKey; serial: string },
  change: Partial<Certificate> = {},
): Promise<Signer & { certificate: Certificate }> {
  const one = await signer();
  const certificate = await issueCertificate(
    {
      serial: nextSerial(),
      facility,
      person,
      displayName: `Người ${person}`,
      role,
      wards: [],
      publicKey: one.pair.publicKey,
      validFrom: day(1),
      validUntil: day(30),
      issuer: by.serial,
      ...change,
    },
    by.key,
  );
  return { ...one, certificate };
}

const byRoot = () => ({ key: root.key, serial: 'facility' });
const byAdministrator = () => ({
  key: administrator.key,
  serial: administrator.certificate.serial,
});

function note(by = 'bs-a', at = day(10)) {
  return aRecord(
    'note',
    patientId,
    {
      encounterId: newRecordId(patientId, 'encounter'),
      draftId: newRecordId(patientId, 'noteDraft'),
      noteType: 'progress',
      course: 'Đỡ sốt.',
      signedBy: by,
      signedAt: at,
    },
    someWrite({ by, at }),
  );
}

beforeAll(async () => {
  root = await signer();
  trust = { facility, rootKey: root.pair.publicKey };
  administrator = await certified('qt-a', 'administrator', byRoot());
  doctor = await certified('bs-a', 'doctor', byAdministrator());
});

const everybody = () => [administrator.certificate, doctor.certificate];
const signerOf = (serial: string, by: { key: SigningKey }) => keySigner(by.key, serial);
const sign = (record = note(), by = doctor) =>
  signRecord(record, signerOf(by.certificate.serial, by));

describe('a signed record', () => {
  test('by a certified person with the right stands', async () => {
    const directory = await openDirectory(trust, everybody(), []);
    expect(await signatureFlaw(directory, await sign())).toBeUndefined();
  });

  test('invariant 4: any change of it breaks the signature', async () => {
    const directory = await openDirectory(trust, everybody(), []);
    const signed = await sign();
    const changes: Partial<typeof signed>[] = [
      { course: 'Sốt lại.' },
      { recordedAt: day(11) },
      { recordedOn: 'may-khac' },
      { salt: '0'.repeat(32) },
      { causality: { born: 'aaaaaaaaaaaaaaaa.1', vector: { aaaaaaaaaaaaaaaa: 1 } } },
    ];
    for (const change of changes) {
      expect(await signatureFlaw(directory, { ...signed, ...change })).toBe('forged');
    }
    const { signature: _, ...unsigned } = signed;
    expect(await signatureFlaw(directory, unsigned as typeof signed)).toBe('unsigned');
  });

  test('invariant 4: its signature has one text, so nobody makes a second version that stands', async () => {
    const directory = await openDirectory(trust, everybody(), []);
    const signed = await sign();
    const { value } = signed.signature;
    const stray = [...'AQgw'].flatMap((letter) =>
      [1, 2, 3].map((more) => String.fromCharCode(letter.charCodeAt(0) + more)),
    );
    for (const letter of stray) {
      const other = `${value.slice(0, 85)}${letter}==`;
      const same = { ...signed, signature: { ...signed.signature, value: other } };
      expect(await signatureFlaw(directory, same)).toBe('forged');
    }
  });

  test('another person’s key, or another person’s name, carries nothing', async () => {
    const nurse = await certified('dd-b', 'nurse', byAdministrator());
    const directory = await openDirectory(trust, [...everybody(), nurse.certificate], []);
    expect(await signatureFlaw(directory, await sign(note('bs-a'), nurse))).toBe('notTheAuthor');
    const stolenName = await signRecord(note('bs-a'), signerOf(doctor.certificate.serial, nurse));
    expect(await signatureFlaw(directory, stolenName)).toBe('forged');
  });

  test('what a nurse signs in her own name says to be signed by nobody else', async () => {
    const nurse = await certified('dd-b', 'nurse', byAdministrator());
    const directory = await openDirectory(trust, [...everybody(), nurse.certificate], []);
    const asDoctor = { ...note('dd-b'), signedBy: 'bs-a' };
    expect(await signatureFlaw(directory, await sign(asDoctor, nurse))).toBe('notTheAuthor');
  });

  test('an act that names no signer is by whoever recorded it, and by no other doctor’s key', async () => {
    const other = await certified('bs-b', 'doctor', byAdministrator());
    const directory = await openDirectory(trust, [...everybody(), other.certificate], []);
    const stopped = aRecord(
      'orderEvent',
      patientId,
      {
        encounterId: newRecordId(patientId, 'encounter'),
        orderId: newRecordId(patientId, 'order'),
        event: 'stop',
        reason: 'Tiểu cầu giảm',
      },
      someWrite({ by: 'bs-a', at: day(10) }),
    );
    const by = (one: Signer & { certificate: Certificate }) =>
      signRecord(stopped, signerOf(one.certificate.serial, one));
    expect(await signatureFlaw(directory, await by(doctor))).toBeUndefined();
    expect(await signatureFlaw(directory, await by(other))).toBe('notTheAuthor');
  });

  test('a signature doesn’t carry another record, nor the same one under another id', async () => {
    const directory = await openDirectory(trust, everybody(), []);
    const { signature, id } = await sign();
    const other = note();
    expect(await signatureFlaw(directory, { ...other, signature })).toBe('forged');
    const moved = { ...(await sign()), id };
    expect(await signatureFlaw(directory, moved)).toBe('forged');
  });

  test('what was signed is the stored text, not what a migration made of it', async () => {
    const directory = await openDirectory(trust, everybody(), []);
    const stored = await sign();
    const migrated = { ...stored, noteType: 'nursing' as const };
    expect(await signatureFlaw(directory, migrated, stored)).toBeUndefined();
    expect(await signatureFlaw(directory, stored, migrated)).toBe('forged');
  });

  test('an order signed by a nurse is beyond her rights', async () => {
    const nurse = await certified('dd-b', 'nurse', byAdministrator());
    const directory = await openDirectory(trust, [...everybody(), nurse.certificate], []);
    const order = aRecord(
      'order',
      patientId,
      {
        encounterId: newRecordId(patientId, 'encounter'),
        category: 'laboratory',
        item: { code: 'lab-crp', display: 'CRP' },
        priority: 'routine',
        signedBy: 'dd-b',
        signedAt: day(10),
      },
      someWrite({ by: 'dd-b', at: day(10) }),
    );
    const signed = await signRecord(order, signerOf(nurse.certificate.serial, nurse));
    expect(await signatureFlaw(directory, signed)).toBe('notAllowed');
  });

  test('what an emergency code signs says who used it, or it carries nothing', async () => {
    const code = await certified('ma-noi', 'emergency', byAdministrator());
    const directory = await openDirectory(trust, [...everybody(), code.certificate], []);
    const credential = { emergency: { name: 'BS. Hà Văn Mẫu', reason: 'covering' as const } };
    const flawOf = async (record: AnyRecord) =>
      signatureFlaw(directory, await signRecord(record, signerOf(code.certificate.serial, code)));
    const named = { ...note('ma-noi'), credential };
    expect(await flawOf(named)).toBeUndefined();
    expect(await flawOf(note('ma-noi'))).toBe('notAllowed');
    const nobody = { unverified: {} };
    expect(await flawOf({ ...note('ma-noi'), credential: nobody })).toBe('notAllowed');
    // The name is under the signature.
    const signed = await signRecord(named, signerOf(code.certificate.serial, code));
    const other = { emergency: { ...credential.emergency, name: 'BS. Người Khác' } };
    expect(await signatureFlaw(directory, { ...signed, credential: other })).toBe('forged');
  });

  test('a certificate that hasn’t come yet is no forgery: the record waits for it', async () => {
    const directory = await openDirectory(trust, [administrator.certificate], []);
    expect(await signatureFlaw(directory, await sign())).toBe('unknownCertificate');
  });

  test.each([
    ['before it began', day(10), { validFrom: day(11) }],
    ['after it ended', day(10), { validUntil: day(9) }],
  ])('%s', async (_when, at, change) => {
    const other = await certified('bs-a', 'doctor', byAdministrator(), change);
    const directory = await openDirectory(
      trust,
      [administrator.certificate, other.certificate],
      [],
    );
    const signed = await signRecord(note('bs-a', at), signerOf(other.certificate.serial, other));
    expect(await signatureFlaw(directory, signed)).toBe('outsideValidity');
  });
});

describe('revocation', () => {
  const revoke = (serial: string, at: string, by: { key: SigningKey; serial: string }) =>
    revokeCertificate({ serial, revokedAt: at, reason: 'Thôi việc', issuer: by.serial }, by.key);

  test('what was signed before it stands, what is signed after it doesn’t; the earliest counts', async () => {
    const ends = [
      await revoke(doctor.certificate.serial, day(20), byAdministrator()),
      await revoke(doctor.certificate.serial, day(15), byRoot()),
    ];
    for (const order of [ends, [...ends].reverse()]) {
      const directory = await openDirectory(trust, everybody(), order);
      expect(await signatureFlaw(directory, await sign(note('bs-a', day(14))))).toBeUndefined();
      expect(await signatureFlaw(directory, await sign(note('bs-a', day(16))))).toBe('revoked');
    }
  });

  test('a revoked administrator certifies and revokes nobody any more', async () => {
    const late = await certified('bs-c', 'doctor', byAdministrator(), { validFrom: day(12) });
    const ends = [
      await revoke(administrator.certificate.serial, day(11), byRoot()),
      await revoke(doctor.certificate.serial, day(12), byAdministrator()),
    ];
    const directory = await openDirectory(trust, [...everybody(), late.certificate], ends);
    expect(directory.known(late.certificate.serial)).toBeUndefined();
    expect(directory.known(doctor.certificate.serial)?.revokedAt).toBeUndefined();
  });
});

describe('who may certify', () => {
  test('neither a doctor, nor another facility’s root, nor an administrator made by an administrator', async () => {
    const stranger = await signer();
    const forged = await Promise.all([
      certified('bs-c', 'doctor', { key: doctor.key, serial: doctor.certificate.serial }),
      certified('bs-d', 'doctor', { key: stranger.key, serial: 'facility' }),
      certified('bs-e', 'doctor', byAdministrator(), { facility: '99018' }),
      certified('qt-b', 'administrator', byAdministrator()),
      certified('bs-f', 'doctor', { key: doctor.key, serial: administrator.certificate.serial }),
    ]);
    const directory = await openDirectory(
      trust,
      [...everybody(), ...forged.map(({ certificate }) => certificate)],
      [],
    );
    expect(directory.all.map(({ certificate }) => certificate.person).sort()).toEqual([
      'bs-a',
      'qt-a',
    ]);
  });

  test('a certificate that nobody who may has signed makes forgeries, until the true one of its serial is here', async () => {
    const stranger = await signer();
    const ofStranger = await certified('bs-d', 'doctor', { key: stranger.key, serial: 'facility' });
    const byDoctor = await certified('bs-e', 'doctor', {
      key: doctor.key,
      serial: doctor.certificate.serial,
    });
    const unsigned = await certified('bs-g', 'doctor', {
      key: stranger.key,
      serial: administrator.certificate.serial,
    });
    const ofUnknown = await certified('bs-h', 'doctor', {
      key: stranger.key,
      serial: '00000000-0000-4000-8000-0000000000ff',
    });
    const judged = async (one: Signer & { certificate: Certificate }, known: Certificate[]) =>
      signatureFlaw(
        await openDirectory(trust, [...everybody(), ...known], []),
        await signRecord(note(one.certificate.person), signerOf(one.certificate.serial, one)),
      );
    for (const one of [ofStranger, byDoctor, unsigned]) {
      expect(await judged(one, [])).toBe('unknownCertificate');
      expect(await judged(one, [one.certificate])).toBe('forged');
    }
    expect(await judged(ofUnknown, [ofUnknown.certificate])).toBe('unknownCertificate');
    // Somebody put another document under the serial of a person who isn't known yet.
    const { serial } = ofStranger.certificate;
    const genuine = await certified('bs-d', 'doctor', byAdministrator(), { serial });
    expect(await judged(genuine, [ofStranger.certificate])).toBe('forged');
    expect(await judged(genuine, [ofStranger.certificate, genuine.certificate])).toBeUndefined();
  });

  test('an administrator ends no other one, nor takes their place under their serial: only the root key does', async () => {
    const other = await certified('qt-hai', 'administrator', byRoot());
    const by = byAdministrator();
    const { serial } = other.certificate;
    const revokedAt = day(5);
    const end = { serial, revokedAt, reason: 'Chiếm quyền', issuer: by.serial };
    const coup = await revokeCertificate(end, by.key);
    const places = await Promise.all(
      [1, 2, 3, 4].map(() => certified('bs-k', 'doctor', by, { serial })),
    );
    const shadows = places.map(({ certificate }) => certificate);
    const known = [...everybody(), other.certificate, ...shadows];
    const standing = (await openDirectory(trust, known, [coup])).known(serial);
    expect(standing).toEqual({ certificate: other.certificate, revokedAt: undefined });
    const byTheRoot = await revokeCertificate({ ...end, issuer: 'facility' }, byRoot().key);
    const ended = (await openDirectory(trust, known, [coup, byTheRoot])).known(serial);
    expect(ended?.revokedAt).toBe(revokedAt);
  });

  test('rubbish among the certificates is left out and stops nothing', async () => {
    const rubbish = [null, 7, {}, { ...doctor.certificate, role: 'director' }, 'x'];
    const directory = await openDirectory(trust, [...rubbish, ...everybody()], rubbish);
    expect(directory.all).toHaveLength(2);
  });
});
