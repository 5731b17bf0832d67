import { expect, test } from 'vitest';
import { aPatient } from '../../support/builders/records.ts';
import { arrival } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';

test.each(['in a call of its own', 'in the same call'])(
  'invariant 1: another body under a revision that stands, %s, is never shown: what is stored is',
  async (when) => {
    const replica = await openNodeReplica();
    const born = aPatient({ name: 'Nguyễn Thị Mẫu' });
    const first = await arrival(born);
    const second = { ...first, body: { ...first.body, name: 'Kẻ Khác' } };
    if (when === 'in the same call') await replica.receive([first, second]);
    else {
      await replica.receive([first]);
      await replica.receive([second]);
    }
    expect(await replica.shown(born)).toMatchObject({ name: 'Nguyễn Thị Mẫu' });
    await replica.close();
  },
);
