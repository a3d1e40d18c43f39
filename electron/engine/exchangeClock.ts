import type { ExchangeId } from '../../shared/domain/exchange.ts';
import { EXCHANGES } from '../../shared/domain/exchange.ts';
import { SECOND } from '../../shared/domain/time.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { ExchangeClock } from './context.ts';
import type { MarketFeed, MarketFeeds } from './ports/feed.ts';
import type { StoreClient } from './ports/store.ts';

const stateKey = (exchange: ExchangeId): string => `clock.offset.${exchange}`;
/** A venue that does not answer a time request within this long does not hold up the question that needed it. */
const SYNC_TIMEOUT_MS = 5 * SECOND;

/**
 * Judges age and closedness by exchange time. The offset last measured is kept, so that a report made without asking
 * the venue, or with its network gone, still goes by the venue's clock and not by a PC clock that may be wrong.
 */
export async function createExchangeClock(
  store: StoreClient,
  feeds: MarketFeeds,
  clock: Clock,
  log: Log,
): Promise<ExchangeClock> {
  const offsets = new Map<ExchangeId, number>();
  for (const exchange of EXCHANGES) {
    const kept = await store.read.state(stateKey(exchange));
    if (kept !== null) offsets.set(exchange, Number(kept));
  }
  const loaded = (exchange: ExchangeId): MarketFeed | undefined =>
    feeds.loaded().find((feed) => feed.exchange === exchange && feed.status().clockOffsetMs !== null);

  return {
    now: (exchange) => loaded(exchange)?.now() ?? clock.now() + (offsets.get(exchange) ?? 0),
    sync: async (exchange, signal) => {
      const feed = await feeds.get(exchange);
      const patience = AbortSignal.any([signal, AbortSignal.timeout(SYNC_TIMEOUT_MS)]);
      const measured = await feed.syncClock(patience);
      if (!measured.ok) {
        log.warn('the clock offset could not be measured', { exchange, problem: measured.error.message });
        return;
      }
      offsets.set(exchange, measured.value);
      try {
        await store.write.setState(
          stateKey(exchange),
          JSON.stringify(Math.round(measured.value)),
          clock.now(),
        );
      } catch (error) {
        // It is only for the next start, and measured again by then.
        log.warn('the clock offset was not kept', { exchange, error: String(error) });
      }
    },
  };
}
