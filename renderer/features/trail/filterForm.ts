import type { TrailFilter } from '../../../shared/audit/trailFilter.ts';
import { parseDateEntry } from '../../../shared/clinical/dates.ts';

/** The filter as it is typed and chosen. */
export interface FilterForm {
  readonly person: string | undefined;
  readonly action: string | undefined;
  readonly workstation: string | undefined;
  readonly recordNumber: string;
  readonly from: string;
  readonly to: string;
}

export const noFilter: FilterForm = {
  person: undefined,
  action: undefined,
  workstation: undefined,
  recordNumber: '',
  from: '',
  to: '',
};

/** A day as typed; undefined for none. */
export function dayOf(text: string): string | 'unreadable' | undefined {
  if (text.trim() === '') return undefined;
  const date = parseDateEntry(text);
  return date !== undefined && date.length === 10 ? date : 'unreadable';
}

/**
 * What is asked of the trail. A day that can't be read asks nothing yet; a record number that nobody
 * here has finds nothing.
 */
export function filterOf(form: FilterForm, patient: string | null | undefined): TrailFilter {
  const { person, action, workstation } = form;
  const [from, to] = [dayOf(form.from), dayOf(form.to)];
  return {
    ...(person === undefined ? {} : { person }),
    ...(action === undefined ? {} : { action }),
    ...(workstation === undefined ? {} : { workstation }),
    ...(patient === undefined ? {} : { patient: patient ?? 'nobody' }),
    ...(from === undefined || from === 'unreadable' ? {} : { from }),
    ...(to === undefined || to === 'unreadable' ? {} : { to }),
  };
}
