import { createContext, Script } from 'node:vm';

export interface UserContext {
  readonly db: string;
  readonly name: string | null;
  readonly roles: readonly string[];
}

/** Why a write was refused, as CouchDB says it in a row of `_bulk_docs`. */
export interface Refusal {
  readonly error: 'forbidden' | 'unauthorized';
  readonly reason: string;
}

type Validator = (document: object, old: object | null, user: object, security: object) => void;

/**
 * The `validate_doc_update` functions of a database. express-pouchdb's own validation compiles
 * them again for each document and overwrites `_revisions` on the way, which loses the history
 * of what is replicated: so this server runs them itself.
 */
export interface Validation {
  /** Undefined when every function accepts the document. */
  refusalOf(
    document: object,
    old: object | null,
    user: UserContext,
    security: object,
  ): Promise<Refusal | undefined>;
  /** To be called after a design document was written. */
  forget(): void;
}

export function openValidation(pouch: PouchDB.Database): Validation {
  let validators: Promise<Validator[]> | undefined;
  return {
    async refusalOf(document, old, user, security) {
      validators ??= readValidators(pouch);
      for (const validate of await validators) {
        try {
          validate(document, old, user, security);
        } catch (thrown) {
          return refusalFrom(thrown);
        }
      }
      return undefined;
    },
    forget() {
      validators = undefined;
    },
  };
}

async function readValidators(pouch: PouchDB.Database): Promise<Validator[]> {
  const { rows } = await pouch.allDocs({
    startkey: '_design/',
    endkey: '_design0',
    include_docs: true,
  });
  return rows
    .map(({ doc }) => doc?.['validate_doc_update'])
    .filter((source) => typeof source === 'string')
    .map((source) => new Script(`(${source})`).runInContext(createContext({})) as Validator);
}

function refusalFrom(thrown: unknown): Refusal {
  const { forbidden, unauthorized } = (thrown ?? {}) as Record<string, unknown>;
  if (forbidden !== undefined) return { error: 'forbidden', reason: String(forbidden) };
  if (unauthorized !== undefined) return { error: 'unauthorized', reason: String(unauthorized) };
  return { error: 'forbidden', reason: 'the validation failed on this document' };
}
