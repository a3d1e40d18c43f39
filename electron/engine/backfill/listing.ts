import type { Instrument } from '../../../shared/domain/instrument.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { type Result, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import type { FeedError, MarketFeed } from '../ports/feed.ts';

export type ListingFinder = Readonly<{
  /** Open time of the first candle the venue has, or null when it has none. */
  find(
    instrument: Instrument,
    feed: MarketFeed,
    signal: AbortSignal,
  ): Promise<Result<EpochMs | null, FeedError>>;
}>;

/** Finds listing dates by probing, once per job and instrument: what lies before is not a gap. */
export function createListingFinder({ store, clock }: EngineContext): ListingFinder {
  type Found = Result<EpochMs | null, FeedError>;
  type Probes = Map<Instrument['id'], Promise<Found>>;
  // Shared by what is cancelled together and by nothing else: one job's end must not be another's failure.
  const running = new WeakMap<AbortSignal, Probes>();

  const probe = async (instrument: Instrument, feed: MarketFeed, signal: AbortSignal): Promise<Found> => {
    const found = await feed.listing(instrument.unified, signal);
    if (found.ok && found.value !== null)
      await store.write.setListing(instrument.id, found.value, clock.now());
    return found;
  };

  return {
    find: async (instrument, feed, signal) => {
      if (instrument.listedAt !== null) return succeed(instrument.listedAt);
      const probes: Probes = running.get(signal) ?? new Map();
      running.set(signal, probes);
      const existing = probes.get(instrument.id);
      if (existing !== undefined) return existing;
      const started = probe(instrument, feed, signal).finally(() => probes.delete(instrument.id));
      probes.set(instrument.id, started);
      return started;
    },
  };
}
