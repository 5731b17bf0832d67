import { describe, expect, it } from 'vitest';
import type { Dialog } from 'electron';
import { savePdfOf } from '../../../../main/electron/savePdf.ts';
import type { PdfParts } from '../../../../main/electron/savePdf.ts';

const pdf = Buffer.from('%PDF-1.7 invented');

function shell(
  chosen: Awaited<ReturnType<Dialog['showSaveDialog']>>,
  change: Partial<PdfParts> = {},
) {
  const asked: unknown[] = [];
  const written = new Map<string, Uint8Array>();
  const parts: PdfParts = {
    window: () => ({
      webContents: {
        async printToPDF(options) {
          asked.push(options);
          return pdf;
        },
      },
    }),
    dialog: {
      async showSaveDialog(...options: readonly unknown[]) {
        asked.push(options.at(-1));
        return chosen;
      },
    } as PdfParts['dialog'],
    write: async (path, bytes) => void written.set(path, bytes),
    now: () => new Date('2026-11-23T07:05:09.000Z'),
    ...change,
  };
  return { save: savePdfOf(parts), asked, written };
}
const place = { canceled: false, filePath: 'D:/nhãn.pdf' };

describe('saving what is printed as a PDF', () => {
  it('writes the pages, on their own papers, where a person chose', async () => {
    const { save, asked, written } = shell(place);
    expect(await save()).toBe('saved');
    expect(written).toEqual(new Map([['D:/nhãn.pdf', pdf]]));
    expect(asked[0]).toMatchObject({ preferCSSPageSize: true });
    // The name that is proposed tells nothing of a patient.
    expect(asked[1]).toMatchObject({ defaultPath: 'bedside-20261123070509.pdf' });
  });
  it('writes nothing where nobody chose, and says so', async () => {
    const { save, written } = shell({ canceled: true, filePath: '' });
    expect(await save()).toBe('cancelled');
    expect(written.size).toBe(0);
  });
  it.each([
    ['the disk is full', { write: () => Promise.reject(new Error('ENOSPC')) }],
    ['the window is gone', { window: () => undefined }],
  ] satisfies readonly (readonly [string, Partial<PdfParts>])[])(
    'says that it was not saved where %s',
    async (_what, change) => {
      expect(await shell(place, change).save()).toBe('notSaved');
    },
  );
});
