import type { BackfillEstimate, CallReceived } from '../../../shared/contract/calls.ts';
import { type IntervalSet, subtract } from '../../../shared/domain/interval.ts';
import { DEFAULT_HISTORY_DAYS, durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { EngineContext } from '../context.ts';
import type { MarketFeed } from '../ports/feed.ts';
import { missingIn } from './missing.ts';
import { candlesIn, nextPage } from './pagePlan.ts';
import { rangeOf } from './range.ts';

type BackfillRequest = CallReceived<'backfill.start'>;

/** Measured: what a candle takes in the store with its ledgers (npm run bench). */
const BYTES_PER_CANDLE = 70;

/** Counts pages the way they will be fetched. */
function countPages(missing: IntervalSet, timeframe: Timeframe, feed: MarketFeed): number {
  const next = (left: IntervalSet) =>
    nextPage(left, durationOf(timeframe), (from) => feed.pageSize(timeframe, from));
  let pages = 0;
  let left = missing;
  for (let page = next(left); page !== null; page = next(left)) {
    left = subtract(left, [page]);
    pages += 1;
  }
  return pages;
}

/** Counts pages once for all symbols that lack the same, which hundreds of new ones do: years of minutes take a while. */
function createPageCounter(feed: MarketFeed): (missing: IntervalSet, timeframe: Timeframe) => number {
  const counted = new Map<string, number>();
  return (missing, timeframe) => {
    const key = JSON.stringify([timeframe, missing]);
    const pages = counted.get(key) ?? countPages(missing, timeframe, feed);
    counted.set(key, pages);
    return pages;
  };
}

/** Tells how much a backfill would ask for and how long that takes, without asking for it or changing anything. */
export async function estimateBackfill(
  context: EngineContext,
  catalog: CatalogService,
  feed: MarketFeed,
  request: BackfillRequest,
): Promise<BackfillEstimate> {
  const entries = (await catalog.list()).filter(({ exchange }) => exchange === request.exchange);
  const now = context.exchangeClock.now(request.exchange);
  const pagesOf = createPageCounter(feed);
  const series: BackfillEstimate['series'][number][] = [];
  for (const symbol of new Set(request.symbols)) {
    const entry = entries.find((candidate) => candidate.symbol === symbol);
    for (const timeframe of new Set<Timeframe>(request.timeframes)) {
      const one = entry?.series.find((candidate) => candidate.timeframe === timeframe);
      const range = rangeOf(request, timeframe, one?.historyDays ?? DEFAULT_HISTORY_DAYS[timeframe], now);
      const wanted = { id: one?.id ?? null, timeframe, listedAt: entry?.listedAt ?? null };
      const missing = await missingIn(context, wanted, range);
      series.push({
        exchange: request.exchange,
        symbol,
        timeframe,
        missing: candlesIn(missing, durationOf(timeframe)),
        requests: pagesOf(missing, timeframe),
      });
    }
  }
  const total = (pick: (one: BackfillEstimate['series'][number]) => number): number =>
    series.reduce((sum, one) => sum + pick(one), 0);
  const requests = total((one) => one.requests);
  const missing = total((one) => one.missing);
  return {
    series,
    missing,
    requests,
    seconds: requests / feed.pagesPerSecond,
    bytes: missing * BYTES_PER_CANDLE,
  };
}
