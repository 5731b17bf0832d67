import type { Facility } from '../bridge/contract.ts';
import type { AnyRecord } from '../records/kinds.ts';
import { demonstrationFacility } from './facility.ts';

export interface HospitalRequest {
  /** The same seed, number and day give the same bytes. */
  readonly seed: number;
  readonly patients: number;
  /** The day of the demonstration, `2026-11-23`: stays and ages are told from it. */
  readonly today: string;
}

export interface Hospital {
  readonly facility: Facility;
  readonly records: AnyRecord[];
}

/** An invented hospital: its patients and their charts. Deterministic, and no real person. */
export function generateHospital(_request: HospitalRequest): Hospital {
  return { facility: demonstrationFacility, records: [] };
}
