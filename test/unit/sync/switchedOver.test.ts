import { expect, test } from 'vitest';
import { copyDatabase } from '../../support/centralBackup.ts';
import {
  allSent,
  central,
  longTest,
  onServer,
  patients,
  put,
  saysAllSent,
  soon,
  stands,
  station,
} from './recognising.ts';

test(
  'invariant 7: a standby that takes over between two requests, without a broken connection, is found out before anything is sealed on it',
  async () => {
    const [server, standby] = [await central(), await central()];
    const a = await station(server);
    const early = patients(3);
    await put(a, early);
    await allSent(a);
    await stands(a, 'known');
    await copyDatabase(server, standby);
    // Delivered, read back and sealed on the server, and never copied to the standby.
    const between = patients(5);
    await put(a, between);
    await allSent(a);
    expect(await onServer(standby, between)).toBe(0);
    // No request fails: the next ones are answered by another machine, as a load balancer does it.
    a.line.leadsTo = standby;
    const kinds = new Set<string>();
    const lies: string[] = [];
    const late = patients(1);
    const all = [...early, ...between, ...late];
    let isLateHere = false;
    a.sync.onStatus((status) => {
      kinds.add(status.server.kind);
      // Before anything is asked of the standby, nobody can know of it.
      isLateHere ||= status.hereOnly > 0;
      if (!isLateHere || !saysAllSent(status)) return;
      void onServer(standby, all).then((there) => {
        if (there < all.length) lies.push(`all sent, with ${String(there)} there`);
      });
    });
    await put(a, late);
    await expect.poll(() => onServer(standby, all), soon).toBe(all.length);
    await allSent(a);
    expect(isLateHere).toBe(true);
    expect(kinds).toContain('comparing');
    expect(lies).toEqual([]);
    await a.restart();
    await allSent(a);
    expect(await onServer(standby, all)).toBe(all.length);
  },
  longTest,
);
