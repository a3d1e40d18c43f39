import type { Bar } from './stream.ts';

/**
 * Wilder's true range: the widest of high − low and the distances of both from the close before. NaN when there is
 * no close before.
 */
export const trueRange = ({ high, low }: Bar, closeBefore: number): number =>
  Math.max(high - low, Math.abs(high - closeBefore), Math.abs(low - closeBefore));
