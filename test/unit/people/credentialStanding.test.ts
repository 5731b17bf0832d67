import { describe, expect, test } from 'vitest';
import { issueCertificate } from '../../../shared/people/certificate.ts';
import { credentialStanding } from '../../../shared/people/credentialStanding.ts';
import type { KnownCertificate } from '../../../shared/people/peopleDirectory.ts';
import { importSigningKey, newKeyPair } from '../../../shared/people/signingKey.ts';

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T08:00:00.000+07:00`;

async function certified(revokedAt?: string): Promise<KnownCertificate> {
  const pair = await newKeyPair();
  const certificate = await issueCertificate(
    {
      serial: crypto.randomUUID(),
      facility: '99017',
      person: 'bs-a',
      displayName: 'BS. Mẫu',
      role: 'doctor',
      wards: [],
      publicKey: pair.publicKey,
      validFrom: day(1),
      validUntil: day(25),
      issuer: 'facility',
    },
    await importSigningKey(pair.privateKey),
  );
  return { certificate, revokedAt };
}

const marked = (at: string, lastContactAt?: string) => ({
  by: 'bs-a',
  at,
  credential: { unverified: lastContactAt === undefined ? {} : { lastContactAt } },
});

describe('a write whose author nobody could confirm', () => {
  test('waits until this workstation has heard of people since, and says what came out then', async () => {
    const certificates = [await certified()];
    const write = marked(day(10), day(2));
    const standings = [undefined, day(9), day(11)].map((heardAt) =>
      credentialStanding(write, { certificates, heardAt }),
    );
    expect(standings).toEqual(['waiting', 'waiting', 'confirmed']);
  });

  test('by somebody revoked before, or whose time was over, is said to be so', async () => {
    const revoked = [await certified(day(5))];
    const heard = { heardAt: day(28) };
    expect(credentialStanding(marked(day(10)), { ...heard, certificates: revoked })).toBe(
      'notCertified',
    );
    expect(credentialStanding(marked(day(4)), { ...heard, certificates: revoked })).toBe(
      'confirmed',
    );
    const standing = [await certified()];
    expect(credentialStanding(marked(day(26)), { ...heard, certificates: standing })).toBe(
      'notCertified',
    );
    // Renewed since: either of the certificates may carry it.
    const both = { ...heard, certificates: [...revoked, ...standing] };
    expect(credentialStanding(marked(day(10)), both)).toBe('confirmed');
  });

  test('a clock set back gains nothing: the write counts from the last contact that it names', async () => {
    const revoked = { certificates: [await certified(day(5))], heardAt: day(20) };
    expect(credentialStanding(marked(day(3), day(8)), revoked)).toBe('notCertified');
  });

  test('by somebody of whom nothing is known waits, and a write without the mark has no standing', async () => {
    expect(credentialStanding(marked(day(3)), { certificates: [], heardAt: day(20) })).toBe(
      'waiting',
    );
    const plain = { by: 'bs-a', at: day(3) };
    expect(credentialStanding(plain, { certificates: [], heardAt: day(20) })).toBe(undefined);
    const emergency = { emergency: { name: 'BS. Mẫu', reason: 'covering' as const } };
    expect(
      credentialStanding({ ...plain, credential: emergency }, { certificates: [], heardAt: '' }),
    ).toBe(undefined);
  });
});
