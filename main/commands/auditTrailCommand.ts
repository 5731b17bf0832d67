import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as z from 'zod';
import type { AuditFinding, AuditNotice, TrailHead } from '../../shared/audit/findings.ts';
import { enrolledNow } from '../../shared/audit/silentWorkstations.ts';
import type { KnownFacts } from '../../shared/audit/verifyTrails.ts';
import { verifyTrails } from '../../shared/audit/verifyTrails.ts';
import { auditDatabaseName, auditValidationDocument } from '../../shared/central/auditDatabase.ts';
import { openCouch, parseCentralUrl, requireCouchDb } from '../../shared/central/couchHttp.ts';
import type { Couch } from '../../shared/central/couchHttp.ts';
import { peopleDatabaseName } from '../../shared/central/peopleDatabase.ts';
import { readAuditLeaves } from '../../shared/central/readAuditLeaves.ts';
import { peopleDocumentSchema } from '../../shared/people/peopleDocument.ts';
import { readPeopleFacts } from '../../shared/people/peopleFacts.ts';
import { localInstant } from '../../shared/records/instant.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';

const help = `npm run audit-trail -- verify --url URL [--database NAME] [--workstation KEY]
                              [--against FILE] [--root-key KEY] [--json FILE]

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
  --root-key     the hospital's root key, as authority.json and each workstation's profile name it
                 ("rootKey"); with the server's administrator in --url. Then it is looked at whose
                 own keys vouched for each trail, and which enrolled workstations say nothing
  --json         write the result to this file`;

const headSchema = z.object({
  workstation: z.string(),
  epoch: z.string(),
  sequence: z.int(),
  hash: z.string(),
  publicKey: z.string(),
});
const allDocumentsSchema = z.looseObject({
  rows: z.array(z.looseObject({ doc: z.looseObject({}) })),
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
    'root-key': { type: 'string' },
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
  const rootKey = flags['root-key'];
  const chosen = (workstation: string) => (flags.workstation ?? workstation) === workstation;
  const leaves = (await readAuditLeaves(couch, database)).filter(({ id }) =>
    chosen(id.split(':')[0] ?? ''),
  );
  const verified = await verifyTrails(
    leaves,
    earlier.filter(({ workstation }) => chosen(workstation)),
    undefined,
    rootKey === undefined ? {} : await factsOnServer(couch, database, rootKey, chosen),
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
  if (rootKey === undefined) {
    print('Who vouched for the trails, and who is silent, was not looked at: give --root-key.');
  }
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
  unvouched: 'names somebody whose own key never signed this trail: anybody may have made it up',
  noTrail: 'is missing',
};

function findingWords({ flaw, workstation, epoch, from, to, person }: AuditFinding): string {
  if (flaw === 'noTrail') {
    return `${workstation} was enrolled more than a week ago and has no trail: it was never used, or all of it is gone.`;
  }
  if (flaw === 'unvouched') {
    return `${workstation}, trail ${epoch}: entries ${from} to ${to} name ${person ?? 'somebody'}, whose own key never signed this trail: anybody may have made them up.`;
  }
  const numbers = from === to ? `entry ${from}` : `each of entries ${from} to ${to}`;
  return `${workstation}, trail ${epoch}: ${numbers} ${flawWords[flaw]}.`;
}

function noticeWords(notice: AuditNotice): string {
  const { kind, workstation, epoch, sequence, seconds, person } = notice;
  switch (kind) {
    case 'clockStep':
      return `${workstation}, trail ${epoch}: before entry ${sequence} its clock went back by ${seconds} seconds.`;
    case 'newTrail':
      return `${workstation} began another trail, ${epoch}: it was installed anew, or its profile was lost or damaged.`;
    case 'unknownVoucher':
      return `${workstation}, trail ${epoch}: from entry ${sequence} ${person ?? 'somebody'} signed with a certificate that the server doesn't have.`;
    case 'noTrailYet':
      return `${workstation} was enrolled lately and has no entry yet.`;
    case 'silent':
      return `${workstation} has sent no entry for ${Math.floor(seconds / 86_400)} days.`;
  }
}

/** Who is certified and which workstations are enrolled, by the root key and what the server gives. */
async function factsOnServer(
  couch: Couch,
  audit: string,
  rootKey: string,
  chosen: (workstation: string) => boolean,
): Promise<KnownFacts> {
  const database = peopleDatabaseName(audit.slice(0, -auditDatabaseName('').length));
  const { status, body } = await couch.ask('GET', `${database}/_all_docs?include_docs=true`);
  const read = allDocumentsSchema.safeParse(body);
  if (status !== 200 || !read.success) {
    throw new CommandRefused(
      `${database} can't be read with this account: with --root-key, --url names the server's administrator.`,
    );
  }
  const documents = read.data.rows.flatMap(({ doc }) => {
    const { _id, _rev, ...document } = doc;
    void [_id, _rev];
    const parsed = peopleDocumentSchema.safeParse(document);
    return parsed.success ? [parsed.data] : [];
  });
  const codes = new Set(documents.flatMap((one) => ('facility' in one ? [one.facility] : [])));
  for (const facility of codes) {
    const facts = await readPeopleFacts({ facility, rootKey }, documents);
    if (facts.directory.all.length === 0) continue;
    const enrolled = enrolledNow(facts.workstations).filter(({ workstation }) =>
      chosen(workstation),
    );
    return { directory: facts.directory, enrolled, now: localInstant(new Date()) };
  }
  throw new CommandRefused(
    `Nobody in ${database} is certified by this root key: is it the hospital's?`,
  );
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
