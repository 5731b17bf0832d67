import { createContext, Script } from 'node:vm';
import { validationSource } from '../../shared/central/validation/validationSource.ts';

type Validate = (document: object, old: object | null, user: object, security: object) => void;

const validate = new Script(`(${validationSource()})`).runInContext(createContext({})) as Validate;

export const workstationUser = { db: 'bedside', name: 'noi-1', roles: ['workstation'] };

/** What the server's own function says to a write, as CouchDB runs it: undefined where it takes it. */
export function serverRefusal(
  document: object,
  old: object | null = null,
  user: object = workstationUser,
): string | undefined {
  try {
    validate(structuredClone(document), old, user, {});
    return undefined;
  } catch (thrown) {
    return (thrown as { forbidden: string }).forbidden;
  }
}
