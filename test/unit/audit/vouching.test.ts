import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../../shared/audit/entry.ts';
import { silentWorkstations } from '../../../shared/audit/silentWorkstations.ts';
import type { AuditTrail } from '../../../shared/audit/trail.ts';
import { verifyTrails } from '../../../shared/audit/verifyTrails.ts';
import type { Verification } from '../../../shared/audit/verifyTrails.ts';
import { vouchFor } from '../../../shared/audit/vouching.ts';
import type { Vouch } from '../../../shared/audit/vouching.ts';
import { NotInTheirName, whoIsIn } from '../../../shared/audit/whoIsIn.ts';
import { fromBase64 } from '../../../shared/json/base64.ts';
import { openDirectory } from '../../../shared/people/peopleDirectory.ts';
import { keySigner } from '../../../shared/people/signer.ts';
import { importSigningKey } from '../../../shared/people/signingKey.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';
import { inventedPeople } from '../../../shared/synthetic/people.ts';
import {
  leafOf,
  memoryTrailStorage,
  openTestTrail,
  somePatient,
  viewed,
} from '../../support/audit/memoryTrail.ts';

/** Whose a trail is: its key is the workstation's own making, so people's keys say that it is theirs. */

const invented = await inventedPeople(demonstrationFacility);
const trust = { facility: demonstrationFacility.code, rootKey: invented.rootKey };
const directory = await openDirectory(trust, invented.certificates, []);
const [doctor, nurse] = ['bs-le-minh-khoi', 'dd-quang-thi-dieu'] as const;

async function signerOf(person: string) {
  const { signing } = invented.people.find((one) => one.person === person)!;
  return keySigner(await importSigningKey(fromBase64(signing.privateKey)), signing.certificate);
}

async function signIn(trail: AuditTrail, person: string, by = person): Promise<AuditEvent> {
  return { action: 'signIn', person, about: await vouchFor(trail.key, await signerOf(by)) };
}

/** A trail that holds this, as it is on the server. */
async function trailOf(write: (trail: AuditTrail) => Promise<unknown>, workstation = 'noi-1') {
  const { trail, store } = await openTestTrail(memoryTrailStorage(), { workstation });
  await write(trail);
  await trail.checkpoint();
  const entries = await store.read(trail.key.epoch, 1, 1000);
  return Promise.all(entries.map(leafOf));
}

async function saidOf(leaves: Awaited<ReturnType<typeof trailOf>>): Promise<string[]> {
  const { findings, notices }: Verification = await verifyTrails(leaves, [], undefined, {
    directory,
  });
  return [
    ...findings.map(({ flaw, person, from, to }) => `${flaw} ${person ?? ''} ${from}-${to}`),
    ...notices.map(({ kind, person, sequence }) => `${kind} ${person ?? ''} ${sequence}`),
  ];
}

describe('whose a trail is', () => {
  test('each person’s own key vouches for it at their sign-in, and nothing is found', async () => {
    const leaves = await trailOf(async (trail) => {
      for (const person of [doctor, nurse, doctor]) {
        await trail.append(await signIn(trail, person));
        await trail.append(viewed(somePatient, person));
        await trail.append({ action: 'lock', person });
      }
      await trail.append({
        action: 'signInFailed',
        person: 'ld-khac',
        about: { attemptedAt: '2026-11-23T07:00:00.000+07:00' },
      });
    });
    expect(await saidOf(leaves)).toEqual([]);
  });

  test('invariant 5: a trail that was made up with a key of its own incriminates nobody: it is named', async () => {
    const leaves = await trailOf(async (trail) => {
      await trail.append({ action: 'signIn', person: doctor });
      await trail.append(viewed(somePatient, doctor));
    });
    expect(await saidOf(leaves)).toEqual([`unvouched ${doctor} 3-4`]);
  });

  test('a signature that was copied from somebody’s true trail vouches for no other', async () => {
    let copied: AuditEvent | undefined;
    await trailOf(async (trail) => void (copied = await signIn(trail, doctor)));
    const leaves = await trailOf(async (trail) => {
      await trail.append(copied!);
      await trail.append(viewed(somePatient, doctor));
    });
    expect(await saidOf(leaves)).toEqual([`unvouched ${doctor} 3-4`]);
  });

  test('who vouched for it speaks for nobody else: another’s entries in a true trail are named', async () => {
    const leaves = await trailOf(async (trail) => {
      await trail.append(await signIn(trail, nurse));
      await trail.append(viewed(somePatient, doctor));
      await trail.append(await signIn(trail, doctor, nurse));
      await trail.append(viewed(somePatient, nurse));
    });
    expect(await saidOf(leaves)).toEqual([`unvouched ${doctor} 4-5`]);
  });

  test('a certificate that isn’t here yet may be a newcomer’s: it is told, and nothing is found', async () => {
    const leaves = await trailOf(async (trail) => {
      const vouch: Vouch = await vouchFor(trail.key, await signerOf(doctor));
      const about = { ...vouch, certificate: '01890000-0000-4000-8000-00000000000a' };
      await trail.append({ action: 'signIn', person: 'bs-moi', about });
      await trail.append(viewed(somePatient, 'bs-moi'));
    });
    expect(await saidOf(leaves)).toEqual(['unknownVoucher bs-moi 3']);
  });
});

