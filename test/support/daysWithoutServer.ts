import { readDeviceSecret } from '../../main/keystore/deviceSecret.ts';
import { writeSeenTimes } from '../../main/people/seenTimes.ts';

/** Makes a workstation's last contact with the server lie so many days back. Its line is cut before. */
export async function daysWithoutServer(profileFolder: string, days: number): Promise<void> {
  const device = await readDeviceSecret(profileFolder);
  if (device.kind === 'fault') throw new Error(`no device secret: ${device.fault}`);
  const contactMs = Date.now() - days * 86_400_000;
  await writeSeenTimes(profileFolder, device.secret, {
    contactMs,
    seenMs: Date.now(),
    agreedMs: contactMs,
  });
}
