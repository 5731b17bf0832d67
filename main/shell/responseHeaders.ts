import { policyOf } from './contentSecurityPolicy.ts';

/** What no page of ours uses. */
const deniedFeatures = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/** What only our own origin may ask for: cards are read with a camera, or by a scanner. */
const ownFeatures = ['camera', 'hid', 'serial'];

/**
 * Headers of the answer to a path, in either shell, refusals included. No CORS header is ever among
 * them.
 */
export function responseHeaders(
  centralOrigin: string,
  pathname: string,
): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': policyOf(pathname, centralOrigin),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': [
      ...deniedFeatures.map((feature) => `${feature}=()`),
      ...ownFeatures.map((feature) => `${feature}=(self)`),
    ].join(', '),
  };
}
