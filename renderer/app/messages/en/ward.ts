import type { Messages } from '../messages.ts';
import type { ward as vi } from '../vi/ward.ts';

export const ward: Messages<typeof vi> = {};
