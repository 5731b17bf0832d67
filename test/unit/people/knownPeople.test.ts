import { beforeAll, describe, expect, test } from 'vitest';
import { fromBase64 } from '../../../shared/json/base64.ts';
import { revokeCertificate } from '../../../shared/people/certificate.ts';
import type { Revocation } from '../../../shared/people/certificate.ts';
import { knownPeople } from '../../../shared/people/knownPeople.ts';
import type { Trust } from '../../../shared/people/peopleDirectory.ts';
import { importSigningKey } from '../../../shared/people/signingKey.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';
import { inventedPeople } from '../../../shared/synthetic/people.ts';
import type { InventedPeople } from '../../../shared/synthetic/people.ts';

let invented: InventedPeople;
let trust: Trust;
let revocation: Revocation;

beforeAll(async () => {
  invented = await inventedPeople(demonstrationFacility);
  trust = { facility: demonstrationFacility.code, rootKey: invented.rootKey };
  const administrator = invented.people[0]!;
  revocation = await revokeCertificate(
    {
      serial: invented.certificates[1]!.serial,
      revokedAt: '2026-11-20T08:00:00.000+07:00',
      reason: 'Mất máy.',
      issuer: administrator.signing.certificate,
    },
    await importSigningKey(fromBase64(administrator.signing.privateKey)),
  );
});

describe('people who become known while the workstation runs', () => {
  test('a certificate before its issuer counts as soon as the issuer is there', async () => {
    const [administrator, doctor] = invented.certificates;
    const people = await knownPeople(trust, { certificates: [doctor], revocations: [] });
    expect(people.directory().all).toEqual([]);
    const told: string[][] = [];
    people.onChange((serials) => told.push([...serials].sort()));
    await people.add({ certificates: [administrator], revocations: [] });
    expect(told).toEqual([[administrator!.serial, doctor!.serial].sort()]);
    expect(people.directory().known(doctor!.serial)?.certificate).toEqual(doctor);
  });

  test('a revocation changes one certificate; the same again, or rubbish, changes nothing', async () => {
    const people = await knownPeople(trust, {
      certificates: invented.certificates,
      revocations: [],
    });
    const told: string[][] = [];
    people.onChange((serials) => told.push([...serials]));
    await people.add({ certificates: [], revocations: [revocation] });
    const directory = people.directory();
    await people.add({ certificates: invented.certificates, revocations: [revocation, 7, null] });
    expect(told).toEqual([[revocation.serial]]);
    expect(people.directory()).toBe(directory);
    expect(directory.known(revocation.serial)?.revokedAt).toBe(revocation.revokedAt);
  });
});
