import type { KnownPeople } from '../../shared/people/knownPeople.ts';
import type { KnownCertificate } from '../../shared/people/peopleDirectory.ts';
import type { SignatureDoubt } from '../../shared/people/signature.ts';
import type { Replica } from '../../shared/replica/replica.ts';
import type { DoubtChanges } from '../../shared/replica/signatureWatch.ts';

/** What a signature of a shown record is worth; `notChecked` where this replica verifies none. */
export type SignatureStanding = 'verified' | SignatureDoubt | 'notChecked';

/** Signatures as the pages see them: the Worker has verified them before a record is shown. */
export interface ClientSignatures {
  /** Of a record of a signed kind that is shown. */
  standing(id: string): SignatureStanding;
  /** The certificate that a signature names, its chain verified; undefined while it isn't here. */
  certified(serial: string): KnownCertificate | undefined;
  /** Everybody's, chains verified; the same object until one changes. */
  people(): readonly KnownCertificate[];
  /** Called after a standing or the certificates changed. Returns the function that ends it. */
  onChange(listener: () => void): () => void;
}

/** What the Worker tells about signatures. */
export interface SignatureEvents {
  signatureDoubts(changes: DoubtChanges): void;
  people(all: readonly KnownCertificate[]): void;
}

/** @param verifies whether the Worker was given people to verify by */
export function clientSignatures(
  verifies: boolean,
): ClientSignatures & { readonly events: SignatureEvents } {
  const doubts = new Map<string, SignatureDoubt>();
  const certificates = new Map<string, KnownCertificate>();
  let people: readonly KnownCertificate[] = [];
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  return {
    standing: (id) => (verifies ? (doubts.get(id) ?? 'verified') : 'notChecked'),
    certified: (serial) => certificates.get(serial),
    people: () => people,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    events: {
      signatureDoubts(changes) {
        for (const [id, doubt] of changes) {
          if (doubt === undefined) doubts.delete(id);
          else doubts.set(id, doubt);
        }
        tell();
      },
      people(all) {
        people = all;
        certificates.clear();
        for (const known of all) certificates.set(known.certificate.serial, known);
        tell();
      },
    },
  };
}

/** The Worker's side: tells what stands now, and every change from here on. */
export function tellSignatures(
  replica: Replica,
  people: KnownPeople | undefined,
  events: SignatureEvents,
): void {
  if (!people) return;
  events.people(people.directory().all);
  people.onChange(() => events.people(people.directory().all));
  events.signatureDoubts([...replica.doubts()]);
  replica.onDoubts((changes) => events.signatureDoubts(changes));
}
