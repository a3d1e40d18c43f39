import {
  type Interval,
  type IntervalSet,
  intersect,
  normalize,
  subtract,
  union,
} from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { floorToGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';

/** A series as far as it is known: one that nobody has asked for yet has no id, one nobody has looked at no listing. */
type Wanted = Readonly<{ id: SeriesId | null; timeframe: Timeframe; listedAt: number | null }>;

/**
 * Returns what a backfill of `range` would ask for: what is open in the ledger, and what the ledger does not know of
 * although the symbol was listed by then.
 */
export async function missingIn(
  { store }: Pick<EngineContext, 'store'>,
  { id, timeframe, listedAt }: Wanted,
  range: Interval,
): Promise<IntervalSet> {
  const asked = normalize([range]);
  const unlisted = { from: 0, until: floorToGrid(timeframe, listedAt ?? 0) };
  if (id === null || asked.length === 0) return subtract(asked, normalize([unlisted]));
  const [known, gaps] = await Promise.all([
    store.read.ledgerRange(id),
    store.read.ledgerGaps(id, range.from, range.until),
  ]);
  const open = normalize(gaps.filter(({ state }) => state === 'open'));
  const answered = normalize(known === null ? [unlisted] : [unlisted, known]);
  return union(intersect(open, asked), subtract(asked, answered));
}
