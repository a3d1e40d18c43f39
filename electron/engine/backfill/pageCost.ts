import { type IntervalSet, subtract } from '../../../shared/domain/interval.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { MarketFeed } from '../ports/feed.ts';
import { nextPage } from './pagePlan.ts';

/** Pages a set of missing candles takes, and what they cost of the venue's quota in its own weights. */
export type PageCost = Readonly<{ requests: number; weight: number }>;

/** Counts pages the way they will be fetched. */
function costOf(missing: IntervalSet, timeframe: Timeframe, feed: MarketFeed): PageCost {
  const next = (left: IntervalSet) =>
    nextPage(left, durationOf(timeframe), (from) => feed.pageSize(timeframe, from));
  let requests = 0;
  let weight = 0;
  let left = missing;
  for (let page = next(left); page !== null; page = next(left)) {
    left = subtract(left, [page]);
    requests += 1;
    weight += feed.quota.pageWeight(timeframe, page.from);
  }
  return { requests, weight };
}

/** Counts pages once for all symbols that lack the same, which hundreds of new ones do: years of minutes take a while. */
export function createPageCounter(
  feed: MarketFeed,
): (missing: IntervalSet, timeframe: Timeframe) => PageCost {
  const counted = new Map<string, PageCost>();
  return (missing, timeframe) => {
    const key = JSON.stringify([timeframe, missing]);
    const cost = counted.get(key) ?? costOf(missing, timeframe, feed);
    counted.set(key, cost);
    return cost;
  };
}
