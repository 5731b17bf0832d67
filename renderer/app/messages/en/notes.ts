import type { Messages } from '../messages.ts';
import type { notes as vi } from '../vi/notes.ts';

export const notes: Messages<typeof vi> = {};
