import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { SEPARATE_MARK } from '../../../shared/domain/import.ts';

/** What a series needs next: nothing, its first candles, its newest ones, its holes filled, its older ones, or to be kept. */
export type NextStep = 'none' | 'first' | 'catch-up' | 'fill' | 'older' | 'keep' | 'track';

/** Returns what the trader would do next with a series; every step but `none` is a download. */
export function nextStep(one: SeriesCoverage): NextStep {
  // Derived candles follow their finer ones, and no venue has those of a file that are kept apart.
  const isOwn = one.derivedFrom !== undefined || one.symbol.endsWith(SEPARATE_MARK);
  if (one.aside === true) return isOwn ? 'none' : 'track';
  if (!one.tracked) return 'keep';
  if (one.status === 'missing') return 'first';
  if (one.status === 'stale') return 'catch-up';
  if (one.status === 'incomplete') return one.openMissing > 0 ? 'fill' : 'older';
  return 'none';
}
