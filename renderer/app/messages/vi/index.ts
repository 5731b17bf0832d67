import { allergies } from './allergies.ts';
import { chart } from './chart.ts';
import { disagreements } from './disagreements.ts';
import { encounter } from './encounter.ts';
import { failures } from './failures.ts';
import { find } from './find.ts';
import { findings } from './findings.ts';
import { frame } from './frame.ts';
import { glass } from './glass.ts';
import { history } from './history.ts';
import { identities } from './identities.ts';
import { inbox } from './inbox.ts';
import { notes } from './notes.ts';
import { orders } from './orders.ts';
import { patient } from './patient.ts';
import { photo } from './photo.ts';
import { people } from './people.ts';
import { print } from './print.ts';
import { refusals } from './refusals.ts';
import { registration } from './registration.ts';
import { rescue } from './rescue.ts';
import { scanning } from './scanning.ts';
import { setAside } from './setAside.ts';
import { settings } from './settings.ts';
import { storage } from './storage.ts';
import { sync } from './sync.ts';
import { times } from './times.ts';
import { trail } from './trail.ts';
import { ui } from './ui.ts';
import { unlock } from './unlock.ts';
import { ward } from './ward.ts';

export const vi = {
  ui,
  frame,
  unlock,
  ward,
  find,
  refusals,
  registration,
  sync,
  storage,
  rescue,
  scanning,
  settings,
  failures,
  chart,
  notes,
  orders,
  allergies,
  patient,
  photo,
  people,
  print,
  encounter,
  disagreements,
  findings,
  history,
  inbox,
  identities,
  times,
  trail,
  glass,
  setAside,
};
