import * as path from 'node:path';
import { openCouch } from '../../shared/central/couchHttp.ts';
import { peopleDatabaseName } from '../../shared/central/peopleDatabase.ts';
import { workstationDocumentSchema, workstationId } from '../../shared/people/peopleDocument.ts';
import type { WorkstationDocument } from '../../shared/people/peopleDocument.ts';
import { isRightlyEnrolled } from '../../shared/people/peopleFacts.ts';
import type { Trust } from '../../shared/people/peopleDirectory.ts';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';
import { readDocuments } from './exchangePeople.ts';
import type { PeopleServer } from './exchangePeople.ts';
import type { PeopleStore } from './peopleStore.ts';

/**
 * enrolled-first.json: the document of another machine that was enrolled by the same leave, and that
 * the server heard of first. A stick opens on as many machines as it is carried to; the server takes
 * one document of a leave, and whoever finds another one's there came second: both would give record
 * numbers of one block and send by one account. It is signed with the leave's key, so that neither
 * the server nor whoever edits the file stops a workstation with it.
 */
const fileName = 'enrolled-first.json';

export interface EnrolledTwice {
  /** Whether another machine is this workstation, as far as is known here. */
  isTwice(): Promise<boolean>;
  /**
   * Looks what the server has under this workstation's leave (`serial`), until it is our own document.
   * Rejects with `CentralFault`.
   */
  look(server: PeopleServer, serial: string, sealingKey: string): Promise<void>;
}

export function followEnrolledTwice(
  folder: string,
  trust: Trust,
  store: Pick<PeopleStore, 'facts'>,
): EnrolledTwice {
  const file = path.join(folder, fileName);
  let isOurs = false;

  async function isAnothers(found: WorkstationDocument): Promise<boolean> {
    const { directory, workstations } = await store.facts();
    const own = workstations.find(
      ({ document }) => document.enrolment.serial === found.enrolment.serial,
    );
    if (!own || own.document.sealingKey === found.sealingKey) return false;
    return isRightlyEnrolled(trust, directory, found);
  }

  return {
    async isTwice() {
      const found = await readFirst(file);
      return found !== undefined && isAnothers(found);
    },
    async look({ url, database, account, ended }, serial, sealingKey) {
      // What the server has under an id never changes.
      if (isOurs) return;
      const people = peopleDatabaseName(database);
      const couch = openCouch(url, account, ended);
      const [found] = await readDocuments(couch, people, [workstationId(serial)]);
      if (found?.format !== 'bedside-workstation') return;
      if (found.sealingKey === sealingKey) isOurs = true;
      else if (await isAnothers(found)) await writeDurably(file, JSON.stringify(found));
    },
  };
}

async function readFirst(file: string): Promise<WorkstationDocument | undefined> {
  try {
    return workstationDocumentSchema.parse(JSON.parse((await readIfThere(file)) ?? ''));
  } catch {
    // The next contact says it again.
    return undefined;
  }
}
