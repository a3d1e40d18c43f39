import type { ReviewItem, ReviewKind, ReviewState } from '../../../shared/domain/quality.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { TIMEFRAMES } from '../../../shared/domain/timeframe.ts';

export type ReviewFilter = Readonly<{
  text: string;
  kind: ReviewKind | 'any';
  state: ReviewState | 'any';
}>;

/** What waits for a decision is what one comes for. */
export const NO_FILTER: ReviewFilter = { text: '', kind: 'any', state: 'open' };

/** Returns the items that are as the filter says, the newest candles first. */
export function filterItems(items: readonly ReviewItem[], filter: ReviewFilter): readonly ReviewItem[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const isNamed = (item: ReviewItem): boolean => {
    const name = seriesName(item).toLowerCase();
    return words.every((word) =>
      // `5m` means that timeframe and not `15m`, as it does in the table of series.
      (TIMEFRAMES as readonly string[]).includes(word) ? item.timeframe === word : name.includes(word),
    );
  };
  return items
    .filter(
      (item) =>
        (filter.kind === 'any' || item.kind === filter.kind) &&
        (filter.state === 'any' || item.state === filter.state) &&
        isNamed(item),
    )
    .toSorted((a, b) => b.from - a.from || a.id - b.id);
}
