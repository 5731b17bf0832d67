import './app/withoutEval.ts';
import { bridge } from './app/bridge.ts';
import { startApp } from './app/startApp.tsx';
import { openReplica } from './replica/openReplica.ts';

startApp(document.getElementById('root')!, (app, keys, onLoading) =>
  openReplica(app, keys, onLoading, {
    undelivered: (counts) => bridge().reportUndelivered(counts),
    newReplica: () => bridge().reportNewReplica({}),
  }),
);
