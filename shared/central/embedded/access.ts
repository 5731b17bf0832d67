import type { Request, RequestHandler, Response } from 'express';
import type { Accounts, Session } from './accounts.ts';
import { handler, HttpRefusal, notFound } from './answer.ts';
import type { Databases, ServerDatabase } from './databases.ts';

const sessions = new WeakMap<Request, Session>();
const nobody: Session = { name: null, roles: [] };

export function sessionOf(request: Request): Session {
  return sessions.get(request) ?? nobody;
}

export function isAdministrator(request: Request): boolean {
  return sessionOf(request).roles.includes('_admin');
}

/** Only basic authentication, on every request; wrong credentials are refused whatever is asked for. */
export function authentication(accounts: Accounts): RequestHandler {
  return (request, _response, next) => {
    const header = request.get('authorization');
    if (header === undefined) return next();
    const refusal = new HttpRefusal(401, 'unauthorized', 'Name or password is incorrect.');
    const match = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header);
    const text = match ? Buffer.from(match[1]!, 'base64').toString('utf8') : '';
    const colon = text.indexOf(':');
    if (colon < 0) return next(refusal);
    accounts.signIn(text.slice(0, colon), text.slice(colon + 1)).then((session) => {
      if (!session) return next(refusal);
      sessions.set(request, session);
      next();
    }, next);
  };
}

/** A handler for administrators alone. */
export function forAdministrators(
  handle: (request: Request, response: Response) => Promise<void> | void,
): RequestHandler {
  return handler((request, response) => {
    requireAdministrator(request);
    return handle(request, response);
  });
}

export function requireAdministrator(request: Request): void {
  if (!isAdministrator(request)) {
    throw new HttpRefusal(401, 'unauthorized', 'You are not a server admin.');
  }
}

/**
 * The database that the path names, for who may use it. `_users` is for administrators alone:
 * accounts never read one another.
 */
export function databaseOf(request: Request, databases: Databases): ServerDatabase {
  const session = sessionOf(request);
  if (session.name === null) {
    throw new HttpRefusal(401, 'unauthorized', 'You are not authorized to access this db.');
  }
  const database = databases.find(request.params['db']!);
  if (!database) throw notFound('Database does not exist.');
  const { admins, members } = database.security();
  const belongs = [admins, members].some(
    ({ names, roles }) =>
      names.includes(session.name!) || roles.some((role) => session.roles.includes(role)),
  );
  if (!isAdministrator(request) && (!belongs || database.name === '_users')) {
    throw new HttpRefusal(403, 'forbidden', 'You are not allowed to access this db.');
  }
  return database;
}
