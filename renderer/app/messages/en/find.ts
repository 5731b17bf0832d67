import type { Messages } from '../messages.ts';
import type { find as vi } from '../vi/find.ts';

export const find: Messages<typeof vi> = {};
