import { validationSource } from './validation/validationSource.ts';

/** A design document without its revision. Validation and view stand apart: one may change alone. */
export interface DesignDocument {
  readonly _id: string;
  readonly language: 'javascript';
  readonly validate_doc_update?: string;
  readonly views?: Readonly<Record<string, { readonly map: string }>>;
}

export const wardViewPath = '_design/wards/_view/patients';

/**
 * Ward → patient, from encounters. While two wards are in dispute the patient stands under both.
 * Who reads it counts a patient once.
 */
const wardMap = `function (doc) {
  if (doc.kind !== 'encounter') return;
  var wards = {};
  if (doc.ward) wards[doc.ward] = true;
  var siblings = doc.causality && doc.causality.siblings && doc.causality.siblings.location;
  for (var index = 0; siblings && index < siblings.length; index += 1) {
    if (siblings[index].value && siblings[index].value.ward) wards[siblings[index].value.ward] = true;
  }
  for (var ward in wards) emit(ward, doc.patientId);
}`;

/** What `provision` installs in the records database. The first is installed after seeding. */
export function validationDocument(): DesignDocument {
  return {
    _id: '_design/records',
    language: 'javascript',
    validate_doc_update: validationSource(),
  };
}

export function wardDocument(): DesignDocument {
  return { _id: '_design/wards', language: 'javascript', views: { patients: { map: wardMap } } };
}
