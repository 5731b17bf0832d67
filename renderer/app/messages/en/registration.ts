import type { Messages } from '../messages.ts';
import type { registration as vi } from '../vi/registration.ts';

export const registration: Messages<typeof vi> = {};
