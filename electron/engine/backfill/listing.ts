import type { Instrument } from '../../../shared/domain/instrument.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { EngineContext } from '../context.ts';
import type { MarketFeed } from '../ports/feed.ts';

export type ListingFinder = Readonly<{
  /** Open time of the first candle the venue has, or null while nobody knows. */
  find(instrument: Instrument, feed: MarketFeed, signal: AbortSignal): Promise<EpochMs | null>;
}>;

/**
 * Finds listing dates by probing, once per instrument: what lies before is not a gap. A probe that fails is tried
 * again by the next job; until then the leading candles are asked for like any others.
 */
export function createListingFinder({ store, clock, log }: EngineContext): ListingFinder {
  const running = new Map<Instrument['id'], Promise<EpochMs | null>>();

  const probe = async (
    instrument: Instrument,
    feed: MarketFeed,
    signal: AbortSignal,
  ): Promise<EpochMs | null> => {
    const found = await feed.listing(instrument.unified, signal);
    if (!found.ok) {
      log.warn('the listing date could not be found', {
        symbol: instrument.symbol,
        problem: found.error.message,
      });
      return null;
    }
    if (found.value !== null) await store.write.setListing(instrument.id, found.value, clock.now());
    return found.value;
  };

  return {
    find: async (instrument, feed, signal) => {
      if (instrument.listedAt !== null) return instrument.listedAt;
      const existing = running.get(instrument.id);
      if (existing !== undefined) return existing;
      const started = probe(instrument, feed, signal).finally(() => running.delete(instrument.id));
      running.set(instrument.id, started);
      return started;
    },
  };
}
