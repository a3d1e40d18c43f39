import { type CandleRow, candleRows, candlesFromRows } from '../../../shared/domain/candle.ts';
import { type Interval, intersect } from '../../../shared/domain/interval.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { closedUntil, durationOf } from '../../../shared/domain/timeframe.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { CandlePage, FeedError } from '../ports/feed.ts';
import type { LiveKey, SeriesHost } from './host.ts';
import { tellRefused } from './storeSocketRows.ts';

/** Candles this young count as just closed: their latency is kept. */
const YOUNG_CANDLES = 3;

/** What the venue said about a stretch; all of it has been stored. */
export type Reading = Readonly<{
  /** Everything asked for before this open time has been answered for. */
  until: EpochMs;
  /** Closed candles, ascending. */
  closed: readonly CandleRow[];
  /** The one that forms, where the stretch reaches it. */
  forming: CandleRow | null;
  /** Stored candles that turned out different. */
  changed: number;
}>;

type Sorted = Readonly<{ wanted: readonly CandleRow[]; forming: CandleRow | null }>;

/**
 * Leaves out the candle before the stretch, which a page overlaps by, the forming one and the one after it:
 * `exchangeTime` is the earliest moment the answer can be from. What lies further in the future stays in, for the
 * store to refuse and report.
 */
function sortRows({ candles, exchangeTime }: CandlePage, key: LiveKey, from: EpochMs): Sorted {
  const forming = closedUntil(key.timeframe, exchangeTime);
  const rows = candleRows(candles);
  const last = forming + durationOf(key.timeframe);
  return {
    wanted: rows.filter(([time]) => time >= from && (time < forming || time > last)),
    forming: rows.find(([time]) => time === forming) ?? null,
  };
}

async function keep(host: SeriesHost, key: LiveKey, asked: Interval, page: CandlePage): Promise<Reading> {
  const { store, journal, publish } = host.context;
  const { timeframe } = key;
  const now = host.feed.now();
  const closed = closedUntil(timeframe, page.exchangeTime);
  const { wanted, forming } = sortRows(page, key, asked.from);
  const answered = intersect([page.answered], [{ from: asked.from, until: closed }])[0] ?? null;
  const isYoung = asked.from >= closedUntil(timeframe, now) - YOUNG_CANDLES * durationOf(timeframe);
  const outcome = await store.write.writePage({
    seriesId: key.id,
    timeframe,
    candles: candlesFromRows(wanted),
    answered,
    exchangeTime: page.exchangeTime,
    asked,
    provider: host.feed.exchange,
    request: page.request,
    receivedAt: now,
    origin: 'rest',
    rolling: true,
    confirms: true,
    isLive: isYoung,
  });
  if (outcome.inserted + outcome.changed + outcome.stillMissing > 0) {
    // What is no more than the newest candles is told one by one as well.
    const isAppended = isYoung && outcome.changed + outcome.stillMissing === 0;
    publish('coverage.changed', { seriesIds: [key.id], ...(isAppended ? { appended: [key.id] } : {}) });
  }
  await tellRefused(host.context, key, outcome);
  if (outcome.changed > 0) {
    const revision = { type: 'candles-revised', series: seriesName(key), count: outcome.changed } as const;
    await journal.event('info', 'live', revision);
  }
  return {
    until: answered?.until ?? asked.from,
    closed: wanted.filter(([time]) => time < closed).sort((a, b) => a[0] - b[0]),
    forming,
    changed: outcome.changed,
  };
}

/**
 * Makes sure that exchange time is known before anything is judged by it: a PC whose clock was set, with no network to
 * tell it so, would make the ledger answer for a future that only it believes in.
 */
export async function knowTime({ feed, signal }: SeriesHost): Promise<Result<unknown, FeedError>> {
  return feed.isClockUsable() ? succeed(null) : feed.syncClock(signal);
}

/** Names what could not be fetched in the ledger, so that it is known even if the program ends now. */
async function explain(host: SeriesHost, key: LiveKey, asked: Interval, error: FeedError): Promise<void> {
  const { store } = host.context;
  const now = host.feed.now();
  const where = { from: asked.from, until: Math.min(asked.until, closedUntil(key.timeframe, now)) };
  // The clock may have been set while the answer was waited for.
  if (where.from >= where.until || error.kind === 'cancelled' || !host.feed.isClockUsable()) return;
  await store.write.extendLedger(key.id, where, now);
  const finding = { where: [where], cause: 'request-failed', evidence: error.message } as const;
  await store.write.explainGap(key.id, finding, now);
}

/**
 * Fetches and stores [from, until) page by page. What could not be fetched is left in the ledger as `request-failed`.
 * Rejects with a StoreError only.
 */
export async function readCandles(
  host: SeriesHost,
  key: LiveKey,
  { from, until }: Interval,
): Promise<Result<Reading, FeedError>> {
  const { feed, signal } = host;
  const step = durationOf(key.timeframe);
  const isLong = (until - from) / step > feed.pageSize(key.timeframe, from);
  let sum: Reading = { until: from, closed: [], forming: null, changed: 0 };
  while (sum.until < until) {
    const asked = {
      from: sum.until,
      until: Math.min(until, sum.until + feed.pageSize(key.timeframe, sum.until) * step),
    };
    const priority = isLong ? 'history' : 'live';
    const page = await feed.candles(
      { unified: key.unified, timeframe: key.timeframe, ...asked, priority },
      signal,
    );
    if (!page.ok) {
      await explain(host, key, { from: sum.until, until }, page.error);
      return fail(page.error);
    }
    const read = await keep(host, key, asked, page.value);
    sum = {
      until: read.until,
      closed: [...sum.closed, ...read.closed],
      forming: read.forming,
      changed: sum.changed + read.changed,
    };
    // The rest has not closed yet, or the answer did not speak for it: the next look begins here.
    if (read.until < asked.until) break;
  }
  return succeed(sum);
}
