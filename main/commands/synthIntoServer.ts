import { openCouch, parseCentralUrl, requireCouchDb } from '../../shared/central/couchHttp.ts';
import type { Couch } from '../../shared/central/couchHttp.ts';
import { identityDocumentId } from '../../shared/central/identityDocument.ts';
import { seedRecords } from '../../shared/central/seedRecords.ts';
import type { AnyRecord } from '../../shared/records/kinds.ts';
import type { SyntheticChart } from '../../shared/synthetic/generateHospital.ts';
import { CommandRefused } from './commandArguments.ts';

/** Where charts go, one after the other. */
export interface Sink {
  take(chart: SyntheticChart): Promise<void>;
  /** Resolves when everything lies where it should. */
  end(): Promise<void>;
}

const batch = 2000;

/**
 * Charts go into a provisioned database, under the revisions that every workstation gives them: the
 * same flags again change nothing. A database that holds records is refused unless `add` is set.
 * Throws `CommandRefused` and `CentralFault`.
 */
export async function intoServer(
  address: string,
  add: boolean,
  print: (line: string) => void,
): Promise<Sink> {
  const { url, couch, database } = await openDatabase(address);
  if (!add && (await holdsRecords(couch, database))) {
    throw new CommandRefused(
      `The database ${database} on ${url} holds records already. Invented people among real ones can't be taken out again: use an empty database, or say --add if these are invented too.`,
    );
  }
  let waiting: AnyRecord[] = [];
  let sent = 0;
  const send = async () => {
    const records = waiting;
    waiting = [];
    await seedRecords(couch, database, records);
    sent += records.length;
    print(`${sent} records are in ${database}.`);
  };
  return {
    async take({ records }) {
      waiting.push(...records);
      if (waiting.length >= batch) await send();
    },
    async end() {
      if (waiting.length > 0) await send();
    },
  };
}

async function openDatabase(address: string) {
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  const database = /^\/([a-z][a-z0-9_$()+-]*)\/?$/.exec(parsed?.pathname ?? '')?.[1];
  if (!parsed || database === undefined) {
    throw new CommandRefused(
      '--out is a folder, or a database such as http://NAME:PASSWORD@HOST:5984/DATABASE.',
    );
  }
  parsed.pathname = '/';
  const { url, credentials } = parseCentralUrl(parsed.href);
  if (!credentials) throw new CommandRefused('--out names no account: http://NAME:PASSWORD@HOST…');
  const couch = openCouch(url, credentials);
  await requireCouchDb(url, couch);
  const { status } = await couch.ask('GET', database);
  if (status === 404) {
    throw new CommandRefused(
      `There is no database ${database} on ${url}. Prepare it first: npm run provision.`,
    );
  }
  if (status === 401 || status === 403) {
    throw new CommandRefused(
      `${credentials.username} may not read ${database} on ${url}, or the password is wrong.`,
    );
  }
  if ((await couch.ask('GET', `${database}/${identityDocumentId}`)).status === 404) {
    throw new CommandRefused(
      `The database ${database} on ${url} isn't one of Bedside's. Prepare it first: npm run provision.`,
    );
  }
  return { url, couch, database };
}

/** Design documents aside, which provisioning puts there; ids are listed in their order. */
async function holdsRecords(couch: Couch, database: string): Promise<boolean> {
  const beforeAndAfter = ['endkey="_design"', 'startkey="_design0"'];
  for (const range of beforeAndAfter) {
    const answer = await couch.change('GET', `${database}/_all_docs?limit=1&${range}`);
    if ((answer as { rows: unknown[] }).rows.length > 0) return true;
  }
  return false;
}
