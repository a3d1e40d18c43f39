import type { CandleColumns } from '../../shared/domain/candle.ts';
import { SECOND } from '../../shared/domain/time.ts';
import type { Timeframe } from '../../shared/domain/timeframe.ts';
import { fail, type Result, succeed } from '../../shared/lib/result.ts';
import type { FeedError } from '../engine/ports/feed.ts';
import type { CcxtVenue } from './ccxtVenue.ts';
import { cancelled, errorFromCcxt, errorOfKind } from './errors.ts';
import { type OpenOptions, openVenue } from './openVenue.ts';
import { parseCandles } from './parseCandles.ts';
import { parseMarkets } from './parseMarkets.ts';
import { within } from './timing.ts';
import type { Venue } from './venues/venue.ts';

/** Bitget answers an unsubscription within a round trip, or ccxt never notices that it did (facts trap 9). */
const UNWATCH_PATIENCE = 2 * SECOND;

export type WatchedSeries = Readonly<{ unified: string; timeframe: Timeframe }>;

/** Candles as they form, over one WebSocket per venue. What to do about silence and errors is the supervisor's. */
export interface CandleSocket {
  /**
   * Subscribes if need be and resolves with the rows that changed since the last call, the forming candle among them;
   * never rejects. There is one watch per series at a time: asking again meanwhile gives the same promise.
   */
  watch(series: WatchedSeries): Promise<Result<CandleColumns, FeedError>>;
  /** Ends the subscription; a pending watch resolves as cancelled. Nobody needs to wait for it. */
  unwatch(series: WatchedSeries): Promise<void>;
  /** Drops the line, so that pending watches fail and the next ones dial again: the cure for a silent stall. */
  redial(): void;
  close(): Promise<void>;
}

type Pending = Readonly<{
  promise: Promise<Result<CandleColumns, FeedError>>;
  settle: (result: Result<CandleColumns, FeedError>) => void;
}>;

const keyOf = ({ unified, timeframe }: WatchedSeries): string => `${timeframe} ${unified}`;

/** ccxt forgets an answer to an unsubscription it did not recognise only when told (pro/bitget.js:584 and 2899). */
function forgetUnsubscriptions(exchange: CcxtVenue, unified: string): void {
  for (const client of Object.values(exchange.clients)) {
    for (const hash of Object.keys(client.subscriptions)) {
      if (!hash.startsWith('unsubscribe') || !hash.includes(unified)) continue;
      delete client.subscriptions[hash];
      delete client.futures[hash];
    }
  }
}

/** Makes a socket of its own ccxt instance: the throttle of subscriptions must not hold up a page of candles. */
export async function openCandleSocket(
  deps: Readonly<{
    venue: Venue;
    openOptions: Omit<OpenOptions, 'throttled'>;
    /** The venue's markets as ccxt wants them. */
    markets: readonly unknown[];
  }>,
): Promise<CandleSocket> {
  const { venue } = deps;
  const { exchange, familyOf, staleLine } = await openVenue(venue, { ...deps.openOptions, throttled: true });
  exchange.setMarkets(deps.markets);
  const symbols = new Set(parseMarkets(venue.id, deps.markets).map(({ market }) => market.unified));
  const pending = new Map<string, Pending>();
  let closed = false;

  /** Bitget answers one impossible subscription by failing all others on the line (facts trap 8). */
  function refusal({ unified, timeframe }: WatchedSeries): FeedError | null {
    if (closed) return cancelled;
    if (!venue.socketTimeframes.has(timeframe)) return errorOfKind('unsupported', venue);
    return symbols.has(unified) ? null : errorOfKind('unknown-symbol', venue);
  }

  async function next({ unified, timeframe }: WatchedSeries): Promise<Result<CandleColumns, FeedError>> {
    try {
      const rows = await exchange.watchOHLCV(unified, timeframe);
      const candles = Array.isArray(rows) ? parseCandles(rows) : null;
      return candles === null ? fail(errorOfKind('garbage-answer', venue)) : succeed(candles);
    } catch (error) {
      return fail(errorFromCcxt(familyOf(error), null, venue));
    }
  }

  function begin(series: WatchedSeries): Pending {
    const { promise, resolve } = Promise.withResolvers<Result<CandleColumns, FeedError>>();
    const key = keyOf(series);
    const entry: Pending = {
      promise,
      settle: (result) => {
        if (pending.get(key) === entry) pending.delete(key);
        resolve(result);
      },
    };
    pending.set(key, entry);
    void next(series).then(entry.settle);
    return entry;
  }

  return {
    watch(series) {
      const refused = refusal(series);
      if (refused !== null) return Promise.resolve(fail(refused));
      return (pending.get(keyOf(series)) ?? begin(series)).promise;
    },
    async unwatch(series) {
      pending.get(keyOf(series))?.settle(fail(cancelled));
      // Without a line there is nothing to unsubscribe, and ccxt would dial to say so.
      if (refusal(series) !== null || Object.keys(exchange.clients).length === 0) return;
      const done = exchange.unWatchOHLCV(series.unified, series.timeframe).catch(() => null);
      await within(UNWATCH_PATIENCE, done);
      forgetUnsubscriptions(exchange, series.unified);
    },
    redial() {
      for (const client of Object.values(exchange.clients)) {
        client.onError(staleLine());
        client.close();
      }
    },
    async close() {
      closed = true;
      for (const entry of [...pending.values()]) entry.settle(fail(cancelled));
      await exchange.close();
    },
  };
}
