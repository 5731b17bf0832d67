import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as z from 'zod';
import type { AuditFinding, AuditNotice, TrailHead } from '../../shared/audit/findings.ts';
import { verifyTrails } from '../../shared/audit/verifyTrails.ts';
import { auditDatabaseName, auditValidationDocument } from '../../shared/central/auditDatabase.ts';
import { openCouch, parseCentralUrl, requireCouchDb } from '../../shared/central/couchHttp.ts';
import type { Couch } from '../../shared/central/couchHttp.ts';
import { readAuditLeaves } from '../../shared/central/readAuditLeaves.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';

const help = `npm run audit-trail -- verify --url URL [--database NAME] [--workstation KEY]
                              [--against FILE] [--json FILE]

Reads every workstation's audit trail from the central server and looks for what was done to it:
entries edited, taken out, put in or cut off, wrong signatures, two entries of one number. It ends
with status 0 when all is sound, 1 when something was found, 2 when it could not look.

  --url          address of the server, as http://name:password@host:5984; an account with the role
                 "auditor" is enough
  --database     the records database, as bedside-99001; needed where the server has several
  --workstation  only this workstation's trails
  --against      a file that an earlier run wrote with --json, kept elsewhere than on the server: what
                 it saw must still be there. Only so a trail is found that was cut at its end, or
                 made up anew
  --json         write the result to this file`;

const headSchema = z.object({
  workstation: z.string(),
  epoch: z.string(),
  sequence: z.int(),
  hash: z.string(),
  publicKey: z.string(),
});
const earlierSchema = z.looseObject({ heads: z.array(headSchema) });

