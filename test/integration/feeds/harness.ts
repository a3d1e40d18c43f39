import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  CandlePage,
  CandlePageRequest,
  MarketFeed,
  MarketFeeds,
} from '../../../electron/engine/ports/feed.ts';
import { createMarketFeeds, type MarketFeedsOptions, parseServers } from '../../../electron/feeds/index.ts';
import { silentLog } from '../../../electron/platform/log.ts';
import type { Timing } from '../../../electron/platform/timing.ts';
import { type CandleRow, candleRows } from '../../../shared/domain/candle.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { Result } from '../../../shared/lib/result.ts';
import { type ExchangeEmulator, type ExchangeOptions, startExchange } from '../../exchange/index.ts';

/** A signal nobody aborts. */
export const UNABORTED = new AbortController().signal;

/** The moment most tests begin at: half a minute into a candle. */
export const NOON = Date.UTC(2026, 8, 15, 12, 0, 30);

export const BTC = 'BTC/USDT:USDT';

/** Returns the value of an outcome that must be one. */
export function unwrap<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`not expected to fail: ${JSON.stringify(result.error)}`);
  return result.value;
}

/**
 * Waiting on the emulator's clock: a pause moves it forward and is over, so that a ban of minutes takes none, and
 * the request log tells in virtual time who waited how long.
 */
export const virtualTiming = (exchange: ExchangeEmulator): Timing => ({
  elapsed: exchange.clock.now,
  random: () => 0,
  sleep(ms, signal) {
    if (!signal.aborted) exchange.clock.advance(ms);
    return Promise.resolve();
  },
});

export type Stage = Readonly<{
  exchange: ExchangeEmulator;
  feeds: MarketFeeds;
  cacheDir: string;
  /** Feeds as after a restart of the program: same files, same servers. */
  restart(more?: Partial<MarketFeedsOptions>): MarketFeeds;
  close(): Promise<void>;
}>;

/** Starts an emulator whose time stands still, and feeds that are pointed at it and never really wait. */
export async function setStage(
  options: ExchangeOptions = {},
  more: Partial<MarketFeedsOptions> = {},
): Promise<Stage> {
  const exchange = await startExchange({ now: NOON, speed: 0, ...options });
  const cacheDir = await mkdtemp(join(tmpdir(), 'candlekeep-feeds-'));
  const servers = unwrap(parseServers({ bitgetUrl: exchange.url, binanceUrl: exchange.url }));
  const opened: MarketFeeds[] = [];
  const open = (changes: Partial<MarketFeedsOptions> = {}): MarketFeeds => {
    const feeds = createMarketFeeds({
      servers,
      cacheDir,
      log: silentLog,
      clock: { now: exchange.clock.now },
      timing: virtualTiming(exchange),
      ...more,
      ...changes,
    });
    opened.push(feeds);
    return feeds;
  };
  return {
    exchange,
    feeds: open(),
    cacheDir,
    restart: open,
    async close() {
      await Promise.all(opened.map((feeds) => feeds.close()));
      await exchange.close();
      await rm(cacheDir, { recursive: true, force: true });
    },
  };
}

export type Download = Readonly<{ rows: readonly CandleRow[]; pages: readonly CandlePage[] }>;

type Wanted = Pick<CandlePageRequest, 'timeframe' | 'from' | 'until' | 'secondLook'> &
  Partial<Pick<CandlePageRequest, 'unified'>>;

/** Downloads [from, until) page by page as the engine does: what is answered is settled, the rest is asked for. */
export async function download(feed: MarketFeed, wanted: Wanted): Promise<Download> {
  const byTime = new Map<number, CandleRow>();
  const pages: CandlePage[] = [];
  for (let from = wanted.from; from < wanted.until; from = pages.at(-1)!.answered.until) {
    const request = { unified: BTC, priority: 'history', ...wanted, from } as const;
    const page = unwrap(await feed.candles(request, UNABORTED));
    if (page.answered.from !== from || page.answered.until <= from) {
      throw new Error(`a page from ${from} answers for ${JSON.stringify(page.answered)}`);
    }
    pages.push(page);
    for (const row of candleRows(page.candles)) {
      const [time] = row;
      const isAnswered = time >= page.answered.from && time < page.answered.until;
      if (isAnswered && time < wanted.until) byTime.set(time, row);
    }
  }
  return { rows: [...byTime.values()].sort((a, b) => a[0] - b[0]), pages };
}

/** Tells how many candles of `expected` are not among `rows`. */
export const missingFrom = (expected: readonly CandleRow[], rows: readonly (readonly number[])[]): number => {
  const times = new Set(rows.map(([time]) => time));
  return expected.filter(([time]) => !times.has(time)).length;
};

/** Returns the open time `n` candles before the one that is forming at noon. */
export const candlesBack = (timeframe: CandlePageRequest['timeframe'], n: number): number =>
  Math.floor(NOON / durationOf(timeframe)) * durationOf(timeframe) - n * durationOf(timeframe);
