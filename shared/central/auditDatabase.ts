import type { DesignDocument } from './designDocuments.ts';

/** The database of the audit trails, beside the records'. */
export function auditDatabaseName(recordsDatabase: string): string {
  return `${recordsDatabase}_audit`;
}

/** With this role an account may add to the trail of one workstation, and of no other. */
export function auditRole(workstation: string): string {
  return `audit:${workstation}`;
}

/** Who may read the trails without being the server's administrator. They write nothing. */
export const auditorRole = 'auditor';

/**
 * Admits new entries of the right shape by the workstation's own account and nothing else: no edit,
 * no deletion, by nobody, administrators of the server included. A second entry of one number, on a
 * branch of its own, gets in: CouchDB shows the function no other branch, and the verifier needs
 * it as evidence of a fork. Who can change this function can do anything: the verifier looks at it.
 */
export function auditValidationDocument(): DesignDocument {
  return { _id: '_design/audit', language: 'javascript', validate_doc_update: source };
}

const source = String.raw`function (doc, oldDoc, userCtx, secObj) {
  function refuse(code, words) { throw { forbidden: code + ': ' + words }; }
  function own(object, key) { return Object.prototype.hasOwnProperty.call(object, key); }
  function matches(value, pattern) { return typeof value === 'string' && pattern.test(value); }
  function isCount(value) { return typeof value === 'number' && value >= 0 && Math.floor(value) === value; }

  if (doc._deleted) refuse('immutable', 'an entry of the audit trail is never deleted');
  if (oldDoc || (own(doc, '_rev') && !matches(doc._rev, /^1-[0-9a-f]{32}$/))) {
    refuse('immutable', 'an entry of the audit trail is never changed');
  }
  var roles = userCtx.roles || [];
  if (!matches(doc.workstation, /^[a-z0-9][a-z0-9-]{0,63}$/) || roles.indexOf('audit:' + doc.workstation) < 0) {
    refuse('notAllowed', 'only the workstation itself adds to its trail');
  }
  var known = { _id: 1, _rev: 1, _revisions: 1, format: 1, version: 1, workstation: 1, epoch: 1, sequence: 1,
    previous: 1, at: 1, person: 1, action: 1, about: 1, signature: 1 };
  for (var field in doc) if (!own(known, field)) refuse('unknownField', 'an entry has no such field');
  if (doc.format !== 'bedside-audit' || doc.version !== 1) refuse('badShape', 'no entry of a version that this server knows');
  if (!matches(doc.epoch, /^[0-9a-f]{16}$/) || !isCount(doc.sequence) || doc.sequence < 1 || doc.sequence > 9999999999) {
    refuse('badShape', 'epoch or sequence is wrong');
  }
  var digits = String(doc.sequence);
  while (digits.length < 10) digits = '0' + digits;
  if (doc._id !== doc.workstation + ':' + doc.epoch + ':' + digits) refuse('badId', 'the id does not agree with the entry');
  if (!matches(doc.previous, /^[0-9a-f]{64}$/)) refuse('badShape', 'previous is no hash');
  if (!matches(doc.at, /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}[+-][0-9]{2}:[0-9]{2}$/)) refuse('badShape', 'at is not an instant with its offset');
  if (!matches(doc.action, /^[a-z][A-Za-z]{0,39}$/)) refuse('badShape', 'action is no word');
  if (own(doc, 'person') && !matches(doc.person, /^[a-z0-9][a-z0-9-]{0,63}$/)) refuse('badShape', 'person is no key of the directory');
  if (own(doc, 'signature') !== (doc.action === 'checkpoint')) refuse('badShape', 'a checkpoint is signed, and nothing else is');
  if (own(doc, 'signature') && !matches(doc.signature, /^[A-Za-z0-9+\/]{85}[AQgw]==$/)) refuse('badShape', 'signature is none');
  if (own(doc, 'about')) {
    if (typeof doc.about !== 'object' || doc.about === null) refuse('badShape', 'about is not an object');
    for (var about in doc.about) {
      if (!/^[a-z][A-Za-z]{0,39}$/.test(about)) refuse('badShape', 'about has a strange part');
      if (!isCount(doc.about[about]) && !matches(doc.about[about], /^[A-Za-z0-9:.+\/=-]{1,160}$/)) {
        refuse('badShape', 'about holds ids, counts and codes, and no text');
      }
    }
  }
}`;
