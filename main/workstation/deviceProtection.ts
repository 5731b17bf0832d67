import type { BridgeServices } from '../bridge/serveBridge.ts';
import type { Keystore } from '../keystore/keystore.ts';

const unprotected =
  'The device secret lies in the profile as it is: there is no keychain, or one that protects nothing (basic_text). Passwords alone keep a copy of this profile shut; encrypt the disk.';

/**
 * The services, with what keeps the device secret told to the pages, and a secret that nothing keeps
 * told to the log, once (electron-security 21).
 */
export function withDeviceProtection(
  services: BridgeServices,
  keystore: Pick<Keystore, 'device'>,
  report: ((line: string) => void) | undefined,
): BridgeServices {
  let isSaid = false;
  return {
    ...services,
    async describeApp(request) {
      const app = await services.describeApp(request);
      if (app.demonstration) return app;
      const device = await keystore.device();
      if (device.kind !== 'secret') return app;
      if (device.protection === 'file' && !isSaid) {
        isSaid = true;
        report?.(unprotected);
      }
      return { ...app, deviceSecret: device.protection };
    },
  };
}
