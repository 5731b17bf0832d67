import type { BridgeResponse } from '../../shared/bridge/contract.ts';
import type { bridgeContract } from '../../shared/bridge/contract.ts';
import { accountsOf } from '../../shared/people/accounts.ts';
import { standingOf } from '../../shared/people/peopleFacts.ts';
import type { Role } from '../../shared/people/role.ts';
import type * as z from 'zod';
import { BridgeRefusal } from '../bridge/serveBridge.ts';
import { endCertificate, makePerson, renewPerson } from './administration.ts';
import type { MadePerson } from './administration.ts';
import type { PeopleService } from './peopleService.ts';

type Asked = z.output<(typeof bridgeContract)['managePeople']['request']>;

/**
 * What an administrator does for the people of the hospital on their workstation. Administrators
 * themselves are the root key's: whoever took over one administrator would else make more. Rejects
 * with `BridgeRefusal` where nobody who may is signed in.
 */
export async function managePeople(
  service: PeopleService,
  facilityCode: string,
  asked: Asked,
): Promise<BridgeResponse<'managePeople'>> {
  const issuer = await service.issuer();
  if (!issuer) throw new BridgeRefusal('notAllowed', 'Only an administrator manages people.');
  const facts = { ...(await service.store.facts()), facilityCode };
  const now = new Date();
  if (asked.act === 'add') {
    if (isRootKeys(asked.person.role)) throw rootKeyOnly();
    return made(service, await makePerson(facts, issuer, asked.person, now));
  }
  const standing = standingOf(facts.directory, asked.person, now.getTime());
  if (!standing) throw new BridgeRefusal('notAllowed', 'Nobody has a certificate under this key.');
  if (standing.known.certificate.role === 'administrator') throw rootKeyOnly();
  if (asked.act === 'renew') {
    const old = standing.known.certificate;
    const role = asked.change?.role ?? old.role;
    // A code is renewed as an envelope is: by a new one, which the root key makes.
    if (isRootKeys(role) || isRootKeys(old.role)) throw rootKeyOnly();
    if (asked.change?.years === undefined && now.getTime() >= Date.parse(old.validUntil)) {
      throw new BridgeRefusal('notAllowed', 'This certificate has ended: say for how many years.');
    }
    return made(service, await renewPerson(facts, issuer, old, now, asked.change));
  }
  for (const { certificate, revokedAt } of facts.directory.all) {
    if (certificate.person !== asked.person || revokedAt !== undefined) continue;
    await service.store.add([await endCertificate(certificate.serial, issuer, asked.reason, now)]);
  }
  service.contactSoon();
  return { kind: 'ended' };
}

/** Everybody, for an administrator who is signed in. Rejects with `BridgeRefusal` for others. */
export async function listPeople(service: PeopleService): Promise<BridgeResponse<'listPeople'>> {
  if (!(await service.issuer())) {
    throw new BridgeRefusal('notAllowed', 'Only an administrator manages people.');
  }
  const { heardAt } = await service.contactState();
  return {
    accounts: accountsOf(await service.store.facts(), Date.now()),
    ...(heardAt === undefined ? {} : { heardAt }),
  };
}

function isRootKeys(role: Role): boolean {
  return role === 'administrator' || role === 'emergency';
}

async function made(
  service: PeopleService,
  { certificate, oneTimePassword, documents }: MadePerson,
) {
  await service.store.add(documents);
  // So that a first sign-in on this workstation needs no network.
  await service.sealForNewcomers();
  service.contactSoon();
  return { kind: 'made' as const, person: certificate.person, oneTimePassword };
}

function rootKeyOnly(): BridgeRefusal {
  return new BridgeRefusal(
    'notAllowed',
    'Administrators and emergency codes are certified by the root key alone.',
  );
}
