import { fromBase64 } from '../../../shared/json/base64.ts';
import { may } from '../../../shared/people/rights.ts';
import { signRecord } from '../../../shared/people/signature.ts';
import { keySigner } from '../../../shared/people/signer.ts';
import { importSigningKey } from '../../../shared/people/signingKey.ts';
import { newPatientId, newRecordId } from '../../../shared/records/ids.ts';
import { aRecord, someWrite } from '../../support/builders/records.ts';
import { instantOf, orEnd } from './station.ts';
import type { Station } from './station.ts';
import { count } from './tally.ts';
import { violate } from './world.ts';
import type { World } from './world.ts';

/** A note of whoever is signed in, signed with the key that the session gave. */
export async function write(world: World, station: Station): Promise<void> {
  await orEnd(world, station, async ({ service, replica }) => {
    const session = service.session();
    const told = (await service.people()).find(({ key }) => key === session?.person);
    if (!session || !told || !may(told.role, 'create', 'note')) return;
    const { signing } = session.opened.secrets;
    const at = instantOf(world, station);
    const patientId = newPatientId();
    const text = `Mục ${String(world.entries.length)}`;
    const { emergency: came } = session;
    const emergency = came && { name: came.name, reason: came.reason };
    const note = aRecord(
      'note',
      patientId,
      {
        encounterId: newRecordId(patientId, 'encounter'),
        draftId: newRecordId(patientId, 'noteDraft'),
        noteType: 'progress',
        course: text,
        signedBy: session.person,
        signedAt: at,
      },
      someWrite({
        by: session.person,
        on: station.name,
        at,
        ...(emergency ? { credential: { emergency } } : {}),
      }),
    );
    const key = await importSigningKey(fromBase64(signing.privateKey));
    const errors = await replica.put(await signRecord(note, keySigner(key, signing.certificate)));
    world.tally.checked.author += 1;
    if (errors.length > 0) {
      violate(
        world,
        'author',
        `${session.person} on ${station.name} can't sign what ${told.role}s do`,
      );
      return;
    }
    world.tally.acknowledged += 1;
    world.entries.push({
      id: note.id,
      station: station.index,
      person: session.person,
      certificate: signing.certificate,
      text,
      at,
      emergency: emergency?.name,
    });
    if (emergency) count(world.tally.acts, 'write: by a code');
  });
}
