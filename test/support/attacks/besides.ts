import { auditDatabaseName } from '../../../shared/central/auditDatabase.ts';
import { peopleDatabaseName } from '../../../shared/central/peopleDatabase.ts';
import { inventedSignature } from '../inventedSigning.ts';
import type { Attack } from './scene.ts';
import { allF, people, replicate, signedBy, winning } from './writes.ts';

const forAdministrators = {
  server: 'refuses: not an administrator',
  reader: 'nothing',
} as const;

/** People, the audit trail, and the server's own settings. */
export const besideRecords: readonly Attack[] = [
  {
    what: 'a revocation of the doctor, signed by the nurse',
    write: async (scene) => ({
      answers: [
        await people(
          scene,
          await signedBy(scene.nurse, {
            format: 'bedside-revocation',
            version: 1,
            serial: scene.doctor.certificate.serial,
            revokedAt: '2026-01-02T08:00:00.000+07:00',
            reason: 'Nghỉ việc.',
            issuer: scene.nurse.certificate.serial,
            signature: '',
          }),
        ),
      ],
    }),
    server: 'takes',
    reader: 'nothing',
  },
  {
    what: 'an entry in the audit trail of another workstation',
    write: async ({ server, database }) => ({
      answers: [
        await server.ask(
          'PUT',
          `${auditDatabaseName(database)}/noi-1:${allF.slice(16)}:0000000001`,
          {
            format: 'bedside-audit',
            version: 1,
            workstation: 'noi-1',
            epoch: allF.slice(16),
            sequence: 1,
            previous: '0'.repeat(64),
            at: '2026-11-20T08:00:00.000+07:00',
            person: 'bs-a',
            action: 'chart',
          },
        ),
      ],
    }),
    server: 'refuses: notAllowed',
    reader: 'nothing',
  },
  {
    what: 'the enrolment of another workstation',
    write: async ({ server, database }) => {
      const serial = crypto.randomUUID();
      const workstation = { key: 'noi-1', name: 'Máy 1', ward: 'NOI', recordNumberBlock: '01' };
      return {
        answers: [
          await server.ask('PUT', `${peopleDatabaseName(database)}/workstation:${serial}`, {
            format: 'bedside-workstation',
            version: 1,
            enrolment: { serial, workstation },
            signature: inventedSignature.value,
          }),
        ],
      };
    },
    server: 'refuses: notAllowed',
    reader: 'nothing',
  },
  {
    what: 'the server’s own checks replaced, as a branch that wins',
    write: async (scene) => ({
      answers: [
        await replicate(scene, { _id: '_design/records', language: 'javascript' }, winning),
      ],
    }),
    ...forAdministrators,
  },
  {
    what: 'the server’s checks made of nothing',
    write: async ({ server, database }) => ({
      answers: [await server.ask('PUT', `${database}/_design/of-mine`, { views: {} })],
    }),
    ...forAdministrators,
  },
  {
    what: 'the database opened for everybody',
    write: async ({ server, database }) => {
      const nobody = { names: [], roles: [] };
      const security = { admins: nobody, members: nobody };
      return { answers: [await server.ask('PUT', `${database}/_security`, security)] };
    },
    ...forAdministrators,
  },
  {
    what: 'the database removed',
    write: async ({ server, database }) => ({ answers: [await server.ask('DELETE', database)] }),
    ...forAdministrators,
  },
  {
    what: 'the accounts of the others read',
    write: async ({ server }) => ({ answers: [await server.ask('GET', '_users/_all_docs')] }),
    ...forAdministrators,
  },
];
