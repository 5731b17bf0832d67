import { saying } from '../../../shared/identity/links/parting.ts';
import { noGroups } from '../../../shared/identity/links/patientGroups.ts';
import { nextRecordNumber } from '../../../shared/identity/recordNumber.ts';
import { newPatientId, patientRecordId } from '../../../shared/records/ids.ts';
import type { Session } from '../../app/session.tsx';
import { allergyFields, encounterFields, patientFields } from './registrationForm.ts';
import type { RegistrationForm } from './registrationForm.ts';

/**
 * Saves the patient, what was told of an allergy, the visit, the photo if one was taken (JPEG in
 * base64), and what was said of the likely doubles, in this order: a visit without its patient never
 * stands. `keep` is told what is saved so far, so that a second try after a failure
 * goes on where the first stopped and never makes a second patient. Returns the patient's id once
 * all of it is on disk; rejects with `NotSaved` or `InvalidRecord`.
 */
export async function saveRegistration(
  { app, audit, author, replica }: Pick<Session, 'app' | 'audit' | 'author' | 'replica'>,
  form: RegistrationForm,
  now: string,
  keep: (part: Pick<RegistrationForm, 'patientId' | 'recordNumber'>) => void,
  photo?: string,
): Promise<string> {
  const { records } = replica;
  const { collections } = records;
  const patientId = form.patientId ?? newPatientId();
  if (form.patientId === undefined) keep({ patientId });

  const saved = await collections.patients.findOne(patientRecordId(patientId)).exec();
  if (!saved) {
    const block = app.workstation.recordNumberBlock;
    const highest = await replica.patients.highestOfBlock(block);
    const recordNumber = nextRecordNumber(block, highest, Date.parse(now));
    const newKey = () => crypto.randomUUID();
    await records.create(
      'patient',
      patientId,
      patientFields(form, now, recordNumber, newKey, app.facility.code),
      author,
    );
    keep({ patientId, recordNumber });
  }

  const allergy = allergyFields(form);
  const ofPatient = { selector: { patientId } };
  if (allergy && !(await collections.allergies.findOne(ofPatient).exec())) {
    await records.create('allergy', patientId, allergy, author);
  }
  if (!(await collections.encounters.findOne(ofPatient).exec())) {
    await records.create('encounter', patientId, encounterFields(form, now), author);
  }
  if (photo !== undefined && !(await collections.photos.findOne(ofPatient).exec())) {
    await records.create(
      'patientPhoto',
      patientId,
      { event: { kind: 'taken', jpeg: photo } },
      author,
    );
  }
  await sayOfPairs({ audit, author, replica }, patientId, form);
  return patientId;
}

/** What was said of the likely doubles, so that nobody is asked again; once of each pair. */
async function sayOfPairs(
  { audit, author, replica }: Pick<Session, 'audit' | 'author' | 'replica'>,
  patientId: string,
  form: RegistrationForm,
): Promise<void> {
  const { records } = replica;
  const answers = Object.values(form.pairAnswers);
  for (const { other, said: answer } of answers.flatMap(({ of, said }) =>
    of.map((member) => ({ other: member, said })),
  )) {
    const said = saying(noGroups, [patientId, other], answer, undefined);
    const ofPair = { selector: { patientId: said.patientId, other: said.fields.other } as object };
    if (await records.collections.links.findOne(ofPair).exec()) continue;
    await records.create('patientLink', said.patientId, said.fields, author);
    const about = { patient: said.patientId, other: said.fields.other, what: answer };
    audit({ action: 'patientLink', about });
  }
}
