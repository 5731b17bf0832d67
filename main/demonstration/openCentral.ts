import * as path from 'node:path';
import { parseCentralUrl } from '../../shared/central/couchHttp.ts';
import type { Credentials } from '../../shared/central/couchHttp.ts';
import {
  PortTaken,
  startEmbeddedServer,
} from '../../shared/central/embedded/startEmbeddedServer.ts';
import { recordsDatabaseName } from '../../shared/central/provision.ts';
import { choosePort } from '../profile/choosePort.ts';
import {
  DemonstrationError,
  newAdminPassword,
  readDemonstration,
  writeDemonstration,
} from './demonstrationFile.ts';
import type { DemonstrationFile } from './demonstrationFile.ts';

/** The embedded server's data, beside the workstations' profiles. */
export const serverFolderName = 'server';

/** The central server of a demonstration, running. */
export interface OpenCentral {
  readonly kind: 'embedded' | 'given';
  /** Origin without credentials. */
  readonly url: string;
  readonly adminUrl: string;
  readonly admin: Credentials;
  readonly database: string;
  /** Ends the embedded server; a given one is left alone. */
  stop(): Promise<void>;
}

export interface CentralChoice {
  readonly folder: string;
  readonly facilityCode: string;
  /** A CouchDB to use, with its administrator's name and password in the address. */
  readonly centralUrl?: string | undefined;
  /** Keeps demonstrations on one server apart. */
  readonly databasePrefix?: string | undefined;
}

/**
 * Opens the central server that this demonstration was made with, or makes it. The embedded one
 * keeps its data in the folder, and its port. Rejects with `DemonstrationError` or `CentralFault`:
 * each has a sentence.
 */
export async function openCentral(choice: CentralChoice): Promise<OpenCentral> {
  const standing = await readDemonstration(choice.folder);
  return choice.centralUrl === undefined
    ? openEmbedded(choice, standing)
    : openGiven(choice, choice.centralUrl, standing);
}

async function openEmbedded(
  { folder, facilityCode, databasePrefix }: CentralChoice,
  standing: DemonstrationFile | undefined,
): Promise<OpenCentral> {
  if (standing?.central.kind === 'given') throw madeFor(standing.central.url);
  const central = standing?.central ?? (await newEmbedded());
  const database = standing?.database ?? recordsDatabaseName(facilityCode, databasePrefix);
  const admin = { username: 'admin', password: central.adminPassword };
  const server = await startEmbeddedServer({
    port: central.port,
    directory: path.join(folder, serverFolderName),
    admin,
  }).catch((error: unknown) => {
    throw error instanceof PortTaken ? centralPortTaken(error.port) : error;
  });
  if (!standing) {
    const file = { format: 'bedside-demonstration', version: 1, central, database } as const;
    await writeDemonstration(folder, file);
  }
  const { url, adminUrl } = server;
  return { kind: 'embedded', url, adminUrl, admin, database, stop: () => server.stop() };
}

async function newEmbedded() {
  return {
    kind: 'embedded',
    port: await choosePort(),
    adminPassword: newAdminPassword(),
  } as const;
}

async function openGiven(
  { folder, facilityCode, databasePrefix }: CentralChoice,
  centralUrl: string,
  standing: DemonstrationFile | undefined,
): Promise<OpenCentral> {
  const { url, credentials } = parseCentralUrl(centralUrl);
  if (!credentials) {
    throw new DemonstrationError(
      "The central server's address needs its administrator, for a demonstration to be set up there: --central http://NAME:PASSWORD@HOST:5984",
    );
  }
  if (standing && standing.central.kind === 'embedded') throw madeFor('the embedded server');
  if (standing?.central.kind === 'given' && standing.central.url !== url) {
    throw madeFor(standing.central.url);
  }
  const database = standing?.database ?? recordsDatabaseName(facilityCode, databasePrefix);
  if (!standing) {
    const central = { kind: 'given', url } as const;
    await writeDemonstration(folder, {
      format: 'bedside-demonstration',
      version: 1,
      central,
      database,
    });
  }
  const adminUrl = new URL(centralUrl).href.replace(/\/$/, '');
  return { kind: 'given', url, adminUrl, admin: credentials, database, stop: async () => {} };
}

function centralPortTaken(port: number): DemonstrationError {
  return new DemonstrationError(
    `Port ${port} on 127.0.0.1, which this demonstration's central server has, is held by another program: close that program and start again.`,
  );
}

function madeFor(central: string): DemonstrationError {
  return new DemonstrationError(
    `This demonstration was made with ${central} as its central server: start it with that one, or run npm run reset first.`,
  );
}
