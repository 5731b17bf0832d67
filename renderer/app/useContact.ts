import { useEffect, useState } from 'react';
import type { BridgeResponse, Verification } from '../../shared/bridge/contract.ts';
import type { Credential, EmergencyUser } from '../../shared/records/credential.ts';
import { bridge } from './bridge.ts';

/** How long this workstation hasn't heard of its people, and when it last did. */
export type Contact = BridgeResponse<'readContact'>;

const everyMs = 60_000;
/** While entries are marked, the contact that ends it is noticed soon. */
const soonMs = 5_000;

/** Follows the main process, which is in contact with the server about people. */
export function useContact(atSignIn: Verification): Contact {
  const [contact, setContact] = useState<Contact>({ verification: atSignIn });
  const { kind } = contact.verification;
  useEffect(() => {
    let current = true;
    const look = () =>
      void bridge()
        .readContact({})
        .then((latest) => {
          // The same object while nothing changed: pages compare.
          if (current) setContact((now) => (sameContact(now, latest) ? now : latest));
        })
        // A shell that is gone is told by others.
        .catch(() => undefined);
    look();
    const timer = setInterval(look, kind === 'verified' ? everyMs : soonMs);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [kind]);
  return contact;
}

/** What is wanting in who writes now; undefined where nothing is. */
export function credentialNow(
  { verification }: Contact,
  emergency?: EmergencyUser,
): Credential | undefined {
  const unverified = verification.kind === 'unverified';
  if (!unverified && !emergency) return undefined;
  const { lastContactAt } = unverified ? verification : {};
  return {
    ...(unverified ? { unverified: lastContactAt === undefined ? {} : { lastContactAt } } : {}),
    ...(emergency ? { emergency } : {}),
  };
}

function sameContact(a: Contact, b: Contact): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
