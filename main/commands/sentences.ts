import { CentralFault } from '../../shared/central/couchHttp.ts';
import { PortTaken } from '../../shared/central/embedded/startEmbeddedServer.ts';
import { DemonstrationError } from '../demonstration/demonstrationFile.ts';
import { EnrolmentError } from '../enrolment/enrolmentError.ts';
import { ProfileError } from '../profile/profileFile.ts';
import { ChromiumPathWrong } from '../setup/findChromium.mjs';

const forPeople = [
  EnrolmentError,
  CentralFault,
  PortTaken,
  DemonstrationError,
  ProfileError,
  ChromiumPathWrong,
];

/** Whether an error's message is a sentence for whoever typed the command. */
export function isForPeople(error: unknown): error is Error {
  return forPeople.some((kind) => error instanceof kind);
}
