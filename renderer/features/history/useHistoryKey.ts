import { useMemo } from 'react';
import { useShortcuts } from '../../app/useShortcuts.ts';

/**
 * H opens the history of the record that the focus is in (an element above it names it as
 * `data-record-id`), of the patient's details anywhere else.
 */
export function useHistoryKey(show: (recordId: string) => void, patientRecordId: string): void {
  useShortcuts(
    useMemo(
      () => ({
        H: () => {
          const within = document.activeElement?.closest<HTMLElement>('[data-record-id]');
          show(within?.dataset['recordId'] ?? patientRecordId);
        },
      }),
      [show, patientRecordId],
    ),
  );
}
