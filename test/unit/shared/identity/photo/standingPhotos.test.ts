import { describe, expect, test } from 'vitest';
import { standingPhotos } from '../../../../../shared/identity/photo/standingPhotos.ts';
import type { PatientPhoto } from '../../../../../shared/identity/photo/standingPhotos.ts';
import { newPatientId, newRecordId } from '../../../../../shared/records/ids.ts';
import { someJpeg } from '../../../../support/builders/photos.ts';
import { aRecord, someWrite } from '../../../../support/builders/records.ts';

const patientId = newPatientId();

function taken(minute: number, ...after: PatientPhoto[]): PatientPhoto {
  return aRecord(
    'patientPhoto',
    patientId,
    {
      event: {
        kind: 'taken',
        jpeg: someJpeg,
        ...(after.length > 0 ? { after: after.map(({ id }) => id) } : {}),
      },
    },
    someWrite({ at: `2026-11-23T14:${String(minute).padStart(2, '0')}:00.000+07:00` }),
  );
}

function retracted(photo: PatientPhoto, reason = 'Nhầm người'): PatientPhoto {
  return aRecord('patientPhoto', patientId, {
    event: { kind: 'retracted', photo: photo.id, reason },
  });
}

function ids(records: readonly PatientPhoto[]) {
  const { current, earlier, retracted: back } = standingPhotos(records);
  const idsOf = (photos: readonly { record: PatientPhoto }[]) =>
    photos.map(({ record }) => record.id);
  return { current: idsOf(current), earlier: idsOf(earlier), retracted: idsOf(back) };
}

describe('the photos of a patient', () => {
  const first = taken(1);
  const second = taken(2, first);
  const third = taken(3, first, second);

  test('a newer photo takes the place of those that it knew, whatever order they come in', () => {
    const standing = { current: [third.id], earlier: [second.id, first.id], retracted: [] };
    expect(ids([first, second, third])).toEqual(standing);
    expect(ids([third, second, first])).toEqual(standing);
  });

  test('invariant 2: two that were taken at once both stay in sight, whatever the clocks say', () => {
    const other = taken(0, first);
    expect(ids([first, second, other])).toEqual({
      current: [second.id, other.id],
      earlier: [first.id],
      retracted: [],
    });
    const settled = taken(4, first, second, other);
    expect(ids([first, second, other, settled]).current).toEqual([settled.id]);
  });

  test('a wrong one is taken back with its reason, and what it had covered stands again', () => {
    const back = retracted(second, 'Ảnh của người giường bên');
    expect(ids([first, second, back])).toEqual({
      current: [first.id],
      earlier: [],
      retracted: [second.id],
    });
    expect(standingPhotos([first, second, back]).retracted[0]!.retractions).toMatchObject([
      { reason: 'Ảnh của người giường bên' },
    ]);
    // The third knew both: the first doesn't come back over it.
    expect(ids([first, second, back, third]).current).toEqual([third.id]);
  });

  test('a retraction of what isn’t here waits for it', () => {
    const back = retracted(first);
    expect(ids([back])).toEqual({ current: [], earlier: [], retracted: [] });
    expect(ids([back, first]).retracted).toEqual([first.id]);
  });

  test('photos that name each other hide none', () => {
    const one = taken(5);
    const other = taken(6, one);
    const circle = { ...one, event: { ...one.event, after: [other.id] } } as PatientPhoto;
    expect(ids([circle, other]).current).toEqual([other.id, circle.id]);
  });

  test('one that names itself stands', () => {
    const own = taken(7);
    const circle = {
      ...own,
      event: { ...own.event, after: [own.id, newRecordId(patientId, 'patientPhoto')] },
    } as PatientPhoto;
    expect(ids([circle]).current).toEqual([own.id]);
  });
});
