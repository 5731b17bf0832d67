import type { Router } from 'express';
import * as z from 'zod';
import { databaseOf, forAdministrators, sessionOf } from './access.ts';
import { badRequest, handler, HttpRefusal, notFound, sendJson } from './answer.ts';
import { databaseNamePattern } from './databases.ts';
import type { Databases } from './databases.ts';
import { securitySchema } from './serverState.ts';
import type { ServerStateFile } from './serverState.ts';

/** Who this server says it is. The version is the CouchDB whose protocol it answers to. */
export const embeddedVendor = 'Bedside embedded server';
const protocolVersion = '3.3.0';

/** What is asked of the server itself and of whole databases. */
export function addServerRoutes(router: Router, file: ServerStateFile, databases: Databases): void {
  const { state, change } = file;
  router.get('/', (_request, response) =>
    sendJson(response, 200, {
      couchdb: 'Welcome',
      version: protocolVersion,
      uuid: state.uuid,
      vendor: { name: embeddedVendor, version: protocolVersion },
    }),
  );
  router.get('/_up', (_request, response) => sendJson(response, 200, { status: 'ok' }));
  router.get('/_session', (request, response) => {
    const { name, roles } = sessionOf(request);
    sendJson(response, 200, { ok: true, userCtx: { name, roles } });
  });
  router.get(
    '/_all_dbs',
    forAdministrators((_request, response) => sendJson(response, 200, databases.names())),
  );

  const settings = '/_node/_local/_config/:section';
  router.get(
    settings,
    forAdministrators((request, response) =>
      sendJson(response, 200, state.config[request.params['section']!] ?? {}),
    ),
  );
  router.get(
    `${settings}/:key`,
    forAdministrators((request, response) => {
      const value = state.config[request.params['section']!]?.[request.params['key']!];
      if (value === undefined) throw notFound('unknown_config_value');
      sendJson(response, 200, value);
    }),
  );
  router.put(
    `${settings}/:key`,
    forAdministrators(async (request, response) => {
      const value = z.string().safeParse(request.body);
      const { section, key } = request.params as { section: string; key: string };
      if (!value.success || !['cors', 'chttpd'].includes(section)) {
        throw badRequest('only settings of cors and chttpd are known, and they are texts');
      }
      const before = state.config[section]?.[key] ?? '';
      await change(({ config }) => {
        (config[section] ??= {})[key] = value.data;
      });
      sendJson(response, 200, before);
    }),
  );

  router.put(
    '/:db',
    forAdministrators(async (request, response) => {
      const name = request.params['db']!;
      if (!databaseNamePattern.test(name)) {
        throw new HttpRefusal(400, 'illegal_database_name', 'lowercase letters, digits, _ and -');
      }
      if (!(await databases.create(name))) {
        throw new HttpRefusal(412, 'file_exists', 'The database already exists.');
      }
      sendJson(response, 201, { ok: true });
    }),
  );
  router.delete(
    '/:db',
    forAdministrators(async (request, response) => {
      if (!(await databases.remove(request.params['db']!))) {
        throw notFound('Database does not exist.');
      }
      sendJson(response, 200, { ok: true });
    }),
  );
  router.get(
    '/:db/_security',
    handler((request, response) =>
      sendJson(response, 200, databaseOf(request, databases).security()),
    ),
  );
  router.put(
    '/:db/_security',
    forAdministrators(async (request, response) => {
      const { name } = databaseOf(request, databases);
      const security = securitySchema.safeParse(request.body);
      if (!security.success)
        throw badRequest('admins and members must be lists of names and roles');
      await change((kept) => {
        kept.databases[name] = security.data;
      });
      sendJson(response, 200, { ok: true });
    }),
  );
}
