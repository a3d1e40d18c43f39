import { z } from 'zod';
import { type GapCause, type GapState, isEmptyAtVenue } from './gap.ts';

/** What mostly keeps a bucket of time from being complete; the number travels, the name is for people. */
export const CELL_KINDS = [
  'complete',
  'not-downloaded',
  'request-failed',
  'unconfirmed',
  'confirmed-empty',
  'rejected',
  /** The venue was down for several symbols at once, confirmed or not. */
  'outage',
  /** The program was closed, or the PC slept: a repair fetches it. */
  'away',
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
  if (cause === 'outage') return CELL_KINDS.indexOf('outage');
  if (cause === 'app-not-running' || cause === 'pc-asleep') return CELL_KINDS.indexOf('away');
  if (state === 'confirmed-empty') return CELL_KINDS.indexOf('confirmed-empty');
  if (isEmptyAtVenue(cause)) return CELL_KINDS.indexOf('unconfirmed');
  if (cause === 'not-downloaded') return CELL_KINDS.indexOf('not-downloaded');
  return CELL_KINDS.indexOf(cause === 'rejected' ? 'rejected' : 'request-failed');
}
