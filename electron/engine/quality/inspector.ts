import type { CallReceived, CallResponse } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { sliceCandles } from '../../../shared/domain/candle.ts';
import { EXCHANGES } from '../../../shared/domain/exchange.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { durationOf, isOnGrid } from '../../../shared/domain/timeframe.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { apiErrorOf } from '../apiErrors.ts';
import type { EngineContext } from '../context.ts';
import { finerSeries } from './finerSeries.ts';

type CandleRef = CallReceived<'candles.inspect'>;

/** Returns the series a candle is of and its fellows, or why there is no such candle to ask about. */
async function lookUp(
  { store }: EngineContext,
  { seriesId, openTime }: CandleRef,
): Promise<Result<{ series: Series; all: readonly Series[] }, ApiError>> {
  const all = await store.read.series();
  const series = all.find(({ id }) => id === seriesId);
  if (series === undefined) return fail({ code: 'not-found', message: `there is no series ${seriesId}` });
  if (!isOnGrid(series.timeframe, openTime)) {
    const message = `no ${series.timeframe} candle opens at ${new Date(openTime).toISOString()}`;
    return fail({ code: 'invalid-request', message });
  }
  return succeed({ series, all });
}

/** Tells everything that is known about one open time of one series. */
export async function inspectCandle(
  context: EngineContext,
  ref: CandleRef,
): Promise<Result<CallResponse<'candles.inspect'>, ApiError>> {
  const found = await lookUp(context, ref);
  if (!found.ok) return found;
  const { series, all } = found.value;
  const finer = finerSeries(series, all).toReversed();
  return succeed(await context.store.read.candleStory(series, ref.openTime, finer));
}

/** Asks the other venue for the same candle, now; nothing of the answer is stored. */
export async function candleElsewhere(
  context: EngineContext,
  ref: CandleRef,
  signal: AbortSignal,
): Promise<Result<CallResponse<'candles.elsewhere'>, ApiError>> {
  const found = await lookUp(context, ref);
  if (!found.ok) return found;
  const { exchange: own, symbol, timeframe } = found.value.series;
  const exchange = EXCHANGES.find((one) => one !== own)!;
  const feed = await context.feeds.get(exchange);
  const markets = await feed.markets(signal);
  if (!markets.ok) return fail(apiErrorOf(markets.error));
  const market = markets.value.find((one) => one.symbol === symbol);
  if (market === undefined) {
    return fail({ code: 'not-found', message: `${exchange} does not trade ${symbol}` });
  }
  const { openTime } = ref;
  const wanted = { from: openTime, until: openTime + durationOf(timeframe) };
  const page = await feed.candles(
    { unified: market.unified, timeframe, ...wanted, priority: 'focus' },
    signal,
  );
  if (!page.ok) return fail(apiErrorOf(page.error));
  const at = page.value.candles.openTime.indexOf(openTime);
  const candle =
    at === -1 ? sliceCandles(page.value.candles, 0, 0) : sliceCandles(page.value.candles, at, at + 1);
  return succeed({ exchange, candle });
}
