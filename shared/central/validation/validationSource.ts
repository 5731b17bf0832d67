import { kinds } from '../../records/kinds.ts';
import type { Kind } from '../../records/kinds.ts';
import { kindOnServer } from './fieldTypes.ts';
import { treeOf } from './valuesByPath.ts';

/**
 * The text of `validate_doc_update` for the central server (D8): plain ES5, short, for it runs on
 * every write in CouchDB's own engine. It checks shape and the values of enumerations, not meaning; what a record says is for the
 * workstations to read. Of a signature it sees that there is one, of the right form, with the
 * certificate named: it can't verify Ed25519. It doesn't ask that the account is the record's
 * workstation, because every workstation sends again what others made (a server that lost its data
 * is filled by all who are left, a signed record that was taken out comes back from whoever has it):
 * whoever wrote it is vouched for by the signature, over `recordedOn` too. It refuses with `<code>: <words>`, which the screens show, and never
 * repeats a value.
 */
export function validationSource(): string {
  const known = (Object.keys(kinds) as Kind[]).sort().map((kind) => {
    const { values, ...rest } = kindOnServer(kind);
    const description = JSON.stringify({ ...rest, values: treeOf(values) });
    // A function, so that a write pays for its own kind and not for all of them.
    return `"${kind}":function(){return ${description};}`;
  });
  return source.replace('KINDS', () => `{${known.join(',')}}`);
}

