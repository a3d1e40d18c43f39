import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';

/** What a series needs next: nothing, its first candles, its newest ones, its holes filled, or its older ones. */
export type NextStep = 'none' | 'first' | 'catch-up' | 'fill' | 'older' | 'keep';

/** Returns what the trader would do next with a series; every step but `none` is a download. */
export function nextStep(one: SeriesCoverage): NextStep {
  if (!one.tracked) return 'keep';
  if (one.status === 'missing') return 'first';
  if (one.status === 'stale') return 'catch-up';
  if (one.status === 'incomplete') return one.openMissing > 0 ? 'fill' : 'older';
  return 'none';
}
