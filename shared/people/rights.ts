import type { Kind } from '../records/kinds.ts';
import type { Role } from './role.ts';

/** What a role may do with records of one kind. An immutable kind is never edited. */
interface Right {
  readonly read: readonly Role[];
  readonly create: readonly Role[];
  readonly edit: readonly Role[];
  readonly why: string;
}

const treating: readonly Role[] = ['doctor', 'nurse'];
const charting: readonly Role[] = [...treating, 'emergency'];
const caring: readonly Role[] = ['doctor', 'nurse', 'pharmacist'];
const clinical: readonly Role[] = ['doctor', 'nurse', 'pharmacist', 'laboratory'];
const desk: readonly Role[] = ['doctor', 'nurse', 'registrar'];
const identity: readonly Role[] = [...clinical, 'registrar', 'recordsOfficer', 'emergency'];
const file: readonly Role[] = [...clinical, 'recordsOfficer', 'emergency'];
const never: readonly Role[] = [];
const everybody: readonly Role[] = [...identity, 'administrator', 'auditor'];

/**
 * Role × action × kind of record, and beside it role × act (`actRights`), each row with its reason: the screens, the replica's writes and
 * every reader's check of a signature follow from this table. Administrators manage people and
 * machines and auditors read the audit trail: neither reads charts. A ward's emergency code (`emergency`)
 * registers, charts, tells allergies, prescribes and stops; it makes no diagnosis, ends no visit, and
 * takes nothing back.
 */
export const rights: Readonly<Record<Kind, Right>> = {
  patient: {
    read: identity,
    create: [...desk, 'emergency'],
    edit: [...desk, 'recordsOfficer'],
    why: 'Whoever meets the patient first registers them; papers are put right where they are seen.',
  },
  encounter: {
    read: identity,
    create: [...desk, 'emergency'],
    edit: desk,
    why: 'A visit is opened at the desk or the bedside, and a bed is changed by whoever moves the patient.',
  },
  encounterEvent: {
    read: identity,
    create: ['doctor'],
    edit: never,
    why: 'How a visit ends is a medical decision.',
  },
  condition: {
    read: file,
    create: ['doctor'],
    edit: ['doctor'],
    why: 'A diagnosis is made by a doctor.',
  },
  allergy: {
    read: identity,
    create: [...caring, 'registrar', 'emergency'],
    edit: ['doctor', 'pharmacist'],
    why: 'Anybody who is told of an allergy writes it down; only who can judge it takes it back.',
  },
  noteDraft: {
    read: file,
    create: charting,
    edit: charting,
    why: 'Doctors and nurses chart, each under their own name.',
  },
  note: { read: file, create: charting, edit: never, why: 'Who treats signs what they did.' },
  addendum: {
    read: file,
    create: charting,
    edit: never,
    why: 'What was signed is completed, never changed.',
  },
  retraction: {
    read: file,
    create: treating,
    edit: never,
    why: 'An author takes back their own, with a reason, and it stays readable.',
  },
  order: {
    read: file,
    create: ['doctor', 'emergency'],
    edit: never,
    why: 'Prescribing is a doctor’s (law 15/2023 on examination and treatment); who comes with an emergency code is named in the order, and whoever gives the drug decides.',
  },
  orderEvent: {
    read: file,
    create: ['doctor', 'pharmacist', 'emergency'],
    edit: never,
    why: 'A doctor stops, resumes or takes back; a pharmacist may hold until the doctor answers; with an emergency code one holds and stops.',
  },
  findingAcknowledgement: {
    read: identity,
    create: [...caring, 'registrar', 'recordsOfficer'],
    edit: never,
    why: 'Each rule names who answers it; nobody else is asked.',
  },
  patientLink: {
    read: identity,
    create: [...desk, 'recordsOfficer'],
    edit: never,
    why: 'Whoever registers says that two are different or that it is to be decided; who keeps the records joins and parts them.',
  },
  patientPhoto: {
    read: identity,
    create: [...desk, 'recordsOfficer'],
    edit: never,
    why: 'Whoever meets the patient takes the photo; who keeps the records only takes a wrong one back.',
  },
  change: {
    read: identity,
    create: identity,
    edit: never,
    why: 'The history is written with each save by whoever saves, and read where its record is.',
  },
};

