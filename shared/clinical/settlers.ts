import type { Role } from '../people/role.ts';

/**
 * Who settles a disagreement or answers a finding, by what they are to the patient or the record.
 * `author` is whoever wrote one of the sides.
 */
export type Settler =
  | 'doctor'
  | 'treatingDoctor'
  | 'seniorDoctor'
  | 'prescriber'
  | 'nurse'
  | 'chargeNurse'
  | 'pharmacist'
  | 'registrar'
  | 'author';

/** The directory's role that each stands for while it knows no finer one; `author` has none. */
const roleOf: Readonly<Record<Exclude<Settler, 'author'>, Role>> = {
  doctor: 'doctor',
  treatingDoctor: 'doctor',
  seniorDoctor: 'doctor',
  prescriber: 'doctor',
  nurse: 'nurse',
  chargeNurse: 'nurse',
  pharmacist: 'pharmacist',
  registrar: 'registrar',
};

/** Whether somebody may settle what these settle. An author settles only where authors may. */
export function maySettle(
  settledBy: readonly Settler[],
  person: { readonly role: Role; readonly isAuthor: boolean },
): boolean {
  return settledBy.some((settler) =>
    settler === 'author' ? person.isAuthor : roleOf[settler] === person.role,
  );
}
