import { sliceCandles } from '../../../../shared/domain/candle.ts';
import { checkCandles } from '../../../../shared/domain/candleRules.ts';
import type { SeriesLedger } from '../../../../shared/domain/coverage.ts';
import type { Interval } from '../../../../shared/domain/interval.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../../../shared/lib/result.ts';
import { compareCandles, type Difference } from '../../../analysis/compareCandles.ts';
import { offTopic } from '../../backfill/venuePass.ts';
import type { EngineContext } from '../../context.ts';
import type { CandlePage } from '../../ports/feed.ts';
import { feedProblem } from '../../problemOf.ts';
import type { CheckRun } from './checkRun.ts';

/** What the venue says of a stretch today, against what is stored. */
export type Drift = Readonly<{
  compared: number;
  differences: readonly Difference[];
  /** Open times of stored candles the venue does not list any more. */
  vanished: readonly number[];
}>;

/** Returns the rows of a page that may be stored and lie in `range`, ascending. */
function usable(page: CandlePage, { timeframe }: SeriesLedger, range: Interval) {
  const { accepted } = checkCandles(page.candles, timeframe, page.exchangeTime);
  const { openTime } = accepted;
  const first = openTime.findIndex((time) => time >= range.from);
  const end = openTime.findIndex((time) => time >= range.until);
  if (first === -1) return sliceCandles(accepted, 0, 0);
  return sliceCandles(accepted, first, end === -1 ? openTime.length : end);
}

/** Compares one answer with what is stored, then stores it: what differs becomes a revision, what is equal is confirmed. */
async function compareAndStore(
  { store, clock }: EngineContext,
  series: SeriesLedger,
  page: CandlePage,
  answered: Interval,
): Promise<Drift> {
  const stored = await store.read.candlesWithin(series.id, answered.from, answered.until);
  const fetched = usable(page, series, answered);
  const { compared, differences, unmatched } = compareCandles(stored, fetched, 0);
  await store.write.writePage({
    seriesId: series.id,
    timeframe: series.timeframe,
    candles: fetched,
    answered,
    exchangeTime: page.exchangeTime,
    asked: answered,
    provider: series.exchange,
    request: page.request,
    receivedAt: clock.now(),
    confirms: true,
  });
  return { compared: compared + unmatched.length, differences, vanished: unmatched };
}

/**
 * Fetches a stretch again, page by page, and returns what has changed, as far as the requests that are left went; fails
 * with the venue's reason.
 */
export async function fetchAgain(
  { context, signal, requests }: Pick<CheckRun, 'context' | 'signal' | 'requests'>,
  series: SeriesLedger,
  unified: string,
  { from, until }: Interval,
): Promise<Result<Drift, Problem>> {
  const feed = await context.feeds.get(series.exchange);
  let drift: Drift = { compared: 0, differences: [], vanished: [] };
  for (let at = from; at < until && requests.left > 0; ) {
    const { timeframe } = series;
    requests.left -= 1;
    const page = await feed.candles({ unified, timeframe, from: at, until, priority: 'history' }, signal);
    if (!page.ok) return fail(feedProblem(page.error));
    const answered = {
      from: Math.max(at, page.value.answered.from),
      until: Math.min(until, page.value.answered.until),
    };
    if (answered.from >= answered.until) return fail(feedProblem(offTopic(series.exchange)));
    const more = await compareAndStore(context, series, page.value, answered);
    drift = {
      compared: drift.compared + more.compared,
      differences: [...drift.differences, ...more.differences],
      vanished: [...drift.vanished, ...more.vanished],
    };
    at = answered.until;
  }
  return succeed(drift);
}
