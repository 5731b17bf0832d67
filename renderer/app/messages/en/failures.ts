import type { Messages } from '../messages.ts';
import type { failures as vi } from '../vi/failures.ts';

export const failures: Messages<typeof vi> = {
  'notSaved.title': 'Not saved',
  'notSaved.storageFull':
    "This workstation's disk is full. What was saved before is safe, and what you typed is still here. Ask IT to free space, then save again.",
  'notSaved.storageFailed':
    'This workstation could not write to its disk. What was saved before is safe, and what you typed is still here. Save again; if it still fails, call IT.',
  'notSaved.recordRefused':
    'Something has a form that cannot be saved. Nothing is lost. Look at the marked fields, then save again.',
  'notSaved.workerLost':
    "The application's storage does not answer. What was saved is safe. Lock the workstation and unlock it, then save again.",
  'notSaved.notSigned':
    'It could not be signed with your key, so nothing was saved. What you typed is still here. Lock the workstation, unlock it, then sign again.',
  'notSaved.notAllowed':
    'Your role may not write this, so it was not saved. Nothing is lost. Ask somebody who may.',
  'notSaved.enrolledTwice':
    'Another machine was enrolled as this workstation, so nothing more is written here. What was saved is whole, and what you typed is still here. Write it on another workstation, and call IT.',
  'notSaved.unknown':
    'Nothing is lost, and what you typed is still here. Save again; if it still fails, call IT.',
};
