import { describe, expect, it } from 'vitest';
import { lossesAmong } from '../../campaigns/kill/losses.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';

describe('what counts as lost after a crash', () => {
  const first = aPatient();
  const vector = first.causality.vector;
  const second = editedRecord(first, vector, { name: 'Nguyễn Thị Mẫu Hai' }, someWrite());

  it('is nothing when the acknowledged state or a later one is there', () => {
    expect(lossesAmong([first], [first])).toEqual([]);
    expect(lossesAmong([first], [second])).toEqual([]);
  });

  it('is a record that is missing, older than acknowledged, or of other content', () => {
    expect(lossesAmong([first], [])).toEqual([{ what: first.id, how: 'missing' }]);
    expect(lossesAmong([second], [first])).toEqual([{ what: first.id, how: 'older' }]);
    expect(lossesAmong([first], [{ ...first, sex: 'male' }])).toEqual([
      { what: first.id, how: 'different' },
    ]);
  });
});
