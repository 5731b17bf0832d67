import PouchDB from 'pouchdb-core';
import { validationDocument } from '../../../shared/central/designDocuments.ts';
import { openValidation } from '../../../shared/central/embedded/validation.ts';
import type { Validation } from '../../../shared/central/embedded/validation.ts';

/** The server's own validation, compiled once as the embedded server compiles it. */
export async function openChaosValidation(): Promise<Validation> {
  const pouch = new PouchDB('chaos-validation', { adapter: 'memory' });
  const { _id, ...design } = validationDocument();
  await pouch.put({ _id, ...design }).catch(() => undefined);
  return openValidation(pouch);
}
