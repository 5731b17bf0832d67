import { BridgeRefusal } from '../bridge/serveBridge.ts';
import type { BridgeServices } from '../bridge/serveBridge.ts';
import { beginRescueFile, rescueFolder } from './rescueFolder.ts';
import type { RescueWriter } from './rescueFolder.ts';
import { rescueKey } from './rescueKey.ts';

/** What the pages need to write a rescue file; one at a time. Reading one needs the key alone. */
export function rescueServices(
  profileFolder: string,
): Pick<BridgeServices, 'rescueKey' | 'writeRescue'> {
  let writing: RescueWriter | undefined;
  return {
    rescueKey: ({ passphrase, salt }) => rescueKey(passphrase, salt),
    async writeRescue({ step, text }) {
      if (step === 'begin') {
        await writing?.abandon();
        writing = await beginRescueFile(rescueFolder(profileFolder));
      }
      if (!writing) throw new BridgeRefusal('badRequest', 'No rescue file was begun.');
      await writing.add(text);
      if (step !== 'end') return {};
      const whole = writing;
      writing = undefined;
      return { path: await whole.finish() };
    },
  };
}
