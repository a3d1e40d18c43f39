import { z } from 'zod';
import type { GapCause, GapState } from './gap.ts';

/** What mostly keeps a bucket of time from being complete; the number travels, the name is for people. */
export const CELL_KINDS = [
  'complete',
  'not-downloaded',
  'request-failed',
  'unconfirmed',
  'confirmed-empty',
  'rejected',
] as const;
export type CellKind = (typeof CELL_KINDS)[number];

/** Buckets of one series, oldest first: candles stored, open times missing, and the index of a CellKind. */
export const CoverageCells = z.strictObject({
  candles: z.instanceof(Float64Array),
  missing: z.instanceof(Float64Array),
  kind: z.instanceof(Float64Array),
});
export type CoverageCells = z.infer<typeof CoverageCells>;

/** Returns the index in CELL_KINDS that stands for a gap. */
export function cellKind(cause: GapCause, state: GapState): number {
  if (state === 'confirmed-empty') return CELL_KINDS.indexOf('confirmed-empty');
  if (cause === 'exchange-empty') return CELL_KINDS.indexOf('unconfirmed');
  return CELL_KINDS.indexOf(cause);
}
