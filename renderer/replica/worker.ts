import { expose } from 'comlink';
import * as z from 'zod';
import { replicaWorker } from './replicaWorker.ts';
import { enforceStrictDurability } from './strictDurability.ts';

// zod's compiled parsers need `eval`, which the content security policy forbids.
z.config({ jitless: true });
if (typeof IDBDatabase !== 'undefined') enforceStrictDurability();
expose(replicaWorker());
