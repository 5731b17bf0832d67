import type { Messages } from '../messages.ts';
import type { times as vi } from '../vi/times.ts';

export const times: Messages<typeof vi> = {
  brief: 'stated time is not right',
  ahead: 'stated time is not right: {{by}} ahead',
  aheadWhy:
    'The stated time lies ahead of the server’s, so nobody can tell when this was written. What it says is not affected; it may be the newest.',
  behind: 'stated time is not right: that PC was {{by}} slow',
  behindWhy:
    'The clock of the PC that wrote this was slow then. Lists are ordered as if it had been right.',
  fast: 'stated time is not right: that PC was {{by}} fast',
  fastWhy:
    'The clock of the PC that wrote this was fast then. Lists are ordered as if it had been right.',
};