describe('in whose name an entry may be', () => {
  async function session(known = true) {
    const { trail } = await openTestTrail(memoryTrailStorage());
    let nowMs = 0;
    const { admit } = whoIsIn(
      trail.key,
      () => (known ? directory : undefined),
      () => nowMs,
    );
    return { trail, admit, later: (byMs: number) => (nowMs += byMs) };
  }
  const asked = async (admitting: Promise<void>) =>
    admitting.then(
      () => 'taken',
      (error: unknown) => (error instanceof NotInTheirName ? 'refused' : 'failed'),
    );

  test('whoever is signed in, and nobody else', async () => {
    const { trail, admit } = await session();
    expect(await asked(admit(viewed(somePatient, doctor)))).toBe('refused');
    expect(await asked(admit(await signIn(trail, doctor)))).toBe('taken');
    expect(await asked(admit(viewed(somePatient, doctor)))).toBe('taken');
    expect(await asked(admit(viewed(somePatient, nurse)))).toBe('refused');
    expect(await asked(admit({ action: 'lock', person: nurse }))).toBe('refused');
  });

  test('a sign-in is refused whose signature isn’t theirs, and taken without any', async () => {
    const { trail, admit } = await session();
    expect(await asked(admit(await signIn(trail, doctor, nurse)))).toBe('refused');
    expect(await asked(admit(viewed(somePatient, doctor)))).toBe('refused');
    expect(await asked(admit({ action: 'signIn', person: doctor }))).toBe('taken');
  });

  test('a last save after a lock ends in the name of whoever began it, for some moments', async () => {
    const { trail, admit, later } = await session();
    await admit(await signIn(trail, doctor));
    await admit({ action: 'lock', person: doctor });
    await admit(await signIn(trail, nurse));
    expect(await asked(admit(viewed(somePatient, doctor)))).toBe('taken');
    later(10_001);
    expect(await asked(admit(viewed(somePatient, doctor)))).toBe('refused');
    expect(await asked(admit(viewed(somePatient, nurse)))).toBe('taken');
  });

  test('who failed to get in is named by whoever comes after them', async () => {
    const { admit } = await session();
    const about = { attemptedAt: '2026-11-23T07:00:00.000+07:00' };
    expect(await asked(admit({ action: 'signInFailed', person: nurse, about }))).toBe('taken');
  });

  test('a demonstration that certifies nobody works as before', async () => {
    const { admit } = await session(false);
    expect(await asked(admit({ action: 'signIn', person: 'bs-mau' }))).toBe('taken');
    expect(await asked(admit(viewed(somePatient)))).toBe('taken');
  });
});

describe('who says nothing', () => {
  const now = '2026-11-23T12:00:00.000+07:00';
  const enrolledAt = '2026-10-01T08:00:00.000+07:00';

  test('an enrolled workstation whose trail is wholly gone is found without an earlier reading', async () => {
    const leaves = await trailOf((trail) => trail.append(viewed(somePatient)), 'noi-1');
    const enrolled = ['noi-1', 'noi-2'].map((workstation) => ({ workstation, enrolledAt }));
    const { findings } = await verifyTrails(leaves, [], undefined, { enrolled, now });
    expect(findings.map(({ flaw, workstation }) => `${flaw} ${workstation}`)).toEqual([
      'noTrail noi-2',
    ]);
  });

  test('one that fell silent is told, one that was enrolled lately is not accused', () => {
    const enrolled = [
      { workstation: 'noi-1', enrolledAt },
      { workstation: 'noi-2', enrolledAt },
      { workstation: 'noi-3', enrolledAt: '2026-11-20T08:00:00.000+07:00' },
      { workstation: 'noi-4', enrolledAt: '2026-11-23T08:00:00.000+07:00' },
    ];
    const last = new Map([
      ['noi-1', '2026-11-23T11:00:00.000+07:00'],
      ['noi-2', '2026-11-13T11:00:00.000+07:00'],
    ]);
    const { findings, notices } = silentWorkstations(enrolled, last, now);
    expect(findings).toEqual([]);
    expect(notices.map(({ kind, workstation }) => `${kind} ${workstation}`)).toEqual([
      'silent noi-2',
      'noTrailYet noi-3',
    ]);
  });
});
