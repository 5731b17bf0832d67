import { describe, expect, test } from 'vitest';
import { openCharts } from '../../../shared/sync/keepCharts.ts';
import { defaultStorageBound } from '../../../shared/sync/storageMeter.ts';
import { aRecord } from '../../support/builders/records.ts';

import {
  cleanUps,
  central,
  station,
  soon,
  longTest,
  stands,
  allSent,
  patients,
  put,
  onServer,
  mend,
} from './recognising.ts';

describe('while another server answers', () => {
  test(
    'a chart that is opened meanwhile is asked of no server that is another one',
    async () => {
      const [ours, foreign] = [await central(), await central()];
      const theirs = await station(foreign, 'khac-1');
      const a = await station(ours);
      const [mine] = patients(1);
      await put(a, [mine!]);
      await allSent(a);
      const strange = aRecord('allergy', mine!.patientId, {
        substance: 'Của bệnh viện khác',
        certainty: 'suspected',
        status: 'active',
      });
      await put(theirs, [strange]);
      await allSent(theirs);
      const charts = await openCharts({
        replica: a.replica,
        client: a.client,
        wards: [],
        bound: defaultStorageBound,
        estimate: async () => undefined,
        canEvict: false,
      });
      charts.follow(a.sync);
      cleanUps.push(() => charts.stop());
      a.line.leadsTo = foreign;
      a.sync.wake();
      await stands(a, 'other');
      charts.open(mine!.patientId);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(await a.replica.shown(strange)).toBeUndefined();
    },
    longTest,
  );

  test(
    'a server that another workstation filled again is joined when somebody says so, not by an earlier word',
    async () => {
      const server = await central();
      const [a, b] = [await station(server), await station(server, 'noi-2')];
      const shared = patients(4);
      await put(a, shared);
      await allSent(a);
      await expect.poll(() => b.replica.recordCount(), soon).toBe(4);
      for (const { line } of [a, b]) line.cut = true;
      const late = patients(2);
      await put(b, late);
      await server.couch.change('DELETE', server.database);
      await server.provision({});
      mend(a);
      mend(b);
      await stands(a, 'other');
      await stands(b, 'other');
      b.line.cut = true;
      await a.sync.chooseServer('refill');
      await allSent(a);
      // What was said of the empty server doesn't hold for the filled one.
      await b.sync.chooseServer('refill');
      mend(b);
      await expect.poll(() => b.sync.status().server, soon).toMatchObject({ empty: false });
      expect(await onServer(server, late)).toBe(0);
      await b.sync.chooseServer('refill');
      await allSent(b);
      expect(await onServer(server, [...shared, ...late])).toBe(6);
    },
    longTest,
  );
});
