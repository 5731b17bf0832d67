import type { Messages } from '../messages.ts';
import type { unlock as vi } from '../vi/unlock.ts';

export const unlock: Messages<typeof vi> = {
  title: 'Unlock',
  workstation: 'Workstation: {{name}}',
  starting: 'Starting',
  who: 'Who you are',
  whoPlaceholder: 'Type your name; tone marks may be left out',
  passphrase: 'Passphrase',
  open: 'Unlock',
  needsPerson: 'Choose your name first',
  needsPassphrase: 'Type the passphrase',
  opening: "Opening this workstation's records",
  openingRecords_one: '{{count}} record read',
  openingRecords_other: '{{count}} records read',
  capsLock: 'Caps Lock is on',
  wrongTitle: 'The passphrase is not right',
  wrongNow: 'Check the Vietnamese input method and Caps Lock, then type it again. Nothing is lost.',
  wrongWait_one:
    'Try again in {{count}} second. Check the Vietnamese input method and Caps Lock. Nothing is lost.',
  wrongWait_other:
    'Try again in {{count}} seconds. Check the Vietnamese input method and Caps Lock. Nothing is lost.',
  wrongWaitMinutes_one:
    'Wrong many times: try again in {{count}} minute. Others can still sign in. Nothing is lost.',
  wrongWaitMinutes_other:
    'Wrong many times: try again in {{count}} minutes. Others can still sign in. Nothing is lost.',
  waitLockedMinutes_one: 'Wait {{count}} minute',
  waitLockedMinutes_other: 'Wait {{count}} minutes',
  noEntryTitle: 'This workstation has no key for you yet',
  noEntry:
    '{{name}} never used this workstation. With a password: ask somebody who can open it to sign in with a network, for about a minute, and try again. Without one, ask an administrator. Nothing is lost.',
  notLetInTitle: 'This person isn’t let in',
  'notLetIn.revoked':
    'An administrator ended the account of {{name}}. What they wrote stays here and still goes out. If that is a mistake, ask an administrator.',
  'notLetIn.ended':
    'The account of {{name}} has come to its end. Nothing they wrote is lost. Ask an administrator to renew it.',
  chooseTitle: 'Choose a password of your own',
  chooseWhy:
    'The password just typed was given to {{name}} by somebody else and works once. The new one is known to you alone.',
  somebodyElse: 'Later, back to the unlock page',
  currentPassword: 'Current password',
  newPassword: 'New password',
  newPasswordAgain: 'New password again',
  lengthHint_one: 'At least {{count}} character.',
  lengthHint_other:
    'At least {{count}} characters. A short sentence is good; no digits or signs are needed.',
  changePassword: 'Change the password',
  needsCurrent: 'Type the current password',
  needsLength_one: 'The new password needs {{count}} character',
  needsLength_other: 'The new password needs {{count}} characters',
  needsAgain: 'Type the new password again',
  notTheSame: 'The two are not the same yet',
  notChanged: 'The password was not changed',
  'weak.tooShort_one': 'The new password needs at least {{count}} character.',
  'weak.tooShort_other': 'The new password needs at least {{count}} characters.',
  'weak.tooSimple_one':
    'The new password is your name, or a few characters again and again. Choose another.',
  'weak.tooSimple_other':
    'The new password is your name, or a few characters again and again. Choose another.',
  'weak.common_one':
    'This is among those that are tried first: familiar words, names or rows of digits. Choose a short sentence of your own.',
  'weak.common_other':
    'This is among those that are tried first: familiar words, names or rows of digits. Choose a short sentence of your own.',
  'weak.unchanged_one': 'The new password is the current one. Choose another.',
  'weak.unchanged_other': 'The new password is the current one. Choose another.',
  currentWrong: 'The current password is not right. Check the input method and Caps Lock.',
  currentWrongWait_one: 'The current password is not right. Try again in {{count}} second.',
  currentWrongWait_other: 'The current password is not right. Try again in {{count}} seconds.',
  oldStillOpens: 'The old password still opens. Try again; if it still fails, call IT.',
  waitLocked_one: 'Wait {{count}} second',
  waitLocked_other: 'Wait {{count}} seconds',
  offlineWorks:
    'Works without a network. What was written stays on this workstation and is sent by itself.',
  'role.doctor': 'Doctor',
  'role.nurse': 'Nurse',
  'role.registrar': 'Registration',
  'role.pharmacist': 'Pharmacist',
  'role.laboratory': 'Laboratory',
  'role.recordsOfficer': 'Medical records',
  'role.administrator': 'Administrator',
  'role.auditor': 'Auditor',
  'role.emergency': 'Emergency code',
  whatHappened: 'What happened',
  whatIsSafe: 'What is safe',
  whatToDo: 'What to do',
  tryAgain: 'Try again',
  'failed.keystoreMissing.title': "This workstation's key file is missing",
  'failed.keystoreMissing.happened':
    'The file that holds the encryption keys is not in the profile, so the records cannot be opened.',
  'failed.keystoreMissing.safe':
    'The records are whole and still encrypted. No new key is made by itself: it could not read them.',
  'failed.keystoreMissing.todo':
    "Don't reinstall, don't delete the profile. Ask IT to restore the key file from this workstation's backup.",
  'failed.keystoreDamaged.title': 'Your key file on this workstation is damaged',
  'failed.keystoreDamaged.happened':
    'The file that holds the encryption keys was half-written or changed, and cannot be read.',
  'failed.keystoreDamaged.safe':
    'The records are whole and still encrypted. The damaged file is kept.',
  'failed.keystoreDamaged.todo':
    "Others can still sign in. Don't reinstall, don't delete the profile. Ask IT to restore your key file from this workstation's backup.",
  'failed.keystoreEarlierVersion.title': "This workstation's key file has an earlier form",
  'failed.keystoreEarlierVersion.happened':
    'An earlier version made this workstation, when everybody shared one password. This version does not read that file.',
  'failed.keystoreEarlierVersion.safe':
    'The records are whole and still encrypted. The old file is kept.',
  'failed.keystoreEarlierVersion.todo':
    "Don't delete the profile. Ask IT to send everything with the earlier version, then to enrol the workstation anew.",
  'failed.keystoreNewer.title': 'The key file belongs to a newer Bedside',
  'failed.keystoreNewer.happened': 'A newer version wrote your password on this workstation.',
  'failed.keystoreNewer.safe':
    'The records are whole and still encrypted. This version changes nothing.',
  'failed.keystoreNewer.todo': "Ask IT to install the newer version again. Don't delete the data.",
  'failed.keystoreOtherWorkstation.title': "The key file is another workstation's",
  'failed.keystoreOtherWorkstation.happened':
    'The key file or the device secret was copied from another workstation, so the password cannot open it.',
  'failed.keystoreOtherWorkstation.safe':
    'The records are whole and still encrypted. Nothing is written over them.',
  'failed.keystoreOtherWorkstation.todo':
    'Ask IT to put back the key file and the device secret of this very workstation.',
  'failed.keystoreDeviceSecretMissing.title': "This workstation's device secret is missing",
  'failed.keystoreDeviceSecretMissing.happened':
    'Each password here works together with a secret of the device. The file that holds it is gone.',
  'failed.keystoreDeviceSecretMissing.safe':
    'Records and key files are whole and still encrypted. No new secret is made by itself: it would open nothing.',
  'failed.keystoreDeviceSecretMissing.todo':
    "Don't reinstall, don't delete the profile. Ask IT to restore the file device-secret.json from this workstation's backup.",
  'failed.keystoreDeviceSecretDamaged.title': "This workstation's device secret is damaged",
  'failed.keystoreDeviceSecretDamaged.happened':
    'The file that holds the secret of the device was half-written or changed, so no password can open anything.',
  'failed.keystoreDeviceSecretDamaged.safe':
    'Records and key files are whole and still encrypted. The damaged file is kept.',
  'failed.keystoreDeviceSecretDamaged.todo':
    "Don't reinstall, don't delete the profile. Ask IT to restore the file device-secret.json from this workstation's backup.",
  'failed.keystoreKeychainClosed.title': "The operating system's keychain is not open",
  'failed.keystoreKeychainClosed.happened':
    'The secret of the device is kept by the operating system, whose keychain is locked or does not answer.',
  'failed.keystoreKeychainClosed.safe': 'Records and key files are whole and still encrypted.',
  'failed.keystoreKeychainClosed.todo':
    "Sign in to the operating system again with the workstation's account, then press Try again. If that changes nothing, call IT.",
  'failed.alreadyOpen.title': 'Bedside is open in another window',
  'failed.alreadyOpen.happened':
    "The workstation's records open in one window only, so that windows don't write over each other.",
  'failed.alreadyOpen.safe': 'Everything saved is safe, and the other window works as usual.',
  'failed.alreadyOpen.todo': 'Use the other window, or close it and press Try again.',
  'failed.noIndexedDb.title': 'The browser does not allow storage',
  'failed.noIndexedDb.happened':
    'There is no IndexedDB: a private window, or a policy of this machine has switched storage off.',
  'failed.noIndexedDb.safe': 'Nothing was written yet, so nothing is lost.',
  'failed.noIndexedDb.todo':
    'Open it in an ordinary window. If that changes nothing, ask IT to allow storage.',
  'failed.wrongKey.title': "The key does not open this workstation's records",
  'failed.wrongKey.happened':
    'The passphrase is right, but the key in the file is not the one that encrypted these records.',
  'failed.wrongKey.safe':
    'The records are whole and still encrypted. Nothing is written over them.',
  'failed.wrongKey.todo':
    'Profiles of two workstations may have been mixed. Ask IT to put back the key file of this profile.',
  'failed.storageFull.title': "This workstation's disk is full",
  'failed.storageFull.happened': 'There is not enough room to open the records.',
  'failed.storageFull.safe': 'Everything saved is safe.',
  'failed.storageFull.todo':
    "Ask IT to free space, then press Try again. Don't delete the application's data.",
  'failed.storageFailed.title': "This workstation's disk cannot be read",
  'failed.storageFailed.happened': 'The disk reported an error while the records were opened.',
  'failed.storageFailed.safe': 'Nothing is written over them. What was sent is on the server.',
  'failed.storageFailed.todo':
    'Restart the machine and try again. If that changes nothing, ask IT to copy the profile before mending it.',
  'failed.fromNewerVersion.title': 'The records belong to a newer Bedside',
  'failed.fromNewerVersion.happened': 'A newer version than this one has run on this workstation.',
  'failed.fromNewerVersion.safe': 'The records are whole; this version changes nothing.',
  'failed.fromNewerVersion.todo':
    "Ask IT to install the newer version again. Don't delete the data.",
  'failed.unknown.title': 'The workstation could not be opened',
  'failed.unknown.happened': 'The application failed while opening the records.',
  'failed.unknown.safe': 'Everything saved is safe.',
  'failed.unknown.todo':
    'Press Try again. If that changes nothing, restart the application, then call IT.',
  'failed.noShell.title': 'The application did not start fully',
  'failed.noShell.happened': 'This page cannot reach the main part of the application.',
  'failed.noShell.safe': 'Everything saved is safe.',
  'failed.noShell.todo':
    'Close the application and open it again. If that changes nothing, call IT.',
  pin: 'PIN',
  needsPin: 'Type the PIN',
  usePassword: 'Use the password',
  pinWrong: 'That is not the PIN',
  pinTriesLeft_one: '{{count}} try left, then the password is needed.',
  pinTriesLeft_other: '{{count}} tries left, then the password is needed.',
  pinGoneTitle: 'The password is needed',
  pinGone:
    'A PIN opens for 10 minutes after a lock, while the machine doesn’t sleep. Nothing is lost.',
  pinTriesUsed: 'Three wrong PINs. Open with the password; the PIN works again afterwards.',
  emergencyWhat:
    'The code in the ward’s sealed envelope, good once. All that you write carries your name and the mark “emergency code”; the auditor is told.',
  emergencyName: 'Your name with its title',
  emergencyNameHint: 'For example: BS. Hà Văn Mẫu, Khoa Ngoại',
  emergencyReason: 'Why the emergency code',
  'emergencyReason.emergency': 'An emergency that can’t wait',
  'emergencyReason.covering': 'Covering, without an account on this ward',
  'emergencyReason.noAccount': 'No account yet',
  'emergencyReason.cannotSignIn': 'Has an account and can’t sign in',
  emergencyCode: 'Emergency code',
  emergencyCodeHint: 'Five groups of four letters and digits. Switch the Vietnamese keyboard off.',
  needsName: 'Type first and last name',
  needsReason: 'Choose a reason',
  needsCode: 'Type the emergency code',
  notACodeTitle: 'That is not quite a code',
  notACode:
    'A letter is wrong or missing. Switch the Vietnamese keyboard off and type it again; this doesn’t count as a wrong try.',
  'notLetIn.used':
    'This emergency code was used already; each envelope is good once. Ask the administrator for a new one. What was written is whole.',
  'notLetIn.otherWard':
    'This emergency code is another ward’s. Use the envelope of the ward where this workstation stands.',
};
