import type { Messages } from '../messages.ts';
import type { chart as vi } from '../vi/chart.ts';

export const chart: Messages<typeof vi> = {};
