import { continuationText } from '../central/identityDocument.ts';
import { isSignedBy } from '../people/signingKey.ts';
import type { ServerPapers } from './identityClient.ts';
import type { RememberedServer, Verdict } from './serverIdentity.ts';

/**
 * Whether a database that this replica doesn't know takes the place of the one that it knew, by the
 * word of the same IT: signed with the key that the known database named while our witness stood in
 * it. The lineage alone proves nothing, for every account can read it.
 */
export async function continuesOurs(
  { lineage, successionKey }: RememberedServer,
  met: ServerPapers,
): Promise<boolean> {
  if (lineage === undefined || successionKey === undefined || met.lineage === undefined) {
    return false;
  }
  const text = continuationText(met.lineage, lineage);
  for (const said of met.succession?.continues ?? []) {
    if (said.lineage !== lineage) continue;
    if (await isSignedBy(successionKey, said.signature, text)) return true;
  }
  return false;
}

/**
 * The key to remember after a meeting. It is learnt only from a database that is known to be ours,
 * or that a person or the key before it vouched for: one that merely shows our papers could plant
 * a key of its own.
 */
export function successionKeyAfter(
  verdict: Verdict | 'first',
  before: string | undefined,
  met: ServerPapers,
): string | undefined {
  const named = met.succession?.publicKey;
  switch (verdict) {
    case 'first':
    case 'same':
      return named ?? before;
    case 'continued':
    case 'other':
      return named;
    case 'copy':
    case 'older':
    case 'doubled':
    case 'unproved':
      return before ?? named;
  }
}
