import { dialog } from 'electron';
import { readSettings } from '../profile/settings.ts';

const texts = {
  vi: { port: 'Chọn cổng của máy quét thẻ', device: 'Chọn máy quét thẻ', cancel: 'Thôi' },
  en: {
    port: "Choose the card scanner's port",
    device: 'Choose the card scanner',
    cancel: 'Cancel',
  },
} as const;

/** More than this are no list that a person reads in a message box. */
const most = 12;

/** Asks the person at the screen, in the workstation's language. */
export async function askScanner(
  profileFolder: string,
  what: 'port' | 'device',
  names: readonly string[],
): Promise<number | undefined> {
  const words = texts[(await readSettings(profileFolder)).language];
  const shown = names.slice(0, most);
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Bedside',
    message: words[what],
    buttons: [...shown, words.cancel],
    cancelId: shown.length,
    defaultId: shown.length,
    noLink: true,
  });
  return response < shown.length ? response : undefined;
}
