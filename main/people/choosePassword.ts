import type { ChangePasswordResult } from '../../shared/bridge/contract.ts';
import { standingOf } from '../../shared/people/peopleFacts.ts';
import { localInstant } from '../../shared/records/instant.ts';
import type { Keystore, OpenedEntry } from '../keystore/keystore.ts';
import { personalKeysFor, recipientsOf, wrapPersonalKeys } from '../keystore/personalKeys.ts';
import type { PeopleStore } from './peopleStore.ts';
import { adoptNewer } from './signIn.ts';

export interface PasswordPlace {
  readonly folder: string;
  readonly keystore: Keystore;
  readonly store: PeopleStore;
  nowMs(): number;
}

/** Changes a person's password here, and for every other workstation. `atMs` is a time that only grows. */
export async function changePassword(
  place: PasswordPlace,
  person: string,
  change: { current: string; wanted: string; names: readonly string[] },
  atMs: number,
): Promise<ChangePasswordResult> {
  const { keystore, store, nowMs } = place;
  const facts = await store.facts();
  const newer = await adoptNewer(place, facts, person, change.current, atMs);
  if (newer?.kind === 'notLetIn') return { kind: 'noEntry' };
  if (newer && newer.kind !== 'opened') return newer;
  const mark = await keystore.markOf(person);
  const certificate =
    typeof mark === 'object'
      ? mark.certificate
      : standingOf(facts.directory, person, nowMs())?.known.certificate.serial;
  if (certificate === undefined) return keystore.changePassword(person, change);
  const here = typeof mark === 'object' ? mark.generation : 1;
  const there = facts.newestKeys(certificate)[0]?.generation ?? 0;
  const keys = { certificate, generation: Math.max(here, there) + 1 };
  return keystore.changePassword(person, {
    ...change,
    keys,
    // A crash before this leaves the new password here alone; the next sign-in publishes it.
    onChanged: (opened) => publishKeys(place, opened, person, change.wanted, keys.generation),
  });
}

/** Keys that exist here alone go to the other workstations: sealed to each, and to who comes later. */
export async function publishKeys(
  { store, nowMs }: PasswordPlace,
  opened: OpenedEntry,
  person: string,
  password: string,
  least: number,
): Promise<void> {
  const facts = await store.facts();
  const { certificate, privateKey } = opened.secrets.signing;
  const standing = facts.newestKeys(certificate)[0]?.generation ?? 0;
  const recipients = recipientsOf(facts);
  if (standing >= least || recipients.length === 0) return;
  if (facts.directory.known(certificate) === undefined) return;
  const owner = { person, certificate };
  const { oneTime } = opened.secrets;
  const wrapped = await wrapPersonalKeys({ privateKey, oneTime }, password, owner);
  const madeAt = localInstant(new Date(nowMs()));
  await store.add([
    await personalKeysFor(wrapped, { ...owner, privateKey }, least, madeAt, recipients),
  ]);
}
