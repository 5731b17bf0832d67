import type { Messages } from '../messages.ts';
import type { sync as vi } from '../vi/sync.ts';

export const sync: Messages<typeof vi> = {
  title: 'Sync centre',
  connecting: 'Reaching the server',
  online: 'Connected, sends and receives by itself',
  onlineShort: 'Online',
  offlineSince: 'Offline since {{time}}',
  faultSince: 'Cannot send since {{time}}',
  savedHere: 'Saved here',
  allSent: 'Everything is on the server',
  waiting_one: '{{count}} entry waiting',
  waiting_other: '{{count}} entries waiting',
  firstFill: 'Receiving the charts for the first time: {{done}} / {{total}}',
  partial: 'Not complete: {{done}} of {{total}} records so far',
  complete: 'All on this workstation. Entries of others: up to {{time}}',
  owed_one: 'Not complete: {{count}} record not given by the server yet, asked for again',
  owed_other: 'Not complete: {{count}} records not given by the server yet, asked for again',
  neverHeard: 'Only entries of this workstation. Nothing received from the server yet',
  firstFillTitle: 'Receiving the charts for the first time',
  firstFillCount: '{{done}} of {{total}} records',
  firstFillWork: "This workstation's ward comes first. Registering and writing work meanwhile.",
  disputed: 'Disagreements',
  disputedUnits_one: '{{count}} place',
  disputedUnits_other: '{{count}} places',
  deletedPatient: 'The chart is not on this workstation',
  openCentre: 'Sync centre: {{state}}',
  'sentence.online':
    'Connected. New entries go by themselves, and count as sent only when they were read back from the server.',
  'sentence.connecting': 'Reaching the server. All that was written is saved on this workstation.',
  'sentence.offline':
    'Offline since {{time}}. All that was written is saved on this workstation, and is sent by itself when the network is back.',
  'fault.accountRefused':
    "The server has refused this workstation's account since {{time}}. All that was written is saved here. Ask the administrator for a new account.",
  'fault.databaseMissing':
    'The server has had no database for this facility since {{time}}. All that was written is saved here. Ask the administrator to check the server; delete nothing here.',
  'fault.notACentralServer':
    'What answers since {{time}} is no Bedside server, perhaps a network login page. All that was written is saved here. Log in to the network, or call IT.',
  'fault.serverError':
    'The server has reported errors since {{time}}. All that was written is saved here, and is tried again by itself. Tell the administrator if it lasts.',
  'fault.storageFull':
    "This workstation's disk has been full since {{time}}; nothing more can be received. All that was written is still here. Ask IT to free space.",
  'count.hereOnly': 'Only here',
  'count.onServer': 'On the server',
  'count.refused': 'Refused',
  refusedAt: 'The server refused it at {{time}}:',
  refusedSafe:
    'It is whole on this workstation; others have not seen it. Open the chart to look again, or tell the administrator.',
  openChart: 'Open the chart',
  hereOnly: 'Only here',
  sentByItself: 'sent by itself when online',
  andMore_one: 'and {{count}} more',
  andMore_other: 'and {{count}} more',
  nothingWaits: 'Nothing is waiting to be sent.',
  others: 'Entries of others: known up to {{time}}',
  othersNever: 'Entries of others: none received yet',
  othersMay: 'Others may have written since then what is not seen here.',
  quarantined: 'Set aside, not used',
  quarantinedWhy:
    'Records from the server that do not have a readable form. They are kept, and not shown in charts. Call IT.',
  'kind.patient': 'Patient details',
  'kind.encounter': 'Visit, bed',
  'kind.condition': 'Diagnosis',
  'kind.allergy': 'Allergy',
  'kind.noteDraft': 'Progress note, draft',
  'kind.note': 'Progress note',
  'kind.order': 'Order',
  'kind.orderEvent': 'Change of an order',
  'kind.change': 'history entry',
  'kind.unknown': 'A record of another kind',
};
