import { newRecordId } from '../../../shared/records/ids.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { aRecord, someWrite } from '../builders/records.ts';
import { inventedSignature } from '../inventedSigning.ts';
import type { Attack } from './scene.ts';
import { branch, people, put, signedBy } from './writes.ts';

const at = '2026-11-20T08:00:00.000+07:00';
export const revokedAt = '2026-11-21T08:00:00.000+07:00';
const afterRevocation = '2026-11-22T08:00:00.000+07:00';

function order(patientId: string, by: string, stated = at): RecordOf<'order'> {
  return aRecord(
    'order',
    patientId,
    {
      encounterId: newRecordId(patientId, 'encounter'),
      category: 'laboratory',
      item: { code: 'lab-crp', display: 'CRP' },
      priority: 'routine',
      signedBy: by,
      signedAt: stated,
    },
    someWrite({ by, at: stated, on: 'noi-3' }),
  );
}

function unsigned<R extends AnyRecord>(record: R): R {
  const { signature: _, ...rest } = record as R & { signature?: unknown };
  return rest as R;
}

/** Orders that nobody who may has given. */
export const forgedOrders: readonly Attack[] = [
  {
    what: 'an order in the doctor’s name, with the nurse’s key and certificate',
    write: async (scene) => put(scene, await scene.nurse.sign(order(scene.patientId, 'bs-a'))),
    server: 'takes',
    reader: 'sets aside: notTheAuthor',
  },
  {
    what: 'an order in the doctor’s name and with their certificate, by the nurse’s key',
    async write(scene) {
      const made = order(scene.patientId, 'bs-a');
      const { signature } = await scene.nurse.sign(made);
      const { serial: certificate } = scene.doctor.certificate;
      return put(scene, { ...made, signature: { ...signature!, certificate } });
    },
    server: 'takes',
    reader: 'sets aside: forged',
  },
  {
    what: 'an order in the nurse’s own name, with her key',
    write: async (scene) => put(scene, await scene.nurse.sign(order(scene.patientId, 'dd-b'))),
    server: 'takes',
    reader: 'sets aside: notAllowed',
  },
  {
    what: 'an order signed by the nurse that says it was signed by the doctor',
    write: async (scene) =>
      put(scene, await scene.nurse.sign({ ...order(scene.patientId, 'dd-b'), signedBy: 'bs-a' })),
    server: 'refuses: notSigned',
    reader: 'nothing',
  },
  {
    what: 'an order without a signature',
    write: (scene) => put(scene, unsigned(order(scene.patientId, 'bs-a'))),
    server: 'refuses: notSigned',
    reader: 'nothing',
  },
  {
    what: 'an order without a signature, as replication writes',
    write: (scene) => branch(scene, unsigned(order(scene.patientId, 'bs-a'))),
    server: 'refuses: notSigned',
    reader: 'nothing',
  },
  {
    what: 'an order with 64 bytes for a signature',
    write: (scene) =>
      put(scene, {
        ...order(scene.patientId, 'bs-a'),
        signature: { ...inventedSignature, certificate: scene.doctor.certificate.serial },
      }),
    server: 'takes',
    reader: 'sets aside: forged',
  },
  {
    what: 'the doctor’s signature of a note under an order',
    write: (scene) =>
      put(scene, { ...order(scene.patientId, 'bs-a'), signature: scene.note.signature }),
    server: 'takes',
    reader: 'sets aside: forged',
  },
  {
    what: 'an order by a certificate that another root key signed, put among the people',
    async write(scene) {
      const certified = await people(scene, scene.besides.certificate);
      const written = await put(scene, await scene.besides.sign(order(scene.patientId, 'bs-a')));
      return { ...written, answers: [certified, ...written.answers] };
    },
    server: 'takes',
    reader: 'sets aside: forged',
  },
  {
    what: 'an order by a certificate that the nurse signed for herself as a doctor',
    async write(scene) {
      const own = scene.nurse.certificate;
      const serial = crypto.randomUUID();
      const raised = { ...own, serial, role: 'doctor' as const, issuer: own.serial };
      const certified = await people(scene, await signedBy(scene.nurse, raised));
      const made = await scene.nurse.sign(order(scene.patientId, 'dd-b'));
      const signature = { ...made.signature!, certificate: serial };
      const written = await put(scene, { ...made, signature });
      return { ...written, answers: [certified, ...written.answers] };
    },
    server: 'takes',
    reader: 'sets aside: forged',
  },
  {
    what: 'an order by a certificate of another root key that nobody here has seen',
    write: async (scene) => put(scene, await scene.stranger.sign(order(scene.patientId, 'bs-a'))),
    server: 'takes',
    reader: 'marks: unknownCertificate',
  },
  {
    what: 'a new order with the certificate of somebody revoked',
    write: async (scene) =>
      put(scene, await scene.left.sign(order(scene.patientId, 'bs-c', afterRevocation))),
    server: 'takes',
    reader: 'marks: revoked',
  },
];
