import {
  type Interval,
  type IntervalSet,
  intersect,
  normalize,
  subtract,
} from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EngineContext } from '../context.ts';

/** Returns what a backfill of `range` would ask for: what is open in the ledger, and what the ledger does not know of. */
export async function missingIn(
  { store }: Pick<EngineContext, 'store'>,
  seriesId: SeriesId | null,
  range: Interval,
): Promise<IntervalSet> {
  const asked = normalize([range]);
  if (seriesId === null || asked.length === 0) return asked;
  const [known, gaps] = await Promise.all([
    store.read.ledgerRange(seriesId),
    store.read.ledgerGaps(seriesId, range.from, range.until),
  ]);
  const open = normalize(gaps.filter(({ state }) => state === 'open'));
  return normalize([...intersect(open, asked), ...subtract(asked, known === null ? [] : [known])]);
}
