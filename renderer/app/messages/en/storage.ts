import type { Messages } from '../messages.ts';
import type { storage as vi } from '../vi/storage.ts';

export const storage: Messages<typeof vi> = {
  title: 'Room on this workstation',
  measuring: 'Being measured.',
  meter: '{{percent}} % of what is allowed is used',
  held: '{{records}} records, {{megabytes}} MB; {{charts}} charts are wholly here.',
  bound: 'IT allows {{records}} records, {{megabytes}} MB.',
  makesRoom:
    'Charts that nobody has opened for long leave this workstation to make room. The server keeps them; opening one fetches it again.',
  nearTitle: 'This workstation is nearly full',
  near: 'No more charts can leave it. Connect it, so that what waits is sent, and ask IT to allow more.',
  fullTitle: 'This workstation holds as much as is allowed',
  full: 'No more charts can leave it. You can go on writing, and nothing is lost. Connect it, so that what waits is sent, and ask IT today to allow more.',
  evictionOff:
    'This workstation can’t make room by itself: its store isn’t of the form that this version knows. Tell IT.',
};
