import type { Interval, IntervalSet } from '../../../shared/domain/interval.ts';
import type { Result } from '../../../shared/lib/result.ts';
import type { FeedError, FeedPriority } from '../ports/feed.ts';

/** What came of one page: the open times it settled, and the candles it stored. */
export type PageResult = Readonly<{ settled: IntervalSet; stored: number }>;

/** One way of going through what a part has to ask for: a first look, a second one, another venue. */
export interface Pass {
  /** Its work is part of what the job says it has to do. */
  readonly counts: boolean;
  /** Done once before the pass asks for the first time. */
  begin?(): Promise<void>;
  /** What there is to ask for at this moment inside of `within`. */
  todo(within: Interval): Promise<IntervalSet>;
  /** Picks the next window of `todo` where pages are not all alike; null when none of it can be asked for right now. */
  nextPage?(todo: IntervalSet): Interval | null;
  /** Most candles one page can hold at `from`. */
  pageSize(from: number): number;
  /** Asks for one page and stores it. Rejects with a StoreError only. */
  fetch(
    window: Interval,
    missing: IntervalSet,
    priority: FeedPriority,
    signal: AbortSignal,
  ): Promise<Result<PageResult, FeedError>>;
  /** Keeps that a page could not be had. */
  failed(window: Interval, error: FeedError): Promise<void>;
}
