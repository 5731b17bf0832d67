import type { Messages } from '../messages.ts';
import type { scanning as vi } from '../vi/scanning.ts';

export const scanning: Messages<typeof vi> = {
  title: 'Scan with the camera',
  open: 'Scan with the camera',
  picture: "The camera's picture",
  starting: 'Opening the camera',
  hold: "Hold the card's code in the frame, about 15 cm from the camera.",
  several: 'The camera sees several different codes. Leave one card in the frame.',
  notWanted:
    'This is neither a citizen card nor an insurance card. Hold the card’s QR code in the frame.',
  notKept: 'The camera is open while this panel is. No picture is kept.',
  camera: 'Camera',
  cameraNumber: 'Camera {{number}}',
  lampOn: 'Lamp on',
  lampOff: 'Lamp off',
  again: 'Try again',
  'fault.noCamera': 'No camera was found',
  'faultDo.noCamera': 'Plug a camera in and press Try again, or type instead.',
  'fault.denied': 'The camera may not be used',
  'faultDo.denied':
    'The operating system or the browser keeps the camera closed. Ask IT to open it for Bedside; type meanwhile.',
  'fault.inUse': 'The camera is used elsewhere',
  'faultDo.inUse': 'Close the program that uses it and press Try again.',
  'fault.unplugged': 'The camera was unplugged',
  'faultDo.unplugged': 'Plug it in and press Try again.',
  'fault.notRead': 'Codes can’t be read on this machine',
  'faultDo.notRead': 'The reader doesn’t run here. Type instead, and tell IT.',
};
