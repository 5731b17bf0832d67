import type { AppDescription, Bridge } from '../../../shared/bridge/contract.ts';
import { fromBase64 } from '../../../shared/json/base64.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { importDataKey } from '../../../shared/replica/envelope.ts';
import { readRescueHeader, RescueRefused } from '../../../shared/rescue/rescueHeader.ts';
import type { ReplicaClient } from '../../replica/replicaClient.ts';
import type { RescuedIn, RescuedOut } from '../../replica/workerRescue.ts';

/** A request to the browser shell may be 64 KB. */
const pieceCharacters = 40_000;

type Rescue = ReplicaClient['rescue'];
type RescueBridge = Pick<Bridge, 'rescueKey' | 'writeRescue'>;

/** Writes what no server has, or `one` record, into a new rescue file. Rejects where the disk or the Worker doesn't. */
export async function makeRescueFile(
  rescue: Rescue,
  bridge: RescueBridge,
  { facility, workstation }: Pick<AppDescription, 'facility' | 'workstation'>,
  person: string,
  passphrase: string,
  one?: string,
): Promise<RescuedOut & { readonly path: string }> {
  const { salt, key } = await bridge.rescueKey({ passphrase });
  const about = {
    facility: facility.code,
    workstation: workstation.key,
    madeAt: localInstant(new Date()),
    madeBy: person,
    salt,
  };
  let step: 'begin' | 'go' = 'begin';
  const write = async (text: string) => {
    for (let start = 0; start < text.length; start += pieceCharacters) {
      await bridge.writeRescue({ step, text: text.slice(start, start + pieceCharacters) });
      step = 'go';
    }
  };
  const made = await rescue.out(about, await importDataKey(fromBase64(key)), write, one);
  const { path } = await bridge.writeRescue({ step: 'end', text: '' });
  if (path === undefined) throw new Error('the rescue file has no place');
  return { ...made, path };
}

/** Takes in a rescue file's text, or says why not; then nothing was changed. */
export async function takeRescueFile(
  rescue: Rescue,
  bridge: RescueBridge,
  facility: string,
  text: string,
  passphrase: string,
): Promise<RescuedIn> {
  try {
    const { derivation, facility: theirs } = readRescueHeader(text);
    if (theirs !== facility) return { kind: 'refused', fault: 'otherFacility' };
    const { key } = await bridge.rescueKey({ passphrase, salt: derivation.salt });
    return await rescue.in(text, facility, await importDataKey(fromBase64(key)));
  } catch (error) {
    if (error instanceof RescueRefused) return { kind: 'refused', fault: error.fault };
    throw error;
  }
}
