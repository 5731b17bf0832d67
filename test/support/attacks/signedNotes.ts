import type { AnyRecord } from '../../../shared/records/kinds.ts';
import type { Attack, Scene } from './scene.ts';
import { branch, onTopOf, put, replicate } from './writes.ts';

const edited = (note: Scene['note']): Scene['note'] => ({ ...note, course: 'Sốt lại, cho về.' });

/** The same signature in other letters: the last one before `==` has four bits that carry nothing. */
function inOtherLetters(value: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const place = letters.indexOf(value[85]!);
  return `${value.slice(0, 85)}${letters[place ^ 1]!}==`;
}

/** What somebody else makes of a note that a doctor signed. */
export const changedNotes: readonly Attack[] = [
  {
    what: 'an edit of a signed note as an ordinary update',
    write: (scene) => put(scene, edited(scene.note), scene.noteRev),
    server: 'refuses: immutable',
    reader: 'nothing',
  },
  {
    what: 'an edit of a signed note on top of it, as replication writes',
    write: (scene) => branch(scene, edited(scene.note), onTopOf(scene.noteRev)),
    server: 'refuses: immutable',
    reader: 'nothing',
  },
  {
    what: 'an edit of a signed note as a branch of its own that wins',
    write: (scene) => branch(scene, edited(scene.note)),
    server: 'takes',
    reader: 'sets aside: forged',
  },
  {
    what: 'an edit of a signed note as a branch that wins, signed by the nurse',
    write: async (scene) => branch(scene, await scene.nurse.sign(edited(scene.note))),
    server: 'takes',
    reader: 'sets aside: notTheAuthor',
  },
  {
    what: 'an edit of a signed note as a branch that wins, by a certificate of another root key',
    write: async (scene) => branch(scene, await scene.besides.sign(edited(scene.note))),
    server: 'takes',
    reader: 'sets aside: forged',
  },
  {
    what: 'a signed note said to be of another workstation, as a branch that wins',
    write: (scene) => branch(scene, { ...scene.note, recordedOn: 'noi-2' }),
    server: 'takes',
    reader: 'sets aside: forged',
  },
  {
    what: 'the same note with its signature in other letters, as a branch that wins',
    write: (scene) =>
      branch(scene, {
        ...scene.note,
        signature: {
          ...scene.note.signature!,
          value: inOtherLetters(scene.note.signature!.value),
        },
      }),
    server: 'refuses: notSigned',
    reader: 'nothing',
  },
  {
    what: 'a branch of a signed note that is no record at all',
    write: (scene) => branch(scene, { ...scene.note, kind: 'order' } as unknown as AnyRecord),
    server: 'refuses: badHeader',
    reader: 'nothing',
  },
];

/** Records taken away. */
export const deletions: readonly Attack[] = [
  {
    what: 'a signed note deleted',
    write: async ({ server, database, note, noteRev }) => ({
      answers: [
        await server.ask('DELETE', `${database}/${encodeURIComponent(note.id)}?rev=${noteRev}`),
      ],
    }),
    server: 'refuses: immutable',
    reader: 'nothing',
  },
  {
    what: 'a signed note deleted on top of it, as replication writes',
    write: async (scene) => ({
      answers: [await replicate(scene, tombstone(scene.note), onTopOf(scene.noteRev))],
    }),
    server: 'refuses: immutable',
    reader: 'nothing',
  },
  {
    what: 'an allergy deleted',
    write: async ({ server, database, allergy, allergyRev }) => ({
      answers: [
        await server.ask(
          'DELETE',
          `${database}/${encodeURIComponent(allergy.id)}?rev=${allergyRev}`,
        ),
      ],
    }),
    server: 'refuses: badTombstone',
    reader: 'nothing',
  },
  {
    what: 'an allergy closed as if another version had its content, and none has',
    write: async (scene) => ({
      answers: [await replicate(scene, closing(scene.allergy), onTopOf(scene.allergyRev))],
    }),
    server: 'takes',
    reader: 'nothing',
  },
];

function tombstone({ id }: AnyRecord) {
  return { _id: id, _deleted: true };
}

/** A closing tombstone that says to cover all that anybody has written into the record. */
function closing({ id, causality }: AnyRecord) {
  const seen = Object.keys(causality.vector).map((actor) => [actor, 999_999] as const);
  return { _deleted: true, closed: true, vector: Object.fromEntries(seen), _id: id };
}
