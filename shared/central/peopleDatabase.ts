import { auditDatabaseName } from './auditDatabase.ts';
import type { DesignDocument } from './designDocuments.ts';

/** The database of certificates, revocations, workstations and wrapped personal keys. */
export function peopleDatabaseName(recordsDatabase: string): string {
  return `${recordsDatabase}_people`;
}

/** The database of sealed invitations for workstations that are yet to be enrolled. */
export function enrolmentDatabaseName(recordsDatabase: string): string {
  return `${recordsDatabase}_enrolment`;
}

/** The databases that stand beside a facility's records. */
export function besideDatabases(recordsDatabase: string): string[] {
  return [auditDatabaseName, peopleDatabaseName, enrolmentDatabaseName].map((nameOf) =>
    nameOf(recordsDatabase),
  );
}

/** An account that a code stands for: it reads sealed invitations, and learns from its roles which database has them. */
export const enrollingRole = 'enrolling';

/** Names the records database in the roles of an account that knows nothing else yet. */
export function enrolsInto(recordsDatabase: string): string {
  return `enrols:${recordsDatabase}`;
}

/**
 * Only new documents of a known format, under an id that fits it: nothing is changed or deleted, by
 * nobody. Whether a signature is right the server can't tell: every reader verifies. A workstation
 * writes its own enrolment, once; a second one under the same leave finds the id taken.
 */
export function peopleValidationDocument(): DesignDocument {
  return { _id: '_design/people', language: 'javascript', validate_doc_update: peopleSource };
}

const peopleSource = String.raw`function (doc, oldDoc, userCtx, secObj) {
  function refuse(code, words) { throw { forbidden: code + ': ' + words }; }
  function matches(value, pattern) { return typeof value === 'string' && pattern.test(value); }
  var roles = userCtx.roles || [];
  if (doc._deleted) refuse('immutable', 'what is known of people is never deleted');
  if (oldDoc || (doc._rev !== undefined && !matches(doc._rev, /^1-[0-9a-f]{32}$/))) {
    refuse('immutable', 'what is known of people is never changed');
  }
  if (roles.indexOf('_admin') < 0 && roles.indexOf('workstation') < 0) {
    refuse('notAllowed', 'only workstations and administrators write here');
  }
  if (doc.version !== 1) refuse('badShape', 'no document of a version that this server knows');
  var formats = { 'bedside-certificate': 1, 'bedside-revocation': 1, 'bedside-facility': 1,
    'bedside-workstation': 1, 'bedside-personal-keys': 1, 'bedside-handed-keys': 1,
    'bedside-emergency-use': 1 };
  if (!Object.prototype.hasOwnProperty.call(formats, doc.format)) refuse('badShape', 'no format of this database');
  var kind = doc.format.slice(8);
  var ending = kind === 'workstation' ? '[0-9a-f-]{36}'
    : kind === 'handed-keys' ? '[0-9a-f]{32}:[0-9a-f-]{36}' : '[0-9a-f]{32}';
  if (!matches(doc._id, new RegExp('^' + kind + ':' + ending + '$'))) refuse('badId', 'the id does not agree with the document');
  if (kind !== 'handed-keys' && !matches(doc.signature, /^[A-Za-z0-9+\/]{85}[AQgw]==$/)) refuse('badShape', 'the signature is missing');
  if (kind === 'workstation') {
    var enrolment = doc.enrolment || {};
    var station = (enrolment.workstation || {}).key;
    if (doc._id !== 'workstation:' + enrolment.serial) refuse('badId', 'the id does not agree with the document');
    if (roles.indexOf('_admin') < 0 && roles.indexOf('audit:' + station) < 0) refuse('notAllowed', 'a workstation enrols itself alone');
  }
  if (JSON.stringify(doc).length > 262144) refuse('tooLarge', 'no such document is so large');
}`;

/**
 * An administrator puts a sealed invitation here, under the name of the code's account; that account
 * may only replace it by the note that it was used. Nobody else writes.
 */
export function enrolmentValidationDocument(): DesignDocument {
  return { _id: '_design/enrolment', language: 'javascript', validate_doc_update: enrolmentSource };
}

const enrolmentSource = String.raw`function (doc, oldDoc, userCtx, secObj) {
  function refuse(code, words) { throw { forbidden: code + ': ' + words }; }
  if ((userCtx.roles || []).indexOf('_admin') >= 0) return;
  if (doc._deleted || !oldDoc || doc._id !== userCtx.name) refuse('notAllowed', 'only the code itself is marked as used');
  for (var field in doc) {
    if (['_id', '_rev', '_revisions', 'format', 'version', 'usedAt'].indexOf(field) < 0) refuse('unknownField', 'a used invitation has no such field');
  }
  if (typeof doc.usedAt !== 'string') refuse('badShape', 'a used invitation says when');
}`;
