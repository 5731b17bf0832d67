import { sameValue } from '../json/canonical.ts';
import type { SigningKey } from '../people/signingKey.ts';
import { signText } from '../people/signingKey.ts';
import { CentralFault } from './couchHttp.ts';
import { continuationText, identityDocumentId, successionSchema } from './identityDocument.ts';
import type { IdentityDocument } from './identityDocument.ts';
import type { Provisioning } from './provisioning.ts';
import { standingDocument } from './standingDocument.ts';

/** IT's key, by which workstations tell that a database takes another one's place. */
export interface SuccessionRequest {
  /** Ed25519, 32 bytes in base64. */
  readonly publicKey: string;
  readonly privateKey: SigningKey;
  /** Lineages of the databases that this one takes the place of. */
  readonly continues: readonly string[];
  /**
   * The lineage of the database that this one was copied from by replication, and takes the place of:
   * it gets one of its own, for a word that was signed for the old one would travel to every copy.
   */
  readonly movedFrom?: string | undefined;
}

/**
 * The lineage is written once: a database that stands keeps it, whatever is provisioned again, unless
 * it is said to be a copy that takes the original's place. The
 * succession is added to it, or changed. Throws `CentralFault` where a database would continue itself.
 */
export async function provisionIdentity(
  { couch, apply }: Provisioning,
  name: string,
  request: SuccessionRequest | undefined,
): Promise<void> {
  const { _rev: rev, ...standing } =
    (await standingDocument(couch, name, identityDocumentId)) ?? {};
  const known = typeof standing['lineage'] === 'string' ? standing['lineage'] : undefined;
  if (known !== undefined && request?.continues.includes(known)) {
    throw new CentralFault(
      'refused',
      `${name} is that database itself: its own identity is ${known}. Nothing was changed.`,
    );
  }
  const { movedFrom } = request ?? {};
  const moves = known !== undefined && known === movedFrom;
  const lineage = known === undefined || moves ? crypto.randomUUID() : known;
  const before = successionSchema.safeParse(standing['succession']).data;
  const continues = new Set([
    ...(request?.continues ?? []),
    ...(movedFrom === undefined ? [] : [movedFrom]),
    // What was signed names the lineage before.
    ...(moves ? (before?.continues ?? []).map((said) => said.lineage) : []),
  ]);
  const signed = await Promise.all(
    [...continues].map(async (continued) => ({
      lineage: continued,
      signature: await signText(request!.privateKey, continuationText(lineage, continued)),
    })),
  );
  const kept = (before?.continues ?? []).filter(
    (said) => !signed.some((one) => one.lineage === said.lineage),
  );
  const succession = request
    ? { publicKey: request.publicKey, continues: [...kept, ...signed] }
    : before;
  const wanted: IdentityDocument = {
    ...standing,
    _id: identityDocumentId,
    lineage,
    ...(succession ? { succession } : {}),
  };
  if (sameValue(standing, wanted)) return;
  const words = [
    ...(known === undefined ? [`gave ${name} an identity`] : []),
    ...(moves ? [`gave ${name} an identity of its own, for it is a copy of ${known}`] : []),
    ...(request && before?.publicKey !== request.publicKey
      ? [`told ${name} whose word counts when another database takes its place`]
      : []),
    ...signed
      .filter(({ lineage: one }) => !before?.continues.some((said) => said.lineage === one))
      .map((one) => `wrote into ${name} that it takes the place of ${one.lineage}`),
  ];
  await apply(words.join('; ') || `signed anew what ${name} takes the place of`, () =>
    couch.change('PUT', `${name}/${identityDocumentId}`, {
      ...wanted,
      ...(rev === undefined ? {} : { _rev: rev }),
    }),
  );
}

/** The lineage of a database that was provisioned. */
export async function lineageOf(
  couch: Provisioning['couch'],
  name: string,
): Promise<string | undefined> {
  const standing = await standingDocument(couch, name, identityDocumentId);
  return typeof standing?.['lineage'] === 'string' ? standing['lineage'] : undefined;
}
