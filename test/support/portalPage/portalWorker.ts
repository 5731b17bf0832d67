import { countLedAway } from '../../../renderer/replica/ledAway.ts';
import { centralClient } from '../../../shared/sync/centralClient.ts';
import { CentralFailure } from '../../../shared/sync/centralFailure.ts';

const ledAway = countLedAway(self);

/** What a request to this address ends in: the fault, or `answered`. */
async function ask(url: string): Promise<string> {
  const client = centralClient({
    url,
    database: 'bedside-99001',
    username: 'noi-1',
    password: 'mat khau',
    fetch: (...request) => fetch(...request),
    ledAway,
  });
  try {
    await client.changes({ since: 0, limit: 1 });
    return 'answered';
  } catch (error) {
    return error instanceof CentralFailure ? error.fault : String(error);
  }
}

self.onmessage = ({ data }: MessageEvent<string>) =>
  void ask(data).then((end) => self.postMessage(end));
