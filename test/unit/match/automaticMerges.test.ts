import { describe, expect, it } from 'vitest';
import { newRecord } from '../../../shared/records/write.ts';
import { inventedSignature } from '../../support/inventedSigning.ts';
import { mergesUnasked } from '../../match/automaticMerges.ts';
import { registryFile } from '../../match/registry/registryFile.ts';

const said = registryFile(7301, 120).map((record) => record.said);

describe('what the matcher does by itself', () => {
  it('is to suspect, and to merge nobody', async () => {
    const done = await mergesUnasked(said);
    expect(done.people).toBeGreaterThan(120);
    expect(done.suspected).toBeGreaterThan(5);
    expect(done.merges).toBe(0);
  });

  it('counts a link that was written', async () => {
    const { merges } = await mergesUnasked(said.slice(0, 10), async (replica) => {
      const [one, other] = await replica.memory.all('patients');
      const link = newRecord(
        'patientLink',
        one!.patientId,
        { other: other!.patientId, event: { kind: 'link', seen: [] } },
        { by: 'x', on: 'may-1', at: '2026-11-23T14:05:00.000+07:00', dot: '00000000000000ab.1' },
      );
      expect(await replica.put({ ...link, signature: inventedSignature })).toEqual([]);
      return 0;
    });
    expect(merges).toBe(1);
  });
});
