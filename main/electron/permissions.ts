import type { HIDDevice, SerialPort, Session } from 'electron';
import { isAppUrl } from './appOrigin.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type Permission = Parameters<RequestHandler>[1] | Parameters<CheckHandler>[1];

/**
 * What the pages may do beyond showing themselves (electron-security 5). What has no row is
 * denied; Electron's own default approves everything.
 */
export const permissions: Readonly<
  Partial<Record<Permission, { readonly allowed: boolean; readonly reason: string }>>
> = {
  'persistent-storage': {
    allowed: true,
    reason: 'the replica holds entries that no server has yet: it may not be evicted',
  },
  'local-network': {
    allowed: true,
    reason: "the central server stands in the hospital's network; the policy names it alone",
  },
  'local-network-access': { allowed: true, reason: "local-network's older name" },
  'loopback-network': {
    allowed: true,
    reason: "a demonstration's central server is on this machine; the policy names it alone",
  },
  'clipboard-sanitized-write': {
    allowed: true,
    reason: 'people copy a record number into another program; it needs their click',
  },
  'clipboard-read': { allowed: false, reason: 'pasting by key needs no permission' },
  media: {
    allowed: true,
    reason:
      'cards are read and patients photographed with the camera: video alone, while the panel for it is open',
  },
  serial: {
    allowed: true,
    reason: 'a card scanner at a serial port: the one that a person chose, no other',
  },
  hid: {
    allowed: true,
    reason: 'a card scanner that does not type: the one that a person chose, no other',
  },
  notifications: { allowed: false, reason: 'a notification would show names on a locked screen' },
  openExternal: { allowed: false, reason: 'the app opens no other program' },
};

/** Whether the page at this address may have a permission. */
export function isAllowed(permission: string, requestingUrl: string): boolean {
  if (!isAppUrl(requestingUrl) || !Object.hasOwn(permissions, permission)) return false;
  return permissions[permission as Permission]?.allowed === true;
}

/** Whether what is asked for is the camera and nothing else. */
function isCameraAlone(mediaTypes: readonly (string | undefined)[] | undefined): boolean {
  return mediaTypes?.length === 1 && mediaTypes[0] === 'video';
}

export interface DeviceRules {
  /** Whether the pages show a panel that uses the camera. */
  cameraWanted(): boolean;
  /** Whether somebody chose this port for the card scanner. */
  isScannerPort(port: SerialPort): boolean;
  /** Whether somebody chose this device, and it is a scanner. */
  isScannerDevice(device: HIDDevice): boolean;
}

/** Puts the table in force, for requests, checks and devices alike. */
export function enforcePermissions(
  session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
  >,
  { cameraWanted, isScannerPort, isScannerDevice }: DeviceRules,
): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(
      details.isMainFrame &&
        isAllowed(permission, details.requestingUrl) &&
        (permission !== 'media' ||
          (cameraWanted() && 'mediaTypes' in details && isCameraAlone(details.mediaTypes))),
    ),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin, details) =>
      isAllowed(permission, requestingOrigin) &&
      (permission !== 'media' || (cameraWanted() && isCameraAlone([details.mediaType]))),
  );
  session.setDevicePermissionHandler(
    ({ deviceType, origin, device }) =>
      isAppUrl(origin) &&
      ((deviceType === 'serial' && isScannerPort(device as SerialPort)) ||
        (deviceType === 'hid' && isScannerDevice(device as HIDDevice))),
  );
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
}
