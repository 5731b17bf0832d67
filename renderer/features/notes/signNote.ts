import { localInstant } from '../../../shared/records/instant.ts';
import type { Author, Records } from '../../replica/records.ts';
import { textsOf } from './draftKeeper.ts';
import type { DraftKeeper } from './draftKeeper.ts';
import { disputedSections, isBlank } from './draftStanding.ts';
import type { Note } from './draftStanding.ts';

/** Why a note can't be signed as it stands. */
export type SigningObstacle = 'blank' | 'disputed' | 'notKept';

export class CannotSign extends Error {
  constructor(readonly obstacle: SigningObstacle) {
    super(`the note can't be signed: ${obstacle}`);
    this.name = 'CannotSign';
  }
}

/** What stands in the way of signing, undefined when nothing does. */
export function signingObstacle(keeper: DraftKeeper): SigningObstacle | undefined {
  const state = keeper.state();
  if (isBlank(textsOf(state))) return 'blank';
  if (state.draft && disputedSections(state.draft).length > 0) return 'disputed';
  if (state.keeping.kind === 'notKept') return 'notKept';
  return undefined;
}

/**
 * Signs what the writer has before them: everything is saved into the draft, then one immutable note
 * is made, then the draft is marked. A crash between the last two leaves a signed note whose draft is
 * recognised by its id. Rejects with `CannotSign`, `NotSaved` or `InvalidRecord`; nothing is signed then.
 */
export async function signNote(
  keeper: DraftKeeper,
  records: Pick<Records, 'create' | 'save'>,
  author: Author,
): Promise<Note> {
  for (let tries = 0; tries < 3; tries += 1) if (await keeper.save()) break;
  const obstacle = signingObstacle(keeper);
  if (obstacle) throw new CannotSign(obstacle);
  const state = keeper.state();
  const { draft } = state;
  if (!draft || state.notShared !== undefined) throw state.notShared ?? new CannotSign('notKept');
  const written = Object.entries(textsOf(state)).filter(([, text]) => text.trim() !== '');
  const note = await records.create(
    'note',
    draft.patientId,
    {
      encounterId: draft.encounterId,
      draftId: draft.id,
      noteType: draft.noteType,
      ...Object.fromEntries(written),
      signedBy: author.person,
      signedAt: localInstant(new Date()),
    },
    author,
  );
  // The note is signed from here on; what follows only tidies, and is derived where it fails.
  await records
    .save<'noteDraft'>(draft, { ending: { signedAs: note.id } }, author)
    .catch(() => undefined);
  await keeper.forget().catch(() => undefined);
  return note;
}
