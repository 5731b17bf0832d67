import { useEffect, useState } from 'react';
import { localInstant } from '../../shared/records/instant.ts';

/** The local time as an instant; a new one every minute, as the clock on the wall turns. */
export function useNow(): string {
  const [now, setNow] = useState(() => localInstant(new Date()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(
        () => {
          setNow(localInstant(new Date()));
          wait();
        },
        60_000 - (Date.now() % 60_000) + 20,
      );
    };
    wait();
    return () => clearTimeout(timer);
  }, []);
  return now;
}
