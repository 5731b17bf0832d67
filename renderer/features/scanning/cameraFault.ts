/** Why there is no picture. */
export const cameraFaults = ['noCamera', 'denied', 'inUse', 'unplugged', 'notRead'] as const;
export type CameraFault = (typeof cameraFaults)[number];

/** What a failed `getUserMedia` means to a person (Media Capture and Streams, 10.2). */
export function cameraFaultOf(error: unknown): CameraFault {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotReadableError' || name === 'AbortError') return 'inUse';
  return 'noCamera';
}