const source = String.raw`function (doc, oldDoc, userCtx, secObj) {
  var kinds = KINDS;
  function refuse(code, words) { throw { forbidden: code + ': ' + words }; }
  function own(object, key) { return Object.prototype.hasOwnProperty.call(object, key); }
  function typeOf(value) {
    if (value === null) return 'null';
    if (Object.prototype.toString.call(value) === '[object Array]') return 'array';
    if (typeof value === 'number' && Math.floor(value) === value) return 'integer';
    return typeof value;
  }
  function matches(value, pattern) { return typeof value === 'string' && pattern.test(value); }
  function isObject(value) { return typeOf(value) === 'object'; }
  function isVector(vector) {
    if (!isObject(vector)) return false;
    var actors = 0;
    for (var actor in vector) {
      if (!/^[0-9a-f]{16}$/.test(actor) || typeOf(vector[actor]) !== 'integer' || vector[actor] < 1) return false;
      actors += 1;
    }
    return actors > 0;
  }
  function allows(allowed, value) {
    if (typeof allowed.length === 'number') return allowed.indexOf(value) >= 0;
    if (value === null || typeof value !== 'object') return true;
    for (var step in allowed) {
      if (step !== '*') { if (own(value, step) && !allows(allowed[step], value[step])) return false; }
      else for (var entry in value) if (!allows(allowed[step], value[entry])) return false;
    }
    return true;
  }
  function checkValues(fields) {
    for (var place in kind.values) {
      if (own(fields, place) && !allows(kind.values[place], fields[place])) {
        refuse('wrongValue', place + ' is not one of the values that this version has');
      }
    }
  }

  var roles = userCtx.roles || [];
  if (roles.indexOf('_admin') < 0 && roles.indexOf('workstation') < 0) {
    refuse('notAllowed', 'only an enrolled workstation may write');
  }

  var uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
  var id = new RegExp('^(' + uuid + '):([a-z][A-Za-z]*):(' + uuid + ')$').exec(doc._id);
  if (!id) refuse('badId', 'the id is not made of patient, kind and uuid');
  if (!own(kinds, id[2])) refuse('unknownKind', 'this server does not know this kind of record; provision it again with the newer version');
  var kind = kinds[id[2]]();
  if (own(doc, '_rev') && !matches(doc._rev, /^[1-9][0-9]{0,8}-[0-9a-f]{32}$/)) {
    refuse('badRevision', 'the revision is not a number and 32 lowercase hex digits');
  }
  var field;

  if (doc._deleted) {
    if (!kind.edited) refuse('immutable', 'a signed record is never deleted');
    for (field in doc) {
      if (field.charAt(0) !== '_' && field !== 'closed' && field !== 'vector') refuse('badTombstone', 'a tombstone holds closed and vector, nothing else');
    }
    if (doc.closed !== true || !isVector(doc.vector)) refuse('badTombstone', 'records are not deleted; only a superseded leaf is closed, with its vector');
    return;
  }

  if (!kind.edited && ((oldDoc && !oldDoc._deleted) || (own(doc, '_rev') && doc._rev.indexOf('1-') !== 0))) {
    refuse('immutable', 'a signed record is never changed');
  }
  if (doc.id !== doc._id || doc.patientId !== id[1] || doc.kind !== id[2]) {
    refuse('badHeader', 'id, patientId and kind do not agree with the document id');
  }
  if (typeOf(doc.schemaVersion) !== 'integer' || doc.schemaVersion < 1) {
    refuse('badHeader', 'schemaVersion is not a whole number from 1');
  }
  if (doc.schemaVersion > kind.version) {
    refuse('newerVersion', 'written by a newer version than this server knows; provision the server again');
  }
  if (!matches(doc.salt, /^[0-9a-f]{32}$/)) refuse('badHeader', 'salt is not 32 lowercase hex digits');
  if (!matches(doc.recordedAt, /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}[+-][0-9]{2}:[0-9]{2}$/)) {
    refuse('badHeader', 'recordedAt is not an instant with its offset');
  }
  if (!matches(doc.recordedBy, /^[a-z0-9][a-z0-9-]{0,63}$/) || !matches(doc.recordedOn, /^[a-z0-9][a-z0-9-]{0,63}$/)) {
    refuse('badHeader', 'recordedBy and recordedOn are not keys of the directory');
  }

  if (kind.signed) {
    var signature = doc.signature;
    if (!isObject(signature) || !matches(signature.certificate, new RegExp('^' + uuid + '$')) || !matches(signature.value, /^[A-Za-z0-9+\/]{85}[AQgw]==$/)) {
      refuse('notSigned', 'a record of this kind carries a signature with its certificate');
    }
    if (own(doc, 'signedBy') && doc.signedBy !== doc.recordedBy) {
      refuse('notSigned', 'signedBy is not who recorded it');
    }
  }

  if (doc.schemaVersion === kind.version) {
    for (var index = 0; index < kind.required.length; index += 1) {
      if (!own(doc, kind.required[index])) refuse('missingField', kind.required[index] + ' is missing');
    }
    for (field in doc) {
      if (field === '_id' || field === '_rev' || field === '_revisions') continue;
      if (!own(kind.fields, field)) refuse('unknownField', 'a field is not in this version of the record');
      var types = kind.fields[field].split('|'), type = typeOf(doc[field]);
      if (types.indexOf('any') < 0 && types.indexOf(type) < 0 && !(type === 'integer' && types.indexOf('number') >= 0)) {
        refuse('wrongType', field + ' is not of type ' + types.join(' or '));
      }
    }
    checkValues(doc);
  }

  var causality = doc.causality;
  if (!isObject(causality)) refuse('badCausality', 'causality is missing');
  for (field in causality) {
    if (!/^(born|vector|dots|siblings|writes|births)$/.test(field)) refuse('badCausality', 'causality has an unknown part');
    if (field === 'births' && typeOf(causality[field]) !== 'array') refuse('badCausality', 'births is not an array');
    if (field !== 'born' && field !== 'births' && !isObject(causality[field])) refuse('badCausality', field + ' is not an object');
  }
  var born = typeof causality.born === 'string' && /^([0-9a-f]{16})\.([1-9][0-9]{0,14})$/.exec(causality.born);
  if (!born) refuse('badCausality', 'born is not a dot');
  if (!isVector(causality.vector)) refuse('badCausality', 'vector is not a version vector');
  if (!own(causality.vector, born[1]) || causality.vector[born[1]] < Number(born[2])) {
    refuse('badCausality', 'vector has not seen the write that made the record');
  }

  if (doc.schemaVersion === kind.version) {
    for (var unit in causality.siblings) {
      var sides = causality.siblings[unit], name = unit.split('/')[0], several = own(kind.units, name) ? kind.units[name] : null;
      for (var side = 0; typeOf(sides) === 'array' && side < sides.length; side += 1) {
        var value = isObject(sides[side]) ? sides[side].value : null, part = {};
        if (value === null) continue;
        if (several && several.length > 1) part = value;
        else if (unit === name) part[several ? several[0] : name] = value;
        else { part[name] = {}; part[name][unit.slice(name.length + 1)] = value; }
        if (isObject(part)) checkValues(part);
      }
    }
  }
}`;
