import type { Market } from '../../shared/domain/instrument.ts';
import { DAY, MINUTE } from '../../shared/domain/time.ts';
import { fail, type Result, succeed } from '../../shared/lib/result.ts';
import type { FeedError } from '../engine/ports/feed.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { cancelled, errorOfKind } from './errors.ts';
import type { CachedMarkets, MarketCache } from './marketCache.ts';
import type { OpenVenue } from './openVenue.ts';
import { type ListedMarket, parseMarkets } from './parseMarkets.ts';
import { unlessAborted } from './patience.ts';
import { isMarketAnswer } from './trust.ts';
import type { VenueClient } from './venueClient.ts';
import type { Venue } from './venues/venue.ts';

const REFRESH_AFTER = DAY;
/** A symbol nobody has heard of may be new: the venue is asked again, but not for every typing error. */
const ASK_AGAIN_AFTER = 5 * MINUTE;

type MarketCatalogDeps = Readonly<{
  venue: Venue;
  open: OpenVenue;
  client: VenueClient;
  cache: MarketCache;
  clock: Clock;
  log: Log;
  /** Aborts when the feed is closed; a refresh outlives the call that began it. */
  closing: AbortSignal;
}>;

type Refreshed = Result<readonly Market[], FeedError>;

/**
 * Knows the markets of a venue: from memory, from the file of an earlier day, or from the venue. ccxt's own
 * `loadMarkets` keeps a failed first attempt for ever (facts trap 5), so the parts it is made of are called here, and
 * ccxt is given markets only after they have been believed.
 */
export function createMarketCatalog(deps: MarketCatalogDeps) {
  const { venue, open, client, cache, clock, log, closing } = deps;
  let listed: readonly ListedMarket[] | null = null;
  let savedAt = 0;
  let triedAt = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<Refreshed> | null = null;
  let reading: Promise<void> | null = null;

  function adopt(markets: readonly ListedMarket[], at: number): readonly Market[] {
    open.exchange.setMarkets(markets.map((one) => one.ccxt));
    listed = markets;
    savedAt = at;
    return markets.map((one) => one.market);
  }

  async function readCache(): Promise<void> {
    const saved: CachedMarkets | null = await cache.read();
    const markets = parseMarkets(venue.id, saved?.markets);
    if (saved !== null && markets.length > 0) adopt(markets, saved.savedAt);
  }

  async function fetchMarkets(): Promise<Refreshed> {
    triedAt = clock.now();
    const result = await client.request(
      {
        weight: 1,
        priority: 'focus',
        run: (exchange) => exchange.fetchMarkets(),
        read: (markets, answer) => (isMarketAnswer(venue, answer) ? parseMarkets(venue.id, markets) : null),
      },
      closing,
    );
    if (!result.ok) return result;
    const markets = adopt(result.value.value, clock.now());
    await cache.write({ savedAt, markets: result.value.value.map((one) => one.ccxt) });
    return succeed(markets);
  }

  function refreshUnheard(): void {
    refresh().catch((error: unknown) =>
      log.error('refreshing the markets failed', { exchange: venue.id, error: String(error) }),
    );
  }

  function refresh(): Promise<Refreshed> {
    refreshing ??= fetchMarkets().finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  const isOld = (): boolean => Math.abs(clock.now() - savedAt) > REFRESH_AFTER;
  const mayAsk = (): boolean => Math.abs(clock.now() - triedAt) > ASK_AGAIN_AFTER;

  async function all(signal: AbortSignal, isFresh = false): Promise<Refreshed> {
    reading ??= readCache();
    await reading;
    if (listed === null || isFresh) return (await unlessAborted(signal, refresh())) ?? fail(cancelled);
    // Nobody waits for it: yesterday's markets are good enough to begin with, and it reports through the status.
    if (isOld() && mayAsk()) refreshUnheard();
    return succeed(listed.map((one) => one.market));
  }

  const knows = (unified: string): boolean =>
    listed?.some(({ market }) => market.unified === unified) ?? false;

  return {
    /** Returns the markets; asks the venue when nothing is known or it is told to, or in the background once a day. */
    all,
    /** Makes sure that ccxt knows the market, asking the venue again when it does not. */
    async require(unified: string, signal: AbortSignal): Promise<Result<null, FeedError>> {
      const known = await all(signal);
      if (!known.ok) return known;
      if (knows(unified)) return succeed(null);
      if (mayAsk()) {
        const refreshed = await unlessAborted(signal, refresh());
        if (refreshed === null) return fail(cancelled);
        if (!refreshed.ok) return refreshed;
      }
      return knows(unified) ? succeed(null) : fail(errorOfKind('unknown-symbol', venue));
    },
    /** The markets as ccxt wants them, for another instance of the same venue. */
    forCcxt: (): readonly unknown[] => listed?.map((one) => one.ccxt) ?? [],
    /** Resolves when no refresh is under way. */
    async settled(): Promise<void> {
      await refreshing?.catch(() => null);
    },
  };
}