/** The command without its process. Gives the exit status; throws `CommandRefused`, `CentralFault`. */
export async function auditTrailCommand(
  commandArguments: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<0 | 1> {
  const named = commandArguments[0]?.startsWith('-') === false;
  const verb = named ? commandArguments[0] : undefined;
  const flags = readFlags(named ? commandArguments.slice(1) : commandArguments, {
    url: { type: 'string' },
    database: { type: 'string' },
    workstation: { type: 'string' },
    against: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  });
  if (flags.help) {
    print(help);
    return 0;
  }
  if (verb !== 'verify' || flags.url === undefined) {
    throw new CommandRefused('Say verify and give --url; --help shows the others.');
  }
  const startedAtMs = Date.now();
  const { url, credentials } = parseCentralUrl(flags.url);
  const username = credentials?.username ?? environment['BEDSIDE_ADMIN_USER'];
  const password = credentials?.password ?? environment['BEDSIDE_ADMIN_PASSWORD'];
  if (!username || !password) {
    throw new CommandRefused('Name the account in --url: http://name:password@host:5984.');
  }
  const earlier = flags.against === undefined ? [] : await readEarlier(flags.against);
  const couch = openCouch(url, { username, password });
  const version = await requireCouchDb(url, couch);
  const database = await auditDatabaseOn(couch, flags.database);
  const chosen = (workstation: string) => (flags.workstation ?? workstation) === workstation;
  const leaves = (await readAuditLeaves(couch, database)).filter(({ id }) =>
    chosen(id.split(':')[0] ?? ''),
  );
  const verified = await verifyTrails(
    leaves,
    earlier.filter(({ workstation }) => chosen(workstation)),
  );
  const failures = [
    ...((await guardStands(couch, database))
      ? []
      : [{ code: 'guardGone', text: `${database}: ${guardWords}` }]),
    ...verified.findings.map((finding) => ({ code: finding.flaw, text: findingWords(finding) })),
  ];
  print(
    `${verified.entries} entries of ${verified.heads.length} trails in ${database} were verified.`,
  );
  for (const { text } of failures) print(`FOUND: ${text}`);
  for (const notice of verified.notices) print(`To know: ${noticeWords(notice)}`);
  if (failures.length === 0) print('Nothing was done to them.');
  if (flags.json !== undefined) {
    const file = {
      schema: 1,
      command: 'audit-trail verify',
      args: commandArguments.map(withoutPassword),
      commit: null,
      dirty: null,
      node: process.versions.node,
      browser: null,
      cores: os.availableParallelism(),
      seconds: Math.round((Date.now() - startedAtMs) / 100) / 10,
      central: { kind: await kindOf(couch), version },
      ok: failures.length === 0,
      failures,
      results: [],
      entries: verified.entries,
      findings: verified.findings,
      notices: verified.notices,
      heads: verified.heads,
    };
    await fs.writeFile(flags.json, `${JSON.stringify(file, undefined, 2)}\n`);
  }
  return failures.length === 0 ? 0 : 1;
}

const guardWords =
  'the function that admits new entries alone is gone or is another one; provision the server again, and ask who changed it';

const flawWords: Readonly<Record<AuditFinding['flaw'], string>> = {
  unreadable: 'is no entry of a trail',
  altered: 'was altered: its id or revision is another’s',
  deleted: 'was deleted on the server',
  gap: 'is missing',
  fork: 'stands there more than once: a copied or restored profile, or something was slipped in',
  brokenHash: 'doesn’t follow from the entry before it',
  wrongSignature: 'has a signature that isn’t the workstation’s',
  unsignedEnd: 'is signed by no checkpoint after it',
  noKey: 'doesn’t begin the trail with its key',
  vanished: 'was there at an earlier reading, and is not now, or otherwise',
  keyChanged: 'has another key than at an earlier reading',
};

function findingWords({ flaw, workstation, epoch, from, to }: AuditFinding): string {
  const numbers = from === to ? `entry ${from}` : `each of entries ${from} to ${to}`;
  return `${workstation}, trail ${epoch}: ${numbers} ${flawWords[flaw]}.`;
}

function noticeWords({ kind, workstation, epoch, sequence, seconds }: AuditNotice): string {
  return kind === 'clockStep'
    ? `${workstation}, trail ${epoch}: before entry ${sequence} its clock went back by ${seconds} seconds.`
    : `${workstation} began another trail, ${epoch}: it was installed anew, or its profile was lost or damaged.`;
}

async function readEarlier(file: string): Promise<readonly TrailHead[]> {
  try {
    return earlierSchema.parse(JSON.parse(await fs.readFile(file, 'utf8'))).heads;
  } catch {
    throw new CommandRefused(
      `${file} is no result of an earlier run: name a file that --json has written.`,
    );
  }
}

async function auditDatabaseOn(couch: Couch, records: string | undefined): Promise<string> {
  if (records !== undefined) return auditDatabaseName(records);
  const { status, body } = await couch.ask('GET', '_all_dbs');
  const names = status === 200 && Array.isArray(body) ? (body as string[]) : [];
  const found = names.filter((name) => name.endsWith(auditDatabaseName('')));
  if (found.length === 1) return found[0]!;
  throw new CommandRefused(
    found.length === 0
      ? 'No audit database can be seen there: name the records database with --database, or provision the server.'
      : `The server has several audit databases (${found.join(', ')}): name the records database with --database.`,
  );
}

/** Whoever can change this function can change a trail: so it is looked at too. */
async function guardStands(couch: Couch, database: string): Promise<boolean> {
  const expected = auditValidationDocument();
  const { status, body } = await couch.ask('GET', `${database}/${expected._id}`);
  const { validate_doc_update: standing } = (body ?? {}) as { validate_doc_update?: unknown };
  return status === 200 && standing === expected.validate_doc_update;
}

/** The embedded server says so in its welcome. */
async function kindOf(couch: Couch): Promise<'embedded' | 'couchdb'> {
  const { body } = await couch.ask('GET', '');
  return /embedded/i.test(JSON.stringify(body)) ? 'embedded' : 'couchdb';
}

function withoutPassword(argument: string): string {
  return argument.replace(/^(https?:\/\/)[^@/]*@/, '$1');
}
