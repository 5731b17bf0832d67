import { createContext, useContext } from 'react';
import type { Ward } from '../../shared/bridge/contract.ts';

export type FramePanel = 'sync' | 'keys' | 'find';

/** What a page may ask of the frame around it. */
export interface FrameContextValue {
  /** The ward that this workstation shows. */
  readonly ward: Ward;
  showWard(code: string): void;
  /** The person whose chart was open last: the board comes back with the focus on them. */
  readonly lastPatient: string | undefined;
  chartOpened(patientId: string): void;
  readonly panel: FramePanel | undefined;
  open(panel: FramePanel): void;
  close(): void;
}

const FrameContext = createContext<FrameContextValue | undefined>(undefined);
export const FrameProvider = FrameContext.Provider;

export function useFrame(): FrameContextValue {
  const value = useContext(FrameContext);
  if (!value) throw new Error('outside the frame');
  return value;
}

/** As `useFrame`; undefined for a page that stands alone. */
export function useFrameIfAny(): FrameContextValue | undefined {
  return useContext(FrameContext);
}
