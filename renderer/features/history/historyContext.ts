import { createContext, useContext } from 'react';

/** Opens the history of a record beside the chart; undefined where there is no chart around. */
export type ShowHistory = (recordId: string) => void;

const HistoryContext = createContext<ShowHistory | undefined>(undefined);
export const HistoryProvider = HistoryContext.Provider;

export function useShowHistory(): ShowHistory | undefined {
  return useContext(HistoryContext);
}
