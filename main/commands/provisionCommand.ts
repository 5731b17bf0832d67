import { randomBytes } from 'node:crypto';
import { openCouch, parseCentralUrl } from '../../shared/central/couchHttp.ts';
import type { Credentials } from '../../shared/central/couchHttp.ts';
import { provision, recordsDatabaseName } from '../../shared/central/provision.ts';
import type { WorkstationAccount } from '../../shared/central/provision.ts';
import { lineageOf } from '../../shared/central/provisionIdentity.ts';
import { uuid } from '../../shared/records/fields.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';
import { openSuccessionKey } from './successionKey.ts';

const help = `npm run provision -- --url URL --facility CODE [--dry-run]

Prepares a CouchDB 3.3 or later (or the embedded server) for a facility: its databases of records and
of audit trails, who may use them, their validation, the ward view, workstations' accounts, access
from the app's pages.
It says what it changed, and is safe to run again.

  --url            address of the server, as http://name:password@host:5984
  --facility       the facility's code, 5 digits
  --admin-user     the server's administrator, where the address has none (or BEDSIDE_ADMIN_USER);
                   the password comes from BEDSIDE_ADMIN_PASSWORD
  --account        name of a workstation's account, its key; may be given several times. Its new password is
                   printed once. An account that stands keeps its password
  --origin         origin of a browser shell, as http://127.0.0.1:4710; may be given several times.
                   app://bedside is always allowed
  --succession-key file of the key by which workstations will believe that another server takes this
                   one's place; it is made where it doesn't exist. Keep it offline
  --continues      identity of a database that this one takes the place of (it stands in the key's file);
                   may be given several times. Workstations that knew that one then compare all they
                   have with this one and send what it lacks, and nobody has to be asked on each
  --moved-from     identity of the database that this one is a copy of, by replication, and takes the
                   place of: it gets an identity of its own. Without it, or after it on another copy,
                   each workstation stops and asks. A restore from files, or onto the same server,
                   needs none
  --dry-run        say what would be changed, and change nothing`;

/** The command without its process. Throws `CommandRefused` and `CentralFault`, whose messages are for the reader. */
export async function provisionCommand(
  commandArguments: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  print: (line: string) => void,
): Promise<void> {
  const flags = readFlags(commandArguments, {
    url: { type: 'string' },
    facility: { type: 'string' },
    'admin-user': { type: 'string' },
    account: { type: 'string', multiple: true, default: [] },
    origin: { type: 'string', multiple: true, default: [] },
    'succession-key': { type: 'string' },
    continues: { type: 'string', multiple: true, default: [] },
    'moved-from': { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  });
  if (flags.help) {
    print(help);
    return;
  }
  if (flags.url === undefined || flags.facility === undefined) {
    throw new CommandRefused('Give --url and --facility; --help shows the others.');
  }
  if (!/^\d{5}$/.test(flags.facility)) {
    throw new CommandRefused("--facility is the facility's code of 5 digits.");
  }
  const { url, credentials } = parseCentralUrl(flags.url);
  const admin = credentials ?? administratorFrom(environment, flags['admin-user']);
  const dryRun = flags['dry-run'];
  const database = recordsDatabaseName(flags.facility);
  const keyFile = flags['succession-key'];
  const continues = flags.continues.map(requireLineage);
  const from = flags['moved-from'];
  const movedFrom = from === undefined ? undefined : requireLineage(from);
  if ((continues.length > 0 || from !== undefined) && keyFile === undefined) {
    throw new CommandRefused(
      '--continues and --moved-from need --succession-key: workstations believe nothing that it has not signed.',
    );
  }
  const key = keyFile === undefined ? undefined : await openSuccessionKey(keyFile, !dryRun);
  const accounts = flags.account.map(newAccount);
  const changes = await provision({
    url,
    admin,
    database,
    accounts,
    ...(key ? { succession: { ...key, continues, movedFrom } } : {}),
    keepPasswords: true,
    allowedOrigins: ['app://bedside', ...flags.origin.map(requireOrigin)],
    dryRun,
  });
  if (changes.length === 0) print('Nothing to change: all stands already.');
  else print(dryRun ? 'A dry run; it would have:' : 'It has:');
  for (const change of changes) print(`- ${change}`);
  if (dryRun) return;
  const lineage = key && (await lineageOf(openCouch(url, admin), database));
  if (lineage !== undefined) {
    await key?.note(database, lineage);
    print(`Its identity is ${lineage}; it is noted in ${keyFile!}.`);
  }
  const made = accounts.filter(({ username }) =>
    changes.some((change) => change.endsWith(`created the workstation account ${username}`)),
  );
  for (const { username, password } of made) {
    print(`Password of ${username}, shown this once: ${password}`);
  }
}

function administratorFrom(
  environment: Readonly<Record<string, string | undefined>>,
  flag: string | undefined,
): Credentials {
  const username = flag ?? environment['BEDSIDE_ADMIN_USER'];
  const password = environment['BEDSIDE_ADMIN_PASSWORD'];
  if (!username || !password) {
    throw new CommandRefused(
      'Name the administrator in --url (http://name:password@host:5984), or in BEDSIDE_ADMIN_USER and BEDSIDE_ADMIN_PASSWORD.',
    );
  }
  return { username, password };
}

function requireLineage(text: string): string {
  if (uuid.safeParse(text).success) return text;
  throw new CommandRefused(
    '--continues and --moved-from are the identity of a database, as it stands in the file of the succession key.',
  );
}

function newAccount(username: string): WorkstationAccount {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(username)) {
    throw new CommandRefused('--account is made of lowercase letters, digits and hyphens.');
  }
  return { username, password: randomBytes(18).toString('base64url'), workstation: username };
}

function requireOrigin(text: string): string {
  if (URL.canParse(text) && new URL(text).origin === text) return text;
  throw new CommandRefused('--origin looks like http://127.0.0.1:4710, without a path.');
}
