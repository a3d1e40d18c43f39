import type { BackfillEstimate, CallReceived } from '../../../shared/contract/calls.ts';
import { hasArchive } from '../../../shared/domain/exchange.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { EngineContext } from '../context.ts';
import type { MarketFeed } from '../ports/feed.ts';
import { defaultDays } from '../quality/limits.ts';
import { archiveCost } from './archiveCost.ts';
import { missingIn } from './missing.ts';
import { createPageCounter } from './pageCost.ts';
import { candlesIn } from './pagePlan.ts';
import { rangeOf } from './range.ts';

/** A guess: a month of minutes is 2 MB, three files travel at once, and a home line carries 20 Mbit/s or more. */
const SECONDS_PER_FILE = 0.8;

type BackfillRequest = CallReceived<'backfill.start'>;

/** Measured: what a candle takes in the store with its ledgers (npm run bench). */
const BYTES_PER_CANDLE = 70;

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
  let files = 0;
  for (const symbol of new Set(request.symbols)) {
    const entry = entries.find((candidate) => candidate.symbol === symbol);
    for (const timeframe of new Set<Timeframe>(request.timeframes)) {
      const one = entry?.series.find((candidate) => candidate.timeframe === timeframe);
      const days = one?.historyDays ?? (await defaultDays(context, timeframe));
      const range = rangeOf(request, timeframe, days, now, entry?.delistedAt ?? null);
      const wanted = { id: one?.id ?? null, timeframe, listedAt: entry?.listedAt ?? null };
      const missing = await missingIn(context, wanted, range);
      const cost =
        request.source === 'archive' && hasArchive(request.exchange)
          ? archiveCost(missing, timeframe, range, feed, now)
          : { files: 0, pages: pagesOf(missing, timeframe).requests };
      files += cost.files;
      series.push({
        exchange: request.exchange,
        symbol,
        timeframe,
        missing: candlesIn(missing, durationOf(timeframe)),
        requests: cost.files + cost.pages,
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
    ...(request.source === 'archive' ? { files } : {}),
    seconds: (requests - files) / feed.pagesPerSecond + files * SECONDS_PER_FILE,
    bytes: missing * BYTES_PER_CANDLE,
  };
}
