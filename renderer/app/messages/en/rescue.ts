import type { Messages } from '../messages.ts';
import type { rescue as vi } from '../vi/rescue.ts';

export const rescue: Messages<typeof vi> = {
  back: 'Back',
  'choice.refill': 'Fill the server again from here…',
  'choice.refillWhat':
    'This workstation sends the server everything that it lacks, and takes what it has. Choose this when the server was replaced or emptied and should get everything back.',
  'choice.refillSure': 'IT was asked: fill it again',
  'choice.join': 'It is still this hospital’s server…',
  'choice.joinWhat':
    'This workstation sends the server everything that it lacks, and takes what it has. Choose this only when it is certain that the server is this hospital’s.',
  'choice.joinSure': 'IT has confirmed it: join again',
  'choice.startAnew': 'Begin anew from this server…',
  'choice.startAnewWhat':
    'This workstation takes what the server has, and sends the entries that no server ever had. What only the server before had stays on this workstation: it can be read, counts as only here, and isn’t sent until somebody chooses so. Nothing is lost.',
  'choice.startAnewSure': 'IT has confirmed it: begin anew',
  held_one: 'Kept on this workstation: {{count}} entry that the new server lacks',
  held_other: 'Kept on this workstation: {{count}} entries that the new server lacks',
  heldWhat:
    'The server before had these, the new one doesn’t. They are whole on this workstation and aren’t sent. IT chooses: send them to the new server, or put them into a rescue file at the end of this page.',
  heldSend: 'Send them to the new server…',
  heldSendSure: 'IT has confirmed it: send them',
};
