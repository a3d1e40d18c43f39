import { SECOND } from '../../shared/domain/time.ts';
import { durationOf } from '../../shared/domain/timeframe.ts';
import { fail, type Result } from '../../shared/lib/result.ts';
import type { FeedError, LiveSocket, MarketFeed } from '../engine/ports/feed.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Timing } from '../platform/timing.ts';
import { fetchCandlePage } from './candlePage.ts';
import { createClockSync } from './clockSync.ts';
import { cancelled } from './errors.ts';
import { createExchangeClock } from './exchangeClock.ts';
import { probeListing } from './listing.ts';
import { openLiveSocket } from './liveSocket.ts';
import { createMarketCache } from './marketCache.ts';
import { createMarketCatalog } from './marketCatalog.ts';
import { openVenue } from './openVenue.ts';
import { limitAt } from './pager.ts';
import { fetchQuotes } from './quotes.ts';
import { createRateGovernor } from './rateGovernor.ts';
import type { LoopbackUrl } from './servers.ts';
import { createVenueClient } from './venueClient.ts';
import type { Venue } from './venues/venue.ts';

/** A server on this machine has no quota to protect: tests and the demo may go a hundred times as fast. */
const LOOPBACK_FACTOR = 100;

const TIMEOUT = 10 * SECOND;

/** ccxt asks every 180 s at Binance, so that a dead line would go unnoticed for up to nine minutes (facts 3.2). */
const KEEP_ALIVE = 20 * SECOND;

type FeedDeps = Readonly<{
  server: LoopbackUrl | null;
  cacheDir: string;
  log: Log;
  clock: Clock;
  timing: Timing;
  /** How long the head of an answer may take, milliseconds; the whole of it may take twice as long. */
  timeoutMs?: number;
  /** How often a line is asked for a sign of life, milliseconds; one that gives none is dropped after three times. */
  keepAliveMs?: number;
}>;

/** Loads ccxt's class for the venue and puts the parts of its feed together. */
export async function createVenueFeed(venue: Venue, deps: FeedDeps): Promise<MarketFeed> {
  const { server, log, timing, timeoutMs = TIMEOUT, keepAliveMs = KEEP_ALIVE } = deps;
  const closing = new AbortController();
  const clock = createExchangeClock(deps.clock, timing);
  const perSecond = venue.weightPerSecond * (server === null ? 1 : LOOPBACK_FACTOR);
  const governor = createRateGovernor(
    { perSecond, burst: perSecond, concurrency: 4, historyConcurrency: 2 },
    timing,
  );
  const openOptions = { server, now: clock.now, timeoutMs, keepAliveMs };
  const open = await openVenue(venue, openOptions);
  const client = createVenueClient({
    venue,
    open,
    governor,
    clock,
    timing,
    log,
    deadlineMs: 2 * timeoutMs,
  });
  const cache = createMarketCache({ directory: deps.cacheDir, exchange: venue.id, server, log });
  const shared = { venue, open, client, cache, clock: deps.clock, log, closing: closing.signal };
  const catalog = createMarketCatalog(shared);
  const clockSync = createClockSync({ client, clock, timing, closing: closing.signal });
  const sockets = new Set<LiveSocket>();

  const untilClosed = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, closing.signal]);

  /** Runs `work` once ccxt knows the market and the exchange's time is known. */
  async function prepared<T>(
    unified: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result<T, FeedError>>,
  ): Promise<Result<T, FeedError>> {
    const either = untilClosed(signal);
    const known = await catalog.require(unified, either);
    if (!known.ok) return known;
    const timed = await clockSync.ensure(either);
    return timed.ok ? work(either) : timed;
  }

  /** Most candles a page from `from` can hold, the overlapping first one among them. */
  const pageLimit: MarketFeed['pageSize'] = (timeframe, from) =>
    limitAt(venue.paging, timeframe, from - durationOf(timeframe), clock.now());

  return {
    exchange: venue.id,
    markets: (signal, isFresh) => catalog.all(untilClosed(signal), isFresh),
    candles: (request, signal) =>
      prepared(request.unified, signal, (either) =>
        fetchCandlePage({ venue, client, clock }, request, either),
      ),
    listing: (unified, signal) =>
      prepared(unified, signal, (either) => probeListing({ venue, client, clock }, unified, either)),
    // One less than the limit: every page begins with the candle before.
    pageSize: (timeframe, from) => pageLimit(timeframe, from) - 1,
    pagesPerSecond: perSecond / venue.weightOf(venue.paging.limit),
    now: clock.now,
    syncClock: (signal) => clockSync.sync(untilClosed(signal)),
    isClockFresh: clock.isFresh,
    isClockUsable: clock.isUsable,
    status: () => ({
      clockOffsetMs: clock.offset(),
      blockedUntil: governor.blockedFor() > 0 ? Math.round(clock.now() + governor.blockedFor()) : null,
      lastError: client.lastError(),
      weightUsed: governor.used(),
    }),
    quota: {
      pageWeight: (timeframe, from) => venue.weightOf(pageLimit(timeframe, from)),
      perSecond,
    },
    socketTimeframes: venue.socket.timeframes,
    async quotes(unified, signal) {
      const either = untilClosed(signal);
      const known = await catalog.all(either);
      if (!known.ok) return known;
      const contracts = known.value.filter((market) => unified.includes(market.unified));
      return fetchQuotes({ venue, client }, contracts, either);
    },
    async openSocket(signal) {
      const known = await catalog.all(untilClosed(signal));
      if (!known.ok) return known;
      if (closing.signal.aborted) return fail(cancelled);
      const socket = await openLiveSocket({ venue, openOptions, timing, markets: catalog.forCcxt });
      sockets.add(socket);
      return { ok: true, value: socket };
    },
    async close() {
      closing.abort();
      await catalog.settled();
      await Promise.all([...sockets].map((socket) => socket.close()));
      await open.exchange.close();
      // Kept-alive connections would otherwise hold a server that is being stopped for another minute.
      await open.exchange.fetchDispatcher?.destroy();
    },
  };
}
