/** Saves what a window would print as a PDF, where a person at the screen chooses. Never rejects. */
export type SavePdf = () => Promise<'saved' | 'cancelled' | 'notSaved'>;