/** What is done beside records, or is less than a kind: whose each is. */
interface ActRight {
  readonly by: readonly Role[];
  readonly why: string;
}

/** The rest of the table: acts that aren't the making of a record, each row with its reason. */
export const actRights = {
  linkIdentities: {
    by: ['registrar', 'recordsOfficer'],
    why: 'Whose records are one is decided by who keeps the registers, on papers and not at the bed.',
  },
  sortEntries: {
    by: [...treating, 'recordsOfficer'],
    why: 'Whose an entry is can be told by who treats the two, or by who keeps the records.',
  },
  takePhoto: { by: desk, why: 'Whoever meets the patient takes the photo.' },
  print: {
    by: identity,
    why: 'Wristband, labels and slip say who the patient is and their allergies: whoever reads that may need it on paper, at any hour.',
  },
  makeRescueFile: {
    by: [...identity, 'administrator'],
    why: 'What no server has must leave a failing machine at night too, by whoever is there, and IT is who is called. Whoever knows the passphrase could read the file, so each making is on the trail before it, by name; auditors, who mend nothing, make none.',
  },
  takeRescueFile: {
    by: [...identity, 'administrator'],
    why: 'The file goes on to the server by whichever machine works; taking it in shows its content to nobody beyond their rights.',
  },
  handOver: {
    by: everybody,
    why: 'Ids, codes, counts and times for IT: nothing that a record says is in it.',
  },
  readTrail: {
    by: ['auditor'],
    why: 'Who looked at whom is itself secret: it is read by who checks, and by nobody who is checked.',
  },
  exportTrail: { by: ['auditor'], why: 'Who reads the trail takes its findings to the hospital.' },
  managePeople: {
    by: ['administrator'],
    why: 'Certificates are made by an administrator’s key alone; who treats or checks certifies nobody.',
  },
  chooseServer: {
    by: ['administrator'],
    why: 'Which server is the hospital’s is known to IT: sent to a wrong one, every chart is given away. Until they choose nothing is lost and everybody writes on.',
  },
  closeStoreDamage: {
    by: ['administrator'],
    why: 'That entries of this machine may be lost is taken off everybody’s screen by who has looked at its disk.',
  },
} as const satisfies Readonly<Record<string, ActRight>>;
export type Act = keyof typeof actRights;

/** Whether a role may do this act. */
export function mayDo(role: Role, act: Act): boolean {
  return (actRights[act].by as readonly Role[]).includes(role);
}

/** Whether a role may read, make or edit records of a kind. */
export function may(role: Role, action: 'read' | 'create' | 'edit', kind: Kind): boolean {
  return rights[kind][action].includes(role);
}

/** Whether somebody of this role may have made this record: the kind's right, and what is in it. */
export function mayHaveMade(
  role: Role,
  record: { readonly kind: Kind; readonly event?: unknown },
): boolean {
  if (!may(role, 'create', record.kind)) return false;
  if (record.kind === 'patientLink') return mayMakeLink(role, record.event);
  if (record.kind === 'patientPhoto') return mayMakePhoto(role, record.event);
  if (record.kind !== 'orderEvent') return true;
  if (role === 'emergency') return record.event === 'hold' || record.event === 'stop';
  return role !== 'pharmacist' || record.event === 'hold';
}

/** Who joins two identities, and parts them again. */
export function mayLink(role: Role): boolean {
  return mayDo(role, 'linkIdentities');
}

/** Who says whose an entry is that was written while two identities were one. */
export function maySort(role: Role): boolean {
  return mayDo(role, 'sortEntries');
}

/** Who takes a patient's photo. */
export function mayPhotograph(role: Role): boolean {
  return mayDo(role, 'takePhoto');
}

function mayMakePhoto(role: Role, event: unknown): boolean {
  return mayPhotograph(role) || (event as { kind?: unknown } | undefined)?.kind === 'retracted';
}

function mayMakeLink(role: Role, event: unknown): boolean {
  const { kind } = (event ?? {}) as { kind?: unknown };
  if (kind === 'sorted') return maySort(role);
  return mayLink(role) || kind === 'different' || kind === 'later';
}
