import { dialog } from 'electron';
import { readSettings } from '../profile/settings.ts';

const texts = {
  vi: { title: 'Chọn cổng của máy quét thẻ', cancel: 'Thôi' },
  en: { title: "Choose the card scanner's port", cancel: 'Cancel' },
} as const;

/** More ports than this are no list that a person reads in a message box. */
const most = 12;

/** Asks the person at the screen, in the workstation's language. */
export async function askScannerPort(
  profileFolder: string,
  names: readonly string[],
): Promise<number | undefined> {
  const { title, cancel } = texts[(await readSettings(profileFolder)).language];
  const shown = names.slice(0, most);
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Bedside',
    message: title,
    buttons: [...shown, cancel],
    cancelId: shown.length,
    defaultId: shown.length,
    noLink: true,
  });
  return response < shown.length ? response : undefined;
}
