import * as z from 'zod';
import type { Couch } from '../../shared/central/couchHttp.ts';
import { enrolmentDatabaseName, peopleDatabaseName } from '../../shared/central/peopleDatabase.ts';
import { workstationId } from '../../shared/people/peopleDocument.ts';

const rowsSchema = z.looseObject({
  rows: z.array(
    z.looseObject({
      id: z.string(),
      doc: z.looseObject({ _rev: z.string(), usedAt: z.string().optional() }).nullish(),
    }),
  ),
});
/** What `issueCode` writes beside a code's account, for whoever sweeps. */
const accountSchema = z.looseObject({
  _rev: z.string(),
  enrolment: z.string().optional(),
  validUntil: z.string().optional(),
  block: z.string().optional(),
});

/**
 * Takes away invitations and accounts of codes that were used or whose time has passed by the
 * server's clock: nobody needs them, and a found stick opens no door with them. Answers how many.
 */
export async function sweepCodes(couch: Couch, database: string): Promise<number> {
  const invitations = enrolmentDatabaseName(database);
  const { rows } = rowsSchema.parse(
    await couch.change('GET', `${invitations}/_all_docs?include_docs=true`),
  );
  let swept = 0;
  for (const { id, doc } of rows) {
    if (!doc || !id.startsWith('enrol-')) continue;
    const user = `_users/${encodeURIComponent(`org.couchdb.user:${id}`)}`;
    const asked = await couch.ask('GET', user);
    const account = accountSchema.safeParse(asked.body).data;
    const isUsed =
      doc.usedAt !== undefined || (await isEnrolled(couch, database, account?.enrolment));
    const isOver =
      account?.validUntil !== undefined &&
      Date.parse(account.validUntil) < (couch.serverMs() ?? Date.now());
    if (!isUsed && !isOver) continue;
    // The account first: without it the invitation can't be fetched any more.
    if (asked.status === 200 && account)
      await couch.change('DELETE', `${user}?rev=${account._rev}`);
    await couch.change('DELETE', `${invitations}/${id}?rev=${doc._rev}`);
    swept += 1;
  }
  return swept;
}

/** Blocks of record numbers that go with codes which nobody has used, as far as the server knows. */
export async function waitingBlocks(couch: Couch, database: string): Promise<string[]> {
  const { rows } = rowsSchema.parse(
    await couch.change('GET', `${enrolmentDatabaseName(database)}/_all_docs?include_docs=true`),
  );
  const blocks: string[] = [];
  for (const { id } of rows) {
    if (!id.startsWith('enrol-')) continue;
    const { body } = await couch.ask(
      'GET',
      `_users/${encodeURIComponent(`org.couchdb.user:${id}`)}`,
    );
    const block = accountSchema.safeParse(body).data?.block;
    if (block !== undefined) blocks.push(block);
  }
  return blocks;
}

/** From a stick the code is never marked as used; its workstation says so at its first contact. */
async function isEnrolled(
  couch: Couch,
  database: string,
  serial: string | undefined,
): Promise<boolean> {
  if (serial === undefined) return false;
  const path = `${peopleDatabaseName(database)}/${encodeURIComponent(workstationId(serial))}`;
  return (await couch.ask('GET', path)).status === 200;
}
