import { beforeAll, describe, expect, test } from 'vitest';
import type { KnownPeople } from '../../../shared/people/knownPeople.ts';
import { newPatientId, newRecordId } from '../../../shared/records/ids.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import type { NewRevision } from '../../../shared/replica/leafStore.ts';
import { aRecord, someWrite } from '../../support/builders/records.ts';
import { inventedSignature, openCertifier } from '../../support/inventedSigning.ts';
import type { CertifiedPerson, Certifier } from '../../support/inventedSigning.ts';
import { arrival } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import type { NodeReplica } from '../../support/replica/nodeReplica.ts';

type Note = RecordOf<'note'>;

const patientId = newPatientId();
const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T08:00:00.000+07:00`;
let certifier: Certifier;
let doctor: CertifiedPerson;
let nurse: CertifiedPerson;

beforeAll(async () => {
  certifier = await openCertifier();
  doctor = await certifier.certify('bs-a', 'doctor');
  nurse = await certifier.certify('dd-b', 'nurse');
});

function note(by = 'bs-a', at = day(10)): Note {
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

function order(by: string): RecordOf<'order'> {
  return aRecord(
    'order',
    patientId,
    {
      encounterId: newRecordId(patientId, 'encounter'),
      category: 'laboratory',
      item: { code: 'lab-crp', display: 'CRP' },
      priority: 'routine',
      signedBy: by,
      signedAt: day(10),
    },
    someWrite({ by, at: day(10) }),
  );
}

function withoutSignature<R extends { readonly signature?: unknown }>(record: R): R {
  const { signature: _, ...rest } = record;
  return rest as R;
}

const nobodys = () => ({ ...inventedSignature, certificate: doctor.certificate.serial });

const everybody = () => certifier.known([doctor, nurse]);

/** A replica that got these leaves, each by itself and in this order. */
async function having(
  people: KnownPeople | undefined,
  ...leaves: readonly NewRevision[]
): Promise<NodeReplica> {
  const replica = await openNodeReplica(undefined, undefined, undefined, people);
  for (const leaf of leaves) await replica.receive([leaf]);
  return replica;
}

async function textOf(replica: NodeReplica, record: Note): Promise<string | undefined> {
  return ((await replica.shown(record)) as Note | undefined)?.course;
}

const reasons = (replica: NodeReplica) => replica.withheld().map(({ reason }) => reason);

describe('invariant 4: what reaches a workstation past its author', () => {
  test('an edit of a signed note is set aside, as an update and as a branch that wins; the note is shown', async () => {
    const signed = await doctor.sign(note());
    const birth = await arrival(signed);
    const forged = { ...signed, course: 'Sốt lại.' };
    const update = await arrival(forged, [birth.rev]);
    const branch = { ...(await arrival(forged)), rev: `1-${'f'.repeat(32)}` };
    for (const leaves of [
      [birth, update],
      [birth, branch],
      [branch, birth],
      [birth, branch, update],
    ]) {
      const replica = await having(await everybody(), ...leaves);
      expect(await textOf(replica, signed)).toBe('Đỡ sốt.');
      expect(new Set(reasons(replica))).toEqual(new Set(['forged']));
      const again = await replica.reopen();
      expect(await textOf(again, signed)).toBe('Đỡ sốt.');
    }
  });

  test('a forged note alone is shown by nobody', async () => {
    const forged = { ...(await doctor.sign(note())), course: 'Sốt lại.' };
    const replica = await having(await everybody(), await arrival(forged));
    expect(await replica.shown(forged)).toBeUndefined();
    expect(reasons(replica)).toEqual(['forged']);
  });

  test.each([
    ['a nurse’s key in the doctor’s name', 'notTheAuthor', () => nurse.sign(order('bs-a'))],
    ['a nurse’s key in her own name', 'notAllowed', () => nurse.sign(order('dd-b'))],
    ['no key', 'unsigned', async () => withoutSignature(order('bs-a'))],
    ['nobody’s key', 'forged', async () => ({ ...order('bs-a'), signature: nobodys() })],
    [
      'the signature of another order',
      'forged',
      async () => ({ ...order('bs-a'), signature: (await doctor.sign(order('bs-a'))).signature! }),
    ],
  ])('an order with %s is set aside: %s', async (_whose, reason, made) => {
    const made1 = await made();
    const replica = await having(await everybody(), await arrival(made1));
    expect(await replica.shown(made1)).toBeUndefined();
    expect(reasons(replica)).toEqual([reason]);
  });

  test('two rightly signed versions of one note are both set aside as broken', async () => {
    const first = note();
    const other = { ...first, course: 'Sốt lại.' };
    const leaves = [await doctor.sign(first), await doctor.sign(other)];
    const replica = await having(
      await everybody(),
      await arrival(leaves[0]!),
      await arrival(leaves[1]!),
    );
    expect(reasons(replica)).toEqual(['brokenImmutable', 'brokenImmutable']);
  });

  test('what every reader would set aside isn’t acknowledged', async () => {
    const replica = await having(await everybody());
    expect(await replica.put(withoutSignature(note()))).toMatchObject([{ status: 422 }]);
    expect(await replica.put(await nurse.sign(order('dd-b')))).toMatchObject([{ status: 422 }]);
    expect(await replica.put(await doctor.sign(note()))).toEqual([]);
  });
});

describe('a certificate that isn’t here yet', () => {
  test('its note is shown in doubt, and verified when the certificate comes', async () => {
    const signed = await doctor.sign(note());
    const people = await certifier.known([]);
    const replica = await having(people, await arrival(signed));
    expect(await textOf(replica, signed)).toBe('Đỡ sốt.');
    expect([...replica.doubts()]).toEqual([[signed.id, 'unknownCertificate']]);
    const told = new Promise((resolve) => replica.onDoubts(resolve));
    await people.add({ certificates: [doctor.certificate], revocations: [] });
    expect(await told).toEqual([[signed.id, undefined]]);
    expect([...replica.doubts()]).toEqual([]);
  });

  test('what it shows to be beyond its author’s rights goes from the screens', async () => {
    const made = await nurse.sign(order('dd-b'));
    const people = await certifier.known([]);
    const replica = await having(people, await arrival(made));
    expect(await replica.shown(made)).toBeDefined();
    const told = new Promise((resolve) => replica.onDoubts(resolve));
    await people.add({ certificates: [nurse.certificate], revocations: [] });
    await told;
    expect(await replica.shown(made)).toBeUndefined();
    expect(reasons(replica)).toEqual(['notAllowed']);
  });

  test('beside a verified version it is set aside, and the verified one is shown, in whatever order', async () => {
    const signed = await doctor.sign(note());
    const stranger = await certifier.certify('bs-a', 'doctor');
    const other = await stranger.sign({ ...signed, course: 'Sốt lại.' });
    const leaves = [
      await arrival(signed),
      { ...(await arrival(other)), rev: `1-${'f'.repeat(32)}` },
    ];
    for (const order of [leaves, [...leaves].reverse()]) {
      const replica = await having(await everybody(), ...order);
      expect(await textOf(replica, signed)).toBe('Đỡ sốt.');
      expect(reasons(replica)).toEqual(['unknownCertificate']);
      expect([...replica.doubts()]).toEqual([]);
    }
  });
});

describe('what becomes known while a record is being stored', () => {
  /** A replica whose disk is slow: what it was given to write waits until `go` is called. */
  async function onSlowDisk(people: KnownPeople) {
    let go = () => undefined as void;
    let begin = () => undefined as void;
    const held = new Promise<void>((resolve) => (go = resolve));
    const writing = new Promise<void>((resolve) => (begin = resolve));
    const replica = await openNodeReplica(
      undefined,
      (store) => ({
        ...store,
        async write(revisions, durability) {
          begin();
          await held;
          return store.write(revisions, durability);
        },
      }),
      undefined,
      people,
    );
    return { replica, writing, go };
  }
  /** Until all that is known was judged by: the queue has nothing left. */
  const settled = async (replica: NodeReplica) => {
    for (let turn = 0; turn < 5; turn += 1) await replica.queue.run(async () => undefined);
  };

  test('its certificate: it doesn’t stay in doubt', async () => {
    const signed = await doctor.sign(note());
    const people = await certifier.known([]);
    const { replica, writing, go } = await onSlowDisk(people);
    const received = replica.receive([await arrival(signed)]);
    await writing;
    await people.add({ certificates: [doctor.certificate], revocations: [] });
    go();
    await received;
    await settled(replica);
    expect(await textOf(replica, signed)).toBe('Đỡ sốt.');
    expect([...replica.doubts()]).toEqual([]);
  });

  test('a revocation: it is marked', async () => {
    const signed = await doctor.sign(note('bs-a', day(21)));
    const people = await everybody();
    const { replica, writing, go } = await onSlowDisk(people);
    const received = replica.receive([await arrival(signed)]);
    await writing;
    const revocation = await certifier.revoke(doctor.certificate.serial, day(20));
    await people.add({ certificates: [], revocations: [revocation] });
    go();
    await received;
    await settled(replica);
    expect([...replica.doubts()]).toEqual([[signed.id, 'revoked']]);
  });
});

describe('revocation', () => {
  test('what is stated to be later is marked, on every workstation; what is back-dated can’t be told', async () => {
    const people = await everybody();
    const before = await doctor.sign(note('bs-a', day(10)));
    const after = await doctor.sign(note('bs-a', day(21)));
    const replica = await having(people, await arrival(before), await arrival(after));
    expect([...replica.doubts()]).toEqual([]);
    const told = new Promise((resolve) => replica.onDoubts(resolve));
    const revocation = await certifier.revoke(doctor.certificate.serial, day(20));
    await people.add({ certificates: [], revocations: [revocation] });
    await told;
    expect([...replica.doubts()]).toEqual([[after.id, 'revoked']]);
    // Made after the revocation with the stolen key, and stated to be before it.
    const backDated = await doctor.sign(note('bs-a', day(19)));
    await replica.receive([await arrival(backDated)]);
    expect([...replica.doubts()]).toEqual([[after.id, 'revoked']]);
  });
});

describe('the snapshot', () => {
  const chunks = new Map<string, Uint8Array<ArrayBuffer>>();
  const storage = {
    read: async (name: string) => chunks.get(name),
    write: async (name: string, chunk: Uint8Array<ArrayBuffer>) => void chunks.set(name, chunk),
    keepOnly: async (names: ReadonlySet<string>) =>
      [...chunks.keys()].filter((name) => !names.has(name)).forEach((name) => chunks.delete(name)),
  };
  const opened = (name: string, people: KnownPeople | undefined) =>
    openNodeReplica(name, undefined, storage, people);

  test('remembers the verdicts; what became known since is judged anew at the start', async () => {
    const name = crypto.randomUUID();
    const signed = await doctor.sign(note('bs-a', day(21)));
    const made = await nurse.sign(order('dd-b'));
    const replica = await opened(name, await certifier.known([doctor]));
    await replica.receive([await arrival(signed), await arrival(made)]);
    await replica.writeSnapshot();
    await replica.close();

    const same = await opened(name, await certifier.known([doctor]));
    expect(same.readFromStore).toBe(0);
    expect([...same.doubts()]).toEqual([[made.id, 'unknownCertificate']]);
    await same.close();

    const people = await everybody();
    const revocation = await certifier.revoke(doctor.certificate.serial, day(20));
    await people.add({ certificates: [], revocations: [revocation] });
    const later = await opened(name, people);
    expect(later.readFromStore).toBe(0);
    expect([...later.doubts()]).toEqual([[signed.id, 'revoked']]);
    expect(await later.shown(made)).toBeUndefined();
    expect(reasons(later)).toEqual(['notAllowed']);
    await later.close();
  });

  test('one that was made without verifying is not believed', async () => {
    const name = crypto.randomUUID();
    const unsigned = withoutSignature(note());
    const replica = await opened(name, undefined);
    await replica.receive([await arrival(unsigned)]);
    await replica.writeSnapshot();
    await replica.close();
    const verifying = await opened(name, await everybody());
    expect(await verifying.shown(unsigned)).toBeUndefined();
    expect(reasons(verifying)).toEqual(['unsigned']);
    await verifying.close();
  });
});
