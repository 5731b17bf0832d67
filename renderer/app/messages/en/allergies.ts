import type { Messages } from '../messages.ts';
import type { allergies as vi } from '../vi/allergies.ts';

export const allergies: Messages<typeof vi> = {};
