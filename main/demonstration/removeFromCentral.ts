import { openCouch } from '../../shared/central/couchHttp.ts';
import type { Couch } from '../../shared/central/couchHttp.ts';
import { besideDatabases } from '../../shared/central/peopleDatabase.ts';
import type { OpenCentral } from './openCentral.ts';

/** Removes a demonstration's databases, its accounts and its pages' origins from a central server. */
export async function removeFromCentral(
  central: OpenCentral,
  usernames: readonly string[],
  origins: readonly string[],
): Promise<void> {
  const couch = openCouch(central.url, central.admin);
  await couch.ask('DELETE', central.database);
  for (const name of besideDatabases(central.database)) await couch.ask('DELETE', name);
  for (const username of usernames) await removeAccount(couch, username);
  await forgetOrigins(couch, origins);
}

async function removeAccount(couch: Couch, username: string): Promise<void> {
  const document = `_users/${encodeURIComponent(`org.couchdb.user:${username}`)}`;
  const { status, body } = await couch.ask('GET', document);
  if (status !== 200) return;
  await couch.ask('DELETE', `${document}?rev=${(body as { _rev: string })._rev}`);
}

async function forgetOrigins(couch: Couch, origins: readonly string[]): Promise<void> {
  const setting = '_node/_local/_config/cors/origins';
  const { status, body } = await couch.ask('GET', setting);
  if (status !== 200 || typeof body !== 'string') return;
  const standing = body.split(',').map((origin) => origin.trim());
  const left = standing.filter((origin) => !origins.includes(origin));
  if (left.length < standing.length) await couch.ask('PUT', setting, left.join(', '));
}
