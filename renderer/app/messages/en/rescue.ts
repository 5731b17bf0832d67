import type { Messages } from '../messages.ts';
import type { rescue as vi } from '../vi/rescue.ts';

export const rescue: Messages<typeof vi> = {
  back: 'Back',
  'choice.whose':
    'For the administrator (IT) alone. Call them; until then everything can be written and stays on this machine.',
  'choice.refill': 'Fill the server again from here…',
  'choice.refillWhat':
    'This workstation sends the server everything that it lacks, and takes what it has. Choose this when the server was replaced or emptied and should get everything back.',
  'choice.refillSure': 'IT was asked: fill it again',
  'choice.join': 'It is still this hospital’s server…',
  'choice.joinWhat':
    'This workstation sends the server everything that it lacks, and takes what it has. Choose this only when it is certain that the server is this hospital’s.',
  'choice.joinSure': 'IT has confirmed it: join again',
  'choice.moved': 'It is the hospital’s server, on a new machine…',
  'choice.movedWhat':
    'This workstation sends the server everything that it lacks, and takes what it has. In a copy for training, real records would go there and practice records would come here, and nobody could part them again: choose this only when IT is certain.',
  'choice.movedSure': 'IT has confirmed it: join again',
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
  title: 'Rescue file',
  what: 'For IT: what no server has goes into a locked file, which another workstation takes in and sends. For a PC that is failing, has to be set up anew, or has no network for long.',
  make: 'Put it into a rescue file…',
  take: 'Take in a rescue file…',
  close: 'Close',
  makeWhat_one:
    '{{number}} entry that isn’t on the server goes into the file, with its history. It stays here, too. What is being typed and isn’t saved yet is not in the file.',
  makeWhat_other:
    '{{number}} entries that aren’t on the server go into the file, with their history. They stay here, too. What is being typed and isn’t saved yet is not in the file.',
  makeOneWhat:
    'This entry alone goes into the file, with every version of it that is here. It stays here, too. Another workstation can take the file in and send it instead.',
  passphrase: 'Password of the file',
  passphraseHint: 'At least {{count}} characters. Nobody can open the file without it.',
  again: 'Password of the file again',
  needsLength: 'Put into a file: the password needs at least {{count}} characters',
  needsSame: 'The two are not the same yet',
  makeNow: 'Put into the file',
  made_one: '{{count}} entry is in the rescue file',
  made_other: '{{count}} entries are in the rescue file',
  madeWhat:
    'Copy the file to a stick and take it to another workstation. Keep the password apart from it. The entries count as only here until they are read back from the server.',
  madeDamaged_one:
    '{{count}} record is damaged on this PC’s disk and so is not in the file. Tell IT.',
  madeDamaged_other:
    '{{count}} records are damaged on this PC’s disk and so are not in the file. Tell IT.',
  notMade: 'The file was not made',
  notMadeWhat:
    'Nothing is lost: everything is still here. See whether the disk has room, and try again.',
  takeWhat:
    'What isn’t here yet comes to this workstation and is sent to the server. What is here already isn’t written again; taking a file in twice does no harm.',
  file: 'Rescue file (.bedside)',
  chooseFile: 'Choose a file…',
  noFile: 'No file chosen yet',
  passphraseOf: 'Password of the file',
  needsFile: 'Take in: no file chosen yet',
  needsPassphrase: 'Take in: the file’s password is missing',
  takeNow: 'Take in',
  taken_one: '{{count}} entry was taken in',
  taken_other: '{{count}} entries were taken in',
  takenFrom: 'From {{workstation}}, put into the file at {{time}}.',
  takenKnown_one: '{{count}} entry was here already.',
  takenKnown_other: '{{count}} entries were here already.',
  takenWhat: 'They count as only here until they are read back from the server.',
  notTaken: 'Not taken in, and nothing was changed',
  'fault.notARescueFile': 'This is no rescue file of Bedside.',
  'fault.newerFormat':
    'A newer version wrote the file. Update this workstation, then take it in again.',
  'fault.otherFacility':
    'The file is another facility’s. Only a workstation of theirs takes it in.',
  'fault.wrongPassphrase':
    'This password doesn’t open the file. Type it again, and look at Caps Lock.',
  'fault.cut': 'The file is cut: its end is missing. Copy it again from the PC where it was made.',
  'fault.damaged':
    'The file is damaged or was changed. Copy it again from the PC where it was made.',
  'fault.failed':
    'Not all was taken in: this PC could not read the file or not write. See whether the disk has room, and take it in again; nothing is written twice.',
};
