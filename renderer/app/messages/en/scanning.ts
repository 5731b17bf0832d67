import type { Messages } from '../messages.ts';
import type { scanning as vi } from '../vi/scanning.ts';

export const scanning: Messages<typeof vi> = {
  title: 'Scan with the camera',
  open: 'Scan with the camera',
  taking: 'Taking a scan',
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
  scanner: 'Card scanner',
  connection: 'The scanner is connected',
  'connection.keyboard': 'As a keyboard',
  'connection.hid': 'By USB, without typing',
  'connection.serial': 'At a serial port',
  'connectionDetail.keyboard':
    'It types in your place. Switch the Vietnamese input method off while scanning.',
  'connectionDetail.hid':
    'A scanner in HID POS mode. Letters with marks come whole, and there is no port to set up.',
  'connectionDetail.serial':
    'USB-COM or RS-232. Letters with marks come whole, and no input method spoils them.',
  baudRate: 'Speed (baud)',
  choosePort: 'Choose the port',
  chooseScanner: 'Choose the scanner',
  'scannerState.opening': 'Opening the scanner.',
  'scannerState.ready': 'The scanner is ready.',
  'scannerState.noPort': 'There is no scanner: plug it in and choose it in Settings.',
  'scannerState.inUse': 'Another program holds the scanner, or this machine keeps it closed.',
  'scannerState.unplugged': 'The scanner was unplugged. Plug it in again to use it.',
  'scannerState.unsupported':
    'This browser opens no scanner of this kind. Use it as a keyboard instead.',
  trial: 'Try a scan',
  trialPlaceholder: 'Click here and scan a card',
  'trial.citizenCard_one': 'A citizen card was read, {{count}} field',
  'trial.citizenCard_other': 'A citizen card was read, {{count}} fields',
  'trial.insuranceCard_one': 'An insurance card was read, {{count}} field',
  'trial.insuranceCard_other': 'An insurance card was read, {{count}} fields',
  'trial.notRead': 'The card could not be read',
};
