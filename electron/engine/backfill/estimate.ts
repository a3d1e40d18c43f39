import type { BackfillEstimate, CallReceived } from '../../../shared/contract/calls.ts';
import { type IntervalSet, lengthOf, subtract } from '../../../shared/domain/interval.ts';
import { DEFAULT_HISTORY_DAYS, durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { EngineContext } from '../context.ts';
import type { MarketFeed } from '../ports/feed.ts';
import { missingIn } from './missing.ts';
import { nextPage } from './pagePlan.ts';
import { rangeOf } from './range.ts';

type BackfillRequest = CallReceived<'backfill.start'>;

/** Measured: what a candle takes in the store with its ledgers (npm run bench). */
const BYTES_PER_CANDLE = 70;

/** Counts pages the way they will be fetched. */
function countPages(missing: IntervalSet, step: number, pageSize: (from: number) => number): number {
  let pages = 0;
  let left = missing;
  for (let page = nextPage(left, step, pageSize); page !== null; page = nextPage(left, step, pageSize)) {
    left = subtract(left, [page]);
    pages += 1;
  }
  return pages;
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
  const series: BackfillEstimate['series'][number][] = [];
  for (const symbol of new Set(request.symbols)) {
    const known = entries.find((entry) => entry.symbol === symbol)?.series ?? [];
    for (const timeframe of new Set<Timeframe>(request.timeframes)) {
      const one = known.find((candidate) => candidate.timeframe === timeframe);
      const range = rangeOf(request, timeframe, one?.historyDays ?? DEFAULT_HISTORY_DAYS[timeframe], now);
      const missing = await missingIn(context, one?.id ?? null, range);
      const step = durationOf(timeframe);
      series.push({
        exchange: request.exchange,
        symbol,
        timeframe,
        missing: Math.round(lengthOf(missing) / step),
        requests: countPages(missing, step, (from) => feed.pageSize(timeframe, from)),
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
