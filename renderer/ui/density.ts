import { createContext, useContext } from 'react';

/** How high a table's row is, in pixels; in step with `--ck-row` in tokens.css. */
export const ROW_HEIGHTS = { compact: 26, roomy: 34 } as const;

const RowHeightContext = createContext<number>(ROW_HEIGHTS.compact);

export const RowHeightProvider = RowHeightContext.Provider;

/** Returns the height of a table's row at the density the trader chose. */
export const useRowHeight = (): number => useContext(RowHeightContext);
