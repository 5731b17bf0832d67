import './app/withoutEval.ts';
import { startApp } from './app/startApp.tsx';
import { openReplica } from './replica/openReplica.ts';

startApp(document.getElementById('root')!, openReplica);
