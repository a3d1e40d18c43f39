import type { ExchangeId } from '../../shared/domain/exchange.ts';
import type { MarketFeed, MarketFeeds } from '../engine/ports/feed.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { systemTiming, type Timing } from '../platform/timing.ts';
import { createVenueFeed } from './feed.ts';
import type { Servers } from './servers.ts';
import { binance } from './venues/binance.ts';
import { bitget } from './venues/bitget.ts';
import type { Venue } from './venues/venue.ts';

export { createCandleArchive } from './archive/candleArchive.ts';
export { parseArchive, parseServers, parseServerUrl, type ServerConfig, type Servers } from './servers.ts';

const VENUES: Readonly<Record<ExchangeId, Venue>> = { bitget, binance };

export type MarketFeedsOptions = Readonly<{
  servers: Servers;
  /** Folder for what a later start without a network needs; made on first use. */
  cacheDir: string;
  log: Log;
  clock: Clock;
  timing?: Timing;
  /** How long an answer may take to begin, milliseconds. */
  timeoutMs?: number;
  /** How often a WebSocket is asked for a sign of life, milliseconds. */
  keepAliveMs?: number;
}>;

/** Makes the feeds of all venues; nothing of ccxt is loaded before the first `get`. */
export function createMarketFeeds(options: MarketFeedsOptions): MarketFeeds {
  const { servers, timing = systemTiming, ...rest } = options;
  const opening = new Map<ExchangeId, Promise<MarketFeed>>();
  const ready: MarketFeed[] = [];

  async function open(exchange: ExchangeId): Promise<MarketFeed> {
    try {
      const feed = await createVenueFeed(VENUES[exchange], { ...rest, server: servers[exchange], timing });
      ready.push(feed);
      return feed;
    } catch (error) {
      opening.delete(exchange);
      throw error;
    }
  }

  return {
    get(exchange) {
      const feed = opening.get(exchange) ?? open(exchange);
      opening.set(exchange, feed);
      return feed;
    },
    loaded: () => [...ready],
    async close() {
      await Promise.allSettled(opening.values());
      await Promise.all(ready.map((feed) => feed.close()));
    },
  };
}
