import type { Session } from 'electron';

/** Nothing is downloaded: files leave the app only through the bridge, where somebody asked. */
export function refuseDownloads(session: Pick<Session, 'on'>): void {
  session.on('will-download', (event) => event.preventDefault());
}
