import { useEffect, useState } from 'react';
import { noTables } from '../../../shared/identity/referenceTables.ts';
import type { ReferenceTables } from '../../../shared/identity/referenceTables.ts';
import { bridge } from '../../app/bridge.ts';

/** The state's lists that IT loaded here; none until they have come, or where there are none. */
export function useTables(): ReferenceTables {
  const [tables, setTables] = useState(noTables);
  useEffect(() => {
    let live = true;
    // Without them what is typed is kept as it is typed: nobody waits for them.
    const ask = async () => bridge().readTables({});
    ask().then(
      (found) => live && setTables(found),
      () => undefined,
    );
    return () => {
      live = false;
    };
  }, []);
  return tables;
}
