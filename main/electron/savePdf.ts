import type { BrowserWindow, Dialog } from 'electron';
import type { SavePdf } from '../workstation/savePdf.ts';

/** What is used of Electron. */
export interface PdfParts {
  /** The window that is printed; undefined where it was closed meanwhile. */
  readonly window: () =>
    { readonly webContents: Pick<BrowserWindow['webContents'], 'printToPDF'> } | undefined;
  readonly dialog: Pick<Dialog, 'showSaveDialog'>;
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>;
  readonly now: () => Date;
}

/**
 * The pages as they would be printed, on the papers that they ask for. The name that is proposed says
 * nothing of the patient: names of files stand in lists of recent ones. The file itself is in clear, as
 * paper is; whoever saves it answers for where.
 */
export function savePdfOf({ window, dialog, write, now }: PdfParts): SavePdf {
  return async () => {
    try {
      const printed = await window()?.webContents.printToPDF({
        preferCSSPageSize: true,
        printBackground: true,
      });
      if (!printed) return 'notSaved';
      const stamp = now().toISOString().replace(/\D/g, '').slice(0, 14);
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: `bedside-${stamp}.pdf`,
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      });
      if (canceled || filePath === '') return 'cancelled';
      await write(filePath, printed);
      return 'saved';
    } catch {
      return 'notSaved';
    }
  };
}
