import { createRxDatabase } from 'rxdb';
import type { RxCollection, RxDatabase, RxDocument, RxStorage } from 'rxdb';
import type { Heartbeat } from './heartbeat.ts';
import type { UndeliveredNote } from './undeliveredNote.ts';
import type { Edits } from '../../shared/merge/join.ts';
import type { Dot } from '../../shared/merge/versionVector.ts';
import type { Credential } from '../../shared/records/credential.ts';
import { localInstant } from '../../shared/records/instant.ts';
import { signRecord } from '../../shared/people/signature.ts';
import { CannotSignNow } from '../../shared/people/signer.ts';
import type { Signer } from '../../shared/people/signer.ts';
import { collectionOf, collections, kindDefinition } from '../../shared/records/kinds.ts';
import type {
  AnyRecord,
  CollectionName,
  FieldsOf,
  Kind,
  RecordIn,
  RecordOf,
} from '../../shared/records/kinds.ts';
import { may, mayHaveMade } from '../../shared/people/rights.ts';
import type { Role } from '../../shared/people/role.ts';
import { rxSchemaOf } from '../../shared/records/rxSchema.ts';
import { editedRecord, newRecord } from '../../shared/records/write.ts';
import type { WriteContext } from '../../shared/records/write.ts';

export type RecordCollections = { readonly [C in CollectionName]: RxCollection<RecordIn<C>> };

/** Who writes: the person who is signed in, and the workstation. */
export interface Author {
  readonly person: string;
  readonly workstation: string;
  /** What this person signs with; a replica that verifies takes no signed kind without it. */
  readonly signer?: Signer;
  /** What is wanting in who writes, and marks each write. */
  readonly credential?: Credential;
  /** By which the table of rights decides what they may write; without it none is looked at (tests). */
  readonly role?: Role;
  /** Another machine is this workstation: what is here stays, and nothing is added to it. */
  readonly enrolledTwice?: boolean;
}

/**
 * The pages' way to the replica: live queries through RxDB, and the only two ways to write.
 * A promise that resolves means the record is on disk; one that rejects means it isn't, and
 * nothing was changed.
 */
export interface Records {
  readonly collections: RecordCollections;
  /** Makes a record, and signs it where it is an act of a person. Rejects with `InvalidRecord` or `NotSaved`. */
  create<K extends Kind>(
    kind: K,
    patientId: string,
    fields: FieldsOf<K>,
    author: Author,
  ): Promise<RecordOf<K>>;
  /**
   * Saves a form: the record as it was when the form was opened, and the new value of each merge
   * unit that was touched (null removes it). What arrived since stays beside it as a disagreement.
   */
  save<K extends Kind>(opened: RecordOf<K>, edits: Edits, author: Author): Promise<RecordOf<K>>;
  close(): Promise<void>;
}

/** A save that the replica couldn't acknowledge. `code` has a sentence in the message catalogue. */
export class NotSaved extends Error {
  constructor(
    readonly code:
      | 'storageFull'
      | 'storageFailed'
      | 'recordRefused'
      | 'workerLost'
      | 'notSigned'
      | 'notAllowed'
      | 'enrolledTwice',
  ) {
    super(`not saved: ${code}`);
    this.name = 'NotSaved';
  }
}

/**
 * Opens the collections over an RxStorage; `nextDot` is the replica's, one for each write. With a
 * heartbeat, a write whose Worker is lost rejects instead of waiting for ever; with a note, none is
 * acknowledged before the disk says that something may be undelivered.
 */
export async function openRecords(
  storage: RxStorage<unknown, unknown>,
  databaseName: string,
  nextDot: () => Dot,
  heartbeat?: Heartbeat,
  note?: Pick<UndeliveredNote, 'raised'>,
): Promise<Records> {
  const database: RxDatabase = await createRxDatabase({
    name: databaseName,
    storage,
    multiInstance: false,
    eventReduce: true,
  });
  const created = await database.addCollections(
    Object.fromEntries(
      Object.keys(collections).map((name) => [
        name,
        { schema: rxSchemaOf(name as CollectionName) },
      ]),
    ),
  );
  const byName = created as unknown as RecordCollections;
  const collectionFor = (kind: Kind) =>
    byName[collectionOf(kind)] as unknown as RxCollection<AnyRecord>;

  const context = (author: Author): WriteContext => ({
    by: author.person,
    on: author.workstation,
    at: localInstant(new Date()),
    dot: nextDot(),
    ...(author.credential ? { credential: author.credential } : {}),
  });

  const acknowledged = async <T>(write: () => Promise<T>): Promise<T> => {
    // Beside the write; whether it still stands is asked again once the entry is on the disk.
    void note?.raised();
    const pending = orNotSaved(write);
    const written = await (heartbeat
      ? heartbeat.whileAlive(pending, () => new NotSaved('workerLost'))
      : pending);
    await note?.raised();
    return written;
  };

  return {
    collections: byName,
    async create(kind, patientId, fields, author) {
      const { role } = author;
      if (author.enrolledTwice) throw new NotSaved('enrolledTwice');
      if (role && !mayHaveMade(role, { kind, ...fields })) throw new NotSaved('notAllowed');
      const record = await signed(
        newRecord(kind, patientId, fields, context(author)),
        author.signer,
      );
      await acknowledged(() => collectionFor(kind).insert(record as AnyRecord));
      return record;
    },
    async save(opened, edits, author) {
      const { role } = author;
      if (author.enrolledTwice) throw new NotSaved('enrolledTwice');
      if (role && !may(role, 'edit', opened.kind)) throw new NotSaved('notAllowed');
      const collection = collectionFor(opened.kind);
      for (;;) {
        const document = await collection.findOne(opened.id).exec();
        if (!document) throw new NotSaved('recordRefused');
        const current = document.toMutableJSON() as typeof opened;
        const next = editedRecord(current, opened.causality.vector, edits, context(author));
        // A 409 means that something arrived meanwhile: apply to what stands now. The basis stays
        // the one that the form was opened with, so nothing that its author hadn't seen is replaced.
        const written = await acknowledged(() => replaceIfUnchanged(document, next as AnyRecord));
        if (written) return next;
      }
    },
    async close() {
      await database.close();
    },
  };
}

/** Records that aren't a person's act stay as they are: nobody has all that a join of them says. */
async function signed<R extends AnyRecord>(record: R, signer: Signer | undefined): Promise<R> {
  if (!signer || !kindDefinition(record.kind)!.signed) return record;
  try {
    return await signRecord(record, signer);
  } catch (error) {
    if (error instanceof CannotSignNow) throw new NotSaved('notSigned');
    throw error;
  }
}

async function replaceIfUnchanged(
  document: RxDocument<AnyRecord>,
  next: AnyRecord,
): Promise<boolean> {
  try {
    await document.modify(() => next);
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

function isConflict(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'CONFLICT'
  );
}

async function orNotSaved<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const status = rowErrorStatus(error);
    if (status === 507) throw new NotSaved('storageFull');
    if (status === 422) throw new NotSaved('recordRefused');
    if (status !== undefined) throw new NotSaved('storageFailed');
    throw error;
  }
}

/** The status of a row error of the storage; RxDB wraps 409 and 422 and throws others as they are. */
function rowErrorStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { status, parameters } = error as {
    status?: number;
    parameters?: { writeError?: { status?: number } };
  };
  return parameters?.writeError?.status ?? status;
}
