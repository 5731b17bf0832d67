import type { Messages } from '../messages.ts';
import type { orders as vi } from '../vi/orders.ts';

export const orders: Messages<typeof vi> = {};
