import { facilitySchema } from '../../shared/bridge/contract.ts';
import type { Facility } from '../../shared/bridge/contract.ts';
import type { PeopleDocument } from '../../shared/people/peopleDocument.ts';
import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import { facilityDocument } from '../enrolment/authority.ts';
import type { Authority } from '../enrolment/authority.ts';
import { CommandRefused } from './commandArguments.ts';

export interface HospitalChange {
  /** The whole description anew, as `found` takes it. */
  readonly description: unknown;
  readonly name: string | undefined;
  readonly offlineDays: number | undefined;
  /** `CODE=NAME`: a ward that is new, or is called otherwise from now on. */
  readonly wards: readonly string[];
}

/**
 * What the hospital is from now on, signed by the root key: the newest description holds on every
 * workstation from its next contact. Rejects with `CommandRefused`, and then nothing is changed.
 */
export async function describedAnew(
  authority: Authority,
  facts: PeopleFacts,
  change: HospitalChange,
): Promise<PeopleDocument> {
  const before = facts.facility;
  if (!before) {
    throw new CommandRefused(
      'The server has no description of this hospital: use people -- found.',
    );
  }
  const base = change.description ?? before.configuration;
  const parsed = facilitySchema.safeParse({
    ...(base as Facility),
    ...(change.name === undefined ? {} : { name: change.name.normalize('NFC') }),
    wards: withWards((base as Facility).wards, change.wards),
  });
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') || 'its beginning';
    throw new CommandRefused(`This doesn't describe a hospital: look at ${where}.`);
  }
  const configuration = parsed.data;
  if (configuration.code !== before.facility) {
    throw new CommandRefused(`The hospital's code is ${before.facility} and stays so.`);
  }
  const gone = facts.workstations.find(
    ({ document: { enrolment }, revoked }) =>
      !revoked && !configuration.wards.some(({ code }) => code === enrolment.workstation.ward),
  );
  if (gone) {
    const { key, ward } = gone.document.enrolment.workstation;
    throw new CommandRefused(`The ward ${ward} stays: the workstation ${key} is enrolled in it.`);
  }
  const days = change.offlineDays ?? before.offlineDays;
  const document = await facilityDocument(authority, configuration, days);
  if (Date.parse(document.issuedAt) <= Date.parse(before.issuedAt)) {
    throw new CommandRefused(
      `This computer's clock is behind ${before.issuedAt}, when the hospital was described last: put it right.`,
    );
  }
  return document;
}

function withWards(before: Facility['wards'] | undefined, said: readonly string[]) {
  const wards = new Map((before ?? []).map((ward) => [ward.code, ward]));
  for (const each of said) {
    const at = each.indexOf('=');
    if (at < 1) throw new CommandRefused('--ward is given as CODE=NAME.');
    const [code, name] = [each.slice(0, at), each.slice(at + 1).normalize('NFC')];
    wards.set(code, { rooms: [], beds: [], ...wards.get(code), code, name });
  }
  return [...wards.values()];
}
