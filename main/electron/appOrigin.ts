/** Scheme and host never change: the replica's IndexedDB belongs to this origin. */
export const appScheme = 'app';
const appHost = 'bedside';
export const appOrigin = `${appScheme}://${appHost}`;

/** Whether an address is the app's: parsed, and compared by exact scheme and host. */
export function isAppUrl(address: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(address);
    return protocol === `${appScheme}:` && host === appHost && username === '' && password === '';
  } catch {
    return false;
  }
}
