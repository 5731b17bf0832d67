import { useEffect, useState } from 'react';
import { noTables } from '../../../shared/identity/referenceTables.ts';
import type { ReferenceTables } from '../../../shared/identity/referenceTables.ts';
import { bridge } from '../../app/bridge.ts';

let asked: Promise<ReferenceTables> | undefined;

/** The state's lists that IT loaded here: asked for once; none until they are here, or where there are none. */
export function useTables(): ReferenceTables {
  const [tables, setTables] = useState(noTables);
  useEffect(() => {
    let live = true;
    asked ??= bridge().readTables({});
    asked.then(
      (found) => live && setTables(found),
      () => (asked = undefined),
    );
    return () => {
      live = false;
    };
  }, []);
  return tables;
}
