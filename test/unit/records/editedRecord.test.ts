import { expect, test } from 'vitest';
import { editedRecord, InvalidRecord } from '../../../shared/records/write.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';

test('a value that the schema refuses is refused, even while another stands in its field', () => {
  const opened = aPatient({ sex: 'unknown' });
  const current = editedRecord<'patient'>(
    opened,
    opened.causality.vector,
    { sex: 'female' },
    someWrite({ dot: 'ffffffffffffffff.1' }),
  );
  // Written on the form as it was opened: the unseen side would stand in the field and hide this one.
  const save = (value: unknown) =>
    editedRecord<'patient'>(current, opened.causality.vector, { sex: value }, someWrite());
  expect(save('male').causality.siblings).toHaveProperty('sex');
  expect(() => save(null)).toThrow(InvalidRecord);
  expect(() => save('nữ')).toThrow('record refused at causality.siblings.sex');
});
